@description('Names of the resources end so.')
param token string
param location string
param tags object

@description('Private DNS zones of the cloud that this runs in.')
param zoneNames { serviceBus: string, vault: string }

var abbreviations = loadJsonContent('../abbreviations.json')
var names = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.table.${environment().suffixes.storage}'
  zoneNames.serviceBus
  zoneNames.vault
]

module network 'br/public:avm/res/network/virtual-network:0.10.1' = {
  name: 'network'
  params: {
    name: '${abbreviations.network}${token}'
    location: location
    tags: tags
    addressPrefixes: ['10.20.0.0/16']
    subnets: [
      {
        name: 'app'
        addressPrefix: '10.20.0.0/24'
        // As Flex Consumption wants it.
        delegation: 'Microsoft.App/environments'
      }
      {
        name: 'endpoints'
        addressPrefix: '10.20.1.0/24'
        privateEndpointNetworkPolicies: 'Enabled'
      }
    ]
  }
}

module zones 'br/public:avm/res/network/private-dns-zone:0.8.1' = [
  for (name, index) in names: {
    name: 'zone-${index}'
    params: {
      name: name
      tags: tags
      virtualNetworkLinks: [{ virtualNetworkResourceId: network.outputs.resourceId }]
    }
  }
]

output appSubnetResourceId string = network.outputs.subnetResourceIds[0]
output endpointsSubnetResourceId string = network.outputs.subnetResourceIds[1]
output blobZoneResourceId string = zones[0].outputs.resourceId
output tableZoneResourceId string = zones[1].outputs.resourceId
output serviceBusZoneResourceId string = zones[2].outputs.resourceId
output vaultZoneResourceId string = zones[3].outputs.resourceId
