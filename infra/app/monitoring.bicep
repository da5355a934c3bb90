@description('Names of the resources end so.')
param token string
param location string
param tags object

@minValue(30)
@maxValue(730)
@description('Days that logs are kept.')
param retentionInDays int

@description('Object IDs that may send telemetry.')
param publisherPrincipalId string

var abbreviations = loadJsonContent('../abbreviations.json')
var roles = loadJsonContent('../roles.json')

module workspace 'br/public:avm/res/operational-insights/workspace:0.16.1' = {
  name: 'workspace'
  params: {
    name: '${abbreviations.workspace}${token}'
    location: location
    tags: tags
    dataRetention: retentionInDays
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
  }
}

module insights 'br/public:avm/res/insights/component:0.8.0' = {
  name: 'insights'
  params: {
    name: '${abbreviations.insights}${token}'
    location: location
    tags: tags
    workspaceResourceId: workspace.outputs.resourceId
    disableLocalAuth: true
    disableIpMasking: false
    roleAssignments: [
      {
        roleDefinitionIdOrName: roles['Monitoring Metrics Publisher']
        principalId: publisherPrincipalId
        principalType: 'ServicePrincipal'
      }
    ]
  }
}

output workspaceResourceId string = workspace.outputs.resourceId
output insightsResourceId string = insights.outputs.resourceId
@description('Names the resource and where to send to; opens nothing, as keys are off.')
output insightsConnectionString string = insights.outputs.connectionString
