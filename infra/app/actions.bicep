@description('Names of the resources end so.')
param token string
param tags object

@description('Who is told.')
param mailAddresses string[]

var abbreviations = loadJsonContent('../abbreviations.json')

module group 'br/public:avm/res/insights/action-group:0.8.0' = if (!empty(mailAddresses)) {
  name: 'action-group'
  params: {
    name: '${abbreviations.actionGroup}${token}'
    location: 'global'
    tags: tags
    groupShortName: 'dpor-attach'
    emailReceivers: [
      for (address, index) in mailAddresses: {
        name: 'mail-${index}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

@description('One, or none where nobody is told.')
output groupIds string[] = empty(mailAddresses) ? [] : [group!.outputs.resourceId]
