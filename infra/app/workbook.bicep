param location string
param tags object
param workspaceResourceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'partner-of-record')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Partner of record'
    category: 'workbook'
    sourceId: workspaceResourceId
    serializedData: loadTextContent('../workbook.json')
  }
}
