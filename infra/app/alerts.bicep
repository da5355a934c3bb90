@description('Names of the resources end so.')
param token string
param location string
param tags object
param workspaceResourceId string
param serviceBusResourceId string

@description('Action groups that are told.')
param actionGroupIds string[]

var abbreviations = loadJsonContent('../abbreviations.json')
// Each with what it counts; what to do about it stands in the handbook under the same name.
var rules = loadJsonContent('../alerts.json')

module queries 'br/public:avm/res/insights/scheduled-query-rule:0.6.0' = [
  for rule in rules.queries: {
    name: 'alert-${rule.name}'
    params: {
      name: '${abbreviations.alert}${rule.name}-${token}'
      location: location
      tags: tags
      alertDisplayName: rule.title
      alertDescription: rule.description
      severity: rule.severity
      scopes: [workspaceResourceId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      autoMitigate: true
      // A table is there only after its first row.
      skipQueryValidation: true
      criterias: {
        allOf: [
          union(
            {
              query: rule.query
              operator: 'GreaterThan'
              threshold: rule.threshold
              failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
            },
            // A row of a metric stands for all that happened in its half a minute: rows are not what is counted.
            contains(rule, 'measure')
              ? { timeAggregation: 'Total', metricMeasureColumn: rule.measure }
              : { timeAggregation: 'Count' }
          )
        ]
      }
      actions: { actionGroupResourceIds: actionGroupIds }
    }
  }
]

module deadLetters 'br/public:avm/res/insights/metric-alert:0.4.1' = {
  name: 'alert-dead-letters'
  params: {
    name: '${abbreviations.alert}dead-letters-${token}'
    location: 'global'
    tags: tags
    alertDescription: 'Messages wait in a dead-letter queue that the app did not take from it.'
    severity: 1
    scopes: [serviceBusResourceId]
    targetResourceType: 'Microsoft.ServiceBus/namespaces'
    targetResourceRegion: location
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allof: [
        {
          name: 'waiting'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: actionGroupIds
  }
}
