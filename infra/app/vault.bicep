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

@description('Whether Event Grid can raise alerts in this cloud.')
param eventsRaiseAlerts bool

@description('Action groups that are told.')
param actionGroupIds string[]

var abbreviations = loadJsonContent('../abbreviations.json')
var roles = loadJsonContent('../roles.json')
var isPrivate = endpoint != null
var name = '${abbreviations.vault}${token}'
var alert = filter(loadJsonContent('../alerts.json').queries, rule => rule.name == 'keys-old')[0]

module vault 'br/public:avm/res/key-vault/vault:0.14.0' = {
  name: 'vault'
  params: {
    name: name
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
    roleAssignments: [
      {
        roleDefinitionIdOrName: roles['Key Vault Secrets User']
        principalId: principalId
        principalType: 'ServicePrincipal'
      }
    ]
  }
}

// The vault tells of nothing that was in it before somebody listened: first the ear, then the secrets.
module events 'br/public:avm/res/event-grid/system-topic:0.7.0' = if (eventsRaiseAlerts) {
  name: 'vault-events'
  params: {
    name: '${abbreviations.eventTopic}${token}'
    location: location
    tags: tags
    source: vault.outputs.resourceId
    topicType: 'Microsoft.KeyVault.vaults'
    diagnosticSettings: logsTo(workspaceResourceId)
    eventSubscriptions: [
      {
        name: 'keys-old'
        // Alerts take no other.
        eventDeliverySchema: 'CloudEventSchemaV1_0'
        filter: { includedEventTypes: ['Microsoft.KeyVault.SecretNearExpiry', 'Microsoft.KeyVault.SecretExpired'] }
        destination: {
          endpointType: 'MonitorAlert'
          properties: {
            severity: 'Sev${alert.severity}'
            description: '${alert.title}. ${alert.description}'
            actionGroups: actionGroupIds
          }
        }
      }
    ]
  }
}

module sendGrid 'br/public:avm/res/key-vault/vault/secret:0.1.0' = if (!empty(sendGridApiKey)) {
  name: 'secret-sendgrid'
  params: { keyVaultName: name, name: 'sendgrid-api-key', value: sendGridApiKey, attributesExp: keysExpireAt }
  dependsOn: [vault, events]
}

module signing 'br/public:avm/res/key-vault/vault/secret:0.1.0' = if (!empty(linkSigningKeys)) {
  name: 'secret-link-signing'
  params: { keyVaultName: name, name: 'link-signing-keys', value: linkSigningKeys, attributesExp: keysExpireAt }
  dependsOn: [vault, events]
}

output uri string = vault.outputs.uri
