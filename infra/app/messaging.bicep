import { logsTo, privateEndpoint, privateEndpoints } from 'types.bicep'

@description('Names of the resources end so.')
param token string
param location string
param tags object
param workspaceResourceId string

@description('The app.')
param principalId string

param endpoint privateEndpoint?

var abbreviations = loadJsonContent('../abbreviations.json')
var roles = loadJsonContent('../roles.json')
// The same file that the local broker is made from.
var definitions = loadJsonContent('../queues.json')
var isPrivate = endpoint != null

module namespace 'br/public:avm/res/service-bus/namespace:0.17.0' = {
  name: 'service-bus'
  params: {
    name: '${abbreviations.serviceBus}${token}'
    location: location
    tags: tags
    // Private endpoints are to be had in Premium alone.
    skuObject: isPrivate ? { name: 'Premium', capacity: 1 } : { name: 'Standard' }
    zoneRedundant: isPrivate
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    privateEndpoints: privateEndpoints(endpoint)
    diagnosticSettings: logsTo(workspaceResourceId)
    queues: map(
      definitions.queues,
      queue => union(queue, {
        roleAssignments: map(
          ['Azure Service Bus Data Receiver', 'Azure Service Bus Data Sender'],
          role => {
            roleDefinitionIdOrName: roles[role]
            principalId: principalId
            principalType: 'ServicePrincipal'
          }
        )
      })
    )
  }
}

// Scaling counts what waits: with the role of a receiver alone it can only peek.
resource counting 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'count-messages')
  properties: {
    roleName: 'Count Service Bus messages (${resourceGroup().name})'
    description: 'Reads how many messages wait in the queues of this deployment.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [{ actions: ['Microsoft.ServiceBus/namespaces/*/read'], notActions: [] }]
  }
}

resource countingByApp 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, 'count-messages', principalId)
  properties: {
    roleDefinitionId: counting.id
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output name string = namespace.outputs.name
output resourceId string = namespace.outputs.resourceId
@description('Host alone, without scheme and port.')
output host string = split(split(namespace.outputs.serviceBusEndpoint, '//')[1], ':')[0]
