@export()
@description('Where a resource is reached privately: the subnet of the endpoints, and the zone that its name is looked up in.')
type privateEndpoint = {
  @description('What of the resource is reached, as in blob, table, namespace or vault.')
  service: string
  @description('Subnet of the private endpoints.')
  subnetResourceId: string
  @description('Private DNS zone.')
  zoneResourceId: string
}

@export()
@description('Who gets a role on a resource.')
type roleHolder = {
  @description('Object ID of the principal.')
  principalId: string
  principalType: 'ServicePrincipal' | 'User' | 'Group'
}

@export()
@description('One private endpoint as the verified modules want it; none where there is none.')
func privateEndpoints(endpoint privateEndpoint?) array =>
  endpoint == null
    ? []
    : [
        {
          service: endpoint!.service
          subnetResourceId: endpoint!.subnetResourceId
          privateDnsZoneGroup: {
            privateDnsZoneGroupConfigs: [{ privateDnsZoneResourceId: endpoint!.zoneResourceId }]
          }
        }
      ]

@export()
@description('Everything that a resource logs, sent to the workspace.')
func logsTo(workspaceResourceId string) array => [
  {
    workspaceResourceId: workspaceResourceId
    logCategoriesAndGroups: [{ categoryGroup: 'allLogs' }]
    metricCategories: [{ category: 'AllMetrics' }]
  }
]
