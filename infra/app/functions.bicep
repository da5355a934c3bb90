@description('Names of the resources end so.')
param token string
param location string
param tags object
param workspaceResourceId string

@description('The one identity of the app.')
param identityResourceId string

@description('Of the app: all its settings.')
param settings object

@description('Container that the package is deployed to.')
param packagesUri string

@allowed(['512', '2048', '4096'])
param instanceMemoryMB string

@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('Subnet of the app; empty for none.')
param subnetResourceId string

@description('The operations registration; empty where there is none yet: then nobody can sign in.')
param operationsClientId string

@description('Issuer of the tokens of the partner\'s own people.')
param operationsIssuer string

var abbreviations = loadJsonContent('../abbreviations.json')
var runtime = loadJsonContent('../runtime.json')
var name = '${abbreviations.functionApp}${token}'

module plan 'br/public:avm/res/web/serverfarm:0.7.0' = {
  name: 'plan'
  params: {
    name: '${abbreviations.plan}${token}'
    location: location
    tags: tags
    skuName: 'FC1'
    kind: 'functionapp'
    reserved: true
    zoneRedundant: false
  }
}

// Customers' pages are open: the platform lets everybody in and says who came, the app decides.
var authentication = {
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
    httpSettings: { requireHttps: true }
    login: { tokenStore: { enabled: false } }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: operationsClientId
          openIdIssuer: operationsIssuer
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
        }
        validation: { allowedAudiences: [operationsClientId, 'api://${operationsClientId}'] }
      }
    }
  }
}

module site 'br/public:avm/res/web/site:0.24.0' = {
  name: 'site'
  params: {
    name: name
    location: location
    tags: union(tags, { 'azd-service-name': 'api' })
    kind: 'functionapp,linux'
    serverFarmResourceId: plan.outputs.resourceId
    httpsOnly: true
    managedIdentities: { userAssignedResourceIds: [identityResourceId] }
    keyVaultAccessIdentityResourceId: identityResourceId
    virtualNetworkSubnetResourceId: empty(subnetResourceId) ? null : subnetResourceId
    basicPublishingCredentialsPolicies: [{ name: 'ftp', allow: false }, { name: 'scm', allow: false }]
    siteConfig: { minTlsVersion: '1.2', ftpsState: 'Disabled', http20Enabled: true }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityResourceId }
        }
      }
      runtime: { name: 'node', version: runtime.node }
      scaleAndConcurrency: { instanceMemoryMB: int(instanceMemoryMB), maximumInstanceCount: maximumInstanceCount }
      siteUpdateStrategy: { type: 'RollingUpdate' }
    }
    configs: concat(
      [{ name: 'appsettings', properties: settings }],
      empty(operationsClientId) ? [] : [authentication]
    )
    diagnosticSettings: [
      {
        workspaceResourceId: workspaceResourceId
        // Not the requests: their addresses hold the tokens of quick links.
        logCategoriesAndGroups: [{ category: 'FunctionAppLogs' }]
        metricCategories: [{ category: 'AllMetrics' }]
      }
    ]
  }
}

output name string = site.outputs.name
output resourceId string = site.outputs.resourceId
output host string = site.outputs.defaultHostname
