import { logsTo, privateEndpoint, privateEndpoints } from 'types.bicep'

@description('Names of the resources end so.')
param token string
param location string
param tags object
param workspaceResourceId string

@description('The app.')
param principalId string

@secure()
@description('Of SendGrid, with the permission to send mail alone; empty where it is in the vault already.')
param sendGridApiKey string

@secure()
@description('id:secret pairs, newest first; empty where they are in the vault already.')
param linkSigningKeys string

@description('When the keys are due to be replaced, in seconds since 1970: the vault warns thirty days before.')
param keysExpireAt int

param endpoint privateEndpoint?

var abbreviations = loadJsonContent('../abbreviations.json')
var roles = loadJsonContent('../roles.json')
var isPrivate = endpoint != null

var sendGrid = empty(sendGridApiKey)
  ? []
  : [{ name: 'sendgrid-api-key', value: sendGridApiKey, attributes: { exp: keysExpireAt } }]
var signing = empty(linkSigningKeys)
  ? []
  : [{ name: 'link-signing-keys', value: linkSigningKeys, attributes: { exp: keysExpireAt } }]

module vault 'br/public:avm/res/key-vault/vault:0.14.0' = {
  name: 'vault'
  params: {
    name: '${abbreviations.vault}${token}'
    location: location
    tags: tags
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    enableVaultForTemplateDeployment: false
    enableVaultForDeployment: false
    enableVaultForDiskEncryption: false
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'None', defaultAction: isPrivate ? 'Deny' : 'Allow' }
    privateEndpoints: privateEndpoints(endpoint)
    diagnosticSettings: logsTo(workspaceResourceId)
    secrets: concat(sendGrid, signing)
    roleAssignments: [
      {
        roleDefinitionIdOrName: roles['Key Vault Secrets User']
        principalId: principalId
        principalType: 'ServicePrincipal'
      }
    ]
  }
}

output uri string = vault.outputs.uri
