import { privateEndpoint, privateEndpoints, roleHolder } from 'types.bicep'

@description('Names of the resources end so.')
param token string
param location string
param tags object
param workspaceResourceId string

@description('The app.')
param principalId string

@description('A person who works on the deployment and may read and write the tables; nobody in production.')
param developer roleHolder?

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
@description('How the tables are kept: in one place, over zones, or over regions as well.')
param tableRedundancy string

param blobEndpoint privateEndpoint?
param tableEndpoint privateEndpoint?

var abbreviations = loadJsonContent('../abbreviations.json')
var roles = loadJsonContent('../roles.json')
var packages = 'app-package'

var isPrivate = tableEndpoint != null
var closed = {
  bypass: 'None'
  defaultAction: isPrivate ? 'Deny' : 'Allow'
}
var reads = [{ categoryGroup: 'allLogs' }]

// What the Functions host keeps for itself: the package, keys of functions, leases of timers.
module host 'br/public:avm/res/storage/storage-account:0.33.0' = {
  name: 'host-storage'
  params: {
    name: '${abbreviations.hostStorage}${token}'
    location: location
    tags: tags
    skuName: 'Standard_LRS'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: closed
    blobServices: {
      containers: [{ name: packages }]
      diagnosticSettings: [{ workspaceResourceId: workspaceResourceId, logCategoriesAndGroups: reads }]
    }
    privateEndpoints: privateEndpoints(blobEndpoint)
    roleAssignments: [
      {
        roleDefinitionIdOrName: roles['Storage Blob Data Owner']
        principalId: principalId
        principalType: 'ServicePrincipal'
      }
    ]
  }
}

// What the app remembers.
module tables 'br/public:avm/res/storage/storage-account:0.33.0' = {
  name: 'table-storage'
  params: {
    name: '${abbreviations.tableStorage}${token}'
    location: location
    tags: tags
    skuName: tableRedundancy
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: closed
    lock: { kind: 'CanNotDelete', name: 'what-customers-agreed-to' }
    tableServices: {
      tables: map(loadJsonContent('../tables.json'), name => { name: name })
      diagnosticSettings: [{ workspaceResourceId: workspaceResourceId, logCategoriesAndGroups: reads }]
    }
    privateEndpoints: privateEndpoints(tableEndpoint)
    roleAssignments: concat(
      [
        {
          roleDefinitionIdOrName: roles['Storage Table Data Contributor']
          principalId: principalId
          principalType: 'ServicePrincipal'
        }
      ],
      developer == null
        ? []
        : [
            {
              roleDefinitionIdOrName: roles['Storage Table Data Contributor']
              principalId: developer!.principalId
              principalType: developer!.principalType
            }
          ]
    )
  }
}

output hostStorageName string = host.outputs.name
output packagesUri string = '${host.outputs.primaryBlobEndpoint}${packages}'
output tableServiceUri string = tables.outputs.serviceEndpoints.table
