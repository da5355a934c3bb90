targetScope = 'subscription'

import { privateEndpoint, roleHolder } from 'app/types.bicep'

@minLength(1)
@maxLength(64)
@description('Name of the environment: the resource group is called after it.')
param environmentName string

@minLength(1)
@description('Region of all resources; one where Flex Consumption is to be had.')
param location string

@description('Everything in a network of its own: private endpoints for storage, Service Bus (then Premium) and vault.')
param vnetEnabled bool = false

@description('Object ID of the person who deploys, for the tables; empty in production.')
param developerPrincipalId string = ''

@description('What kind of principal deploys.')
param developerPrincipalType 'User' | 'ServicePrincipal' | 'Group' = 'User'

@minLength(1)
@maxLength(100)
@description('How customers know the partner.')
param partnerName string

@minLength(5)
@maxLength(10)
@description('Location partner ID, digits: what customers without one of their own are attached to.')
param partnerId string

@description('Further location partner IDs of the partner, comma between.')
param partnerIds string = ''

@maxLength(10)
@description('Virtual-organisation (global) ID of the partner, digits, for the legacy field of Azure subscriptions; empty where nobody is to be asked for that.')
param dporPartnerId string = ''

@maxLength(36)
@description('Tenant of the provider that the partner sells through; empty where it has none.')
param indirectProviderId string = ''

@maxLength(100)
@description('Name of that provider, as customers know it.')
param indirectProviderName string = ''

@minLength(1)
@description('The partner\'s own mail domains, comma between: no invite goes there.')
param partnerDomains string

@minLength(3)
@description('Mail addresses that are told of outcomes, comma between.')
param partnerNotify string

@minLength(3)
@description('Mail address that customers ask.')
param partnerContact string

@maxLength(7)
@description('Colour of the partner as #rrggbb, for pages and mails; none for plain looks.')
param partnerColour string = ''

@maxLength(32768)
@description('Logo of the partner as data: address of a PNG or WebP, for pages; none for the name alone.')
param partnerLogo string = ''

@minLength(36)
@maxLength(36)
@description('Tenant of the partner: the one that the registrations are in.')
param partnerTenantId string = tenant().tenantId

@minLength(36)
@maxLength(36)
@description('Client ID of the multi-tenant registration that customers meet.')
param partnerClientId string

@maxLength(36)
@description('Client ID of the single-tenant registration of the operations pages; empty for none.')
param operationsClientId string = ''

@description('What opens the partner\'s API: a function key, a token of the operations registration, or either.')
param partnerApiAuth 'key' | 'entra' | 'both' = 'key'

@description('How customers say yes: by their own sign-in, or by having got the mail.')
param confirmationMode 'signin' | 'email' = 'signin'

@minLength(3)
@description('Sender of all mails, verified at SendGrid.')
param mailFrom string

@description('Mail addresses that get the report, comma between; empty for nobody.')
param reportRecipients string = ''

@description('SendGrid; another address for its EU region.')
param sendGridBaseUrl string = 'https://api.sendgrid.com'

@description('Public key of SendGrid\'s signed event webhook, base64; empty while it is off.')
param sendGridWebhookPublicKey string = ''

@secure()
@description('SendGrid key that may send mail and nothing else; empty to keep what the vault has.')
param sendGridApiKey string = ''

@secure()
@description('Link-signing keys, id:secret, newest first; empty to keep what the vault has.')
param linkSigningKeys string = ''

@minValue(30)
@maxValue(730)
@description('Days after which keys are due to be replaced.')
param keyLifetimeDays int = 180

@description('Origin that customers see, https and no path; empty for the app\'s own host name.')
param publicBaseUrl string = ''

@description('Mail addresses that alerts go to.')
param alertMailAddresses string[] = []

@minValue(30)
@maxValue(730)
@description('Days that logs are kept.')
param logRetentionDays int = 90

@description('How the tables are kept.')
param tableRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Memory of an instance, in MB.')
param instanceMemoryMB '512' | '2048' | '4096' = '2048'

@minValue(40)
@maxValue(1000)
@description('Most instances at once.')
param maximumInstanceCount int = 40

@description('Further settings of the app, by the names of the README.')
param otherSettings object = {}

@description('Now; not to be given.')
param deployedAt string = utcNow()

var abbreviations = loadJsonContent('abbreviations.json')
var cloud = loadJsonContent('clouds.json')[environment().name]
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var keysExpireAt = dateTimeToEpoch(dateTimeAdd(deployedAt, 'P${keyLifetimeDays}D'))

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.6.0' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.identity}${token}'
    location: location
    tags: tags
  }
}

module monitoring 'app/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    retentionInDays: logRetentionDays
    publisherPrincipalId: identity.outputs.principalId
  }
}

module network 'app/network.bicep' = if (vnetEnabled) {
  name: 'network-of-app'
  scope: group
  params: { token: token, location: location, tags: tags, zoneNames: cloud.zones }
}

var blobEndpoint privateEndpoint? = vnetEnabled
  ? {
      service: 'blob'
      subnetResourceId: network!.outputs.endpointsSubnetResourceId
      zoneResourceId: network!.outputs.blobZoneResourceId
    }
  : null
var tableEndpoint privateEndpoint? = vnetEnabled
  ? {
      service: 'table'
      subnetResourceId: network!.outputs.endpointsSubnetResourceId
      zoneResourceId: network!.outputs.tableZoneResourceId
    }
  : null
var serviceBusEndpoint privateEndpoint? = vnetEnabled
  ? {
      service: 'namespace'
      subnetResourceId: network!.outputs.endpointsSubnetResourceId
      zoneResourceId: network!.outputs.serviceBusZoneResourceId
    }
  : null
var vaultEndpoint privateEndpoint? = vnetEnabled
  ? {
      service: 'vault'
      subnetResourceId: network!.outputs.endpointsSubnetResourceId
      zoneResourceId: network!.outputs.vaultZoneResourceId
    }
  : null
var developer roleHolder? = empty(developerPrincipalId)
  ? null
  : { principalId: developerPrincipalId, principalType: developerPrincipalType }

module storage 'app/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    workspaceResourceId: monitoring.outputs.workspaceResourceId
    principalId: identity.outputs.principalId
    developer: developer
    tableRedundancy: tableRedundancy
    blobEndpoint: blobEndpoint
    tableEndpoint: tableEndpoint
  }
}

module messaging 'app/messaging.bicep' = {
  name: 'messaging'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    workspaceResourceId: monitoring.outputs.workspaceResourceId
    principalId: identity.outputs.principalId
    endpoint: serviceBusEndpoint
  }
}

module actions 'app/actions.bicep' = {
  name: 'actions'
  scope: group
  params: { token: token, tags: tags, mailAddresses: alertMailAddresses }
}

module vault 'app/vault.bicep' = {
  name: 'secrets'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    workspaceResourceId: monitoring.outputs.workspaceResourceId
    principalId: identity.outputs.principalId
    sendGridApiKey: sendGridApiKey
    linkSigningKeys: linkSigningKeys
    keysExpireAt: keysExpireAt
    endpoint: vaultEndpoint
    eventsRaiseAlerts: cloud.eventsRaiseAlerts
    actionGroupIds: actions.outputs.groupIds
  }
}

var ownOrigin = 'https://${abbreviations.functionApp}${token}.${cloud.appHosts}'
var values = {
  confirmationMode: confirmationMode
  publicBaseUrl: empty(publicBaseUrl) ? ownOrigin : publicBaseUrl
  partnerName: partnerName
  partnerId: partnerId
  partnerIds: partnerIds
  dporPartnerId: dporPartnerId
  indirectProviderId: indirectProviderId
  indirectProviderName: indirectProviderName
  partnerDomains: partnerDomains
  partnerNotify: partnerNotify
  partnerContact: partnerContact
  partnerColour: partnerColour
  partnerLogo: partnerLogo
  partnerTenantId: partnerTenantId
  partnerClientId: partnerClientId
  operationsClientId: operationsClientId
  partnerApiAuth: partnerApiAuth
  mailFrom: mailFrom
  reportRecipients: reportRecipients
  sendGridBaseUrl: sendGridBaseUrl
  sendGridWebhookPublicKey: sendGridWebhookPublicKey
  identityClientId: identity.outputs.clientId
  serviceBusNamespace: messaging.outputs.host
  tableServiceUri: storage.outputs.tableServiceUri
  hostStorageName: storage.outputs.hostStorageName
  insightsConnectionString: monitoring.outputs.insightsConnectionString
  insightsAuthentication: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
}

// Each setting says where its value comes from: a parameter or an output, the cloud, the vault, or the file itself.
var definitions = union(loadJsonContent('settings.json'), loadJsonContent('platform-settings.json'))
var settings = toObject(
  items(definitions),
  definition => definition.key,
  definition =>
    contains(definition.value, 'from')
      ? values[definition.value.from]
      : contains(definition.value, 'cloud')
          ? cloud.settings[definition.value.cloud]
          : contains(definition.value, 'secret')
              ? '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/${definition.value.secret})'
              : definition.value.fixed
)

module app 'app/functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    workspaceResourceId: monitoring.outputs.workspaceResourceId
    identityResourceId: identity.outputs.resourceId
    settings: union(settings, otherSettings)
    packagesUri: storage.outputs.packagesUri
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    subnetResourceId: vnetEnabled ? network!.outputs.appSubnetResourceId : ''
    operationsClientId: operationsClientId
    operationsIssuer: '${cloud.settings.ENTRA_AUTHORITY_HOST}/${partnerTenantId}/v2.0'
  }
}

module alerts 'app/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    workspaceResourceId: monitoring.outputs.workspaceResourceId
    serviceBusResourceId: messaging.outputs.resourceId
    actionGroupIds: actions.outputs.groupIds
  }
}

module workbook 'app/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: { location: location, tags: tags, workspaceResourceId: monitoring.outputs.workspaceResourceId }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output APP_NAME string = app.outputs.name
output APP_ORIGIN string = 'https://${app.outputs.host}'
@description('For the federated credential of the multi-tenant registration.')
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output IDENTITY_CLIENT_ID string = identity.outputs.clientId
