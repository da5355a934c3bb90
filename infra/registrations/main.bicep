// Run by an administrator of the partner's own directory, before the first deployment and again after it: the identity
// and the origin of the app are known only then. It can be run as often as is wanted.
extension microsoftGraphV1

@description('Ends the unique names, so that two environments do not share registrations.')
param environmentName string

@description('How customers see the application on Microsoft\'s consent page.')
param displayName string

@description('Origin of the app, https and no path; empty before the first deployment.')
param appOrigin string = ''

@description('Object ID of the managed identity of the app; empty before the first deployment.')
param identityPrincipalId string = ''

// Azure Service Management, and its one delegated permission: the same in every tenant.
var azureResourceManager = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
var userImpersonation = '41094075-9dad-400e-a0bd-54e686782033'

var federated = !empty(identityPrincipalId)
// As the app's own settings have it: what a deployment calls the login endpoint is not everywhere what tokens are issued by.
var cloud = loadJsonContent('../clouds.json')[environment().name].settings
var issuer = '${cloud.ENTRA_AUTHORITY_HOST}/${tenant().tenantId}/v2.0'

@description('What customers meet: they sign in to it, and it is what carries the partner ID in their tenant.')
resource customers 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'dpor-attach-${environmentName}'
  displayName: displayName
  signInAudience: 'AzureADMultipleOrgs'
  web: { redirectUris: empty(appOrigin) ? [] : ['${appOrigin}/api/signin/callback'] }
  // Nobody in a customer's tenant can add a credential to the partner's principal there.
  servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true }
  requiredResourceAccess: [
    {
      resourceAppId: azureResourceManager
      resourceAccess: [{ id: userImpersonation, type: 'Scope' }]
    }
  ]
}

resource customersPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: customers.appId
}

resource customersCredential 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = if (federated) {
  name: '${customers.uniqueName}/managed-identity'
  description: 'The app proves itself by its managed identity: there is no secret.'
  issuer: issuer
  subject: identityPrincipalId
  audiences: [cloud.ENTRA_TOKEN_EXCHANGE_AUDIENCE]
}

@description('Who may see the operations pages. A registration of its own, for this directory alone.')
resource operations 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'dpor-attach-operations-${environmentName}'
  displayName: '${displayName} operations'
  signInAudience: 'AzureADMyOrg'
  api: { requestedAccessTokenVersion: 2 }
  web: {
    redirectUris: empty(appOrigin) ? [] : ['${appOrigin}/.auth/login/aad/callback']
    // App Service authentication asks for code and ID token at once.
    implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: false }
  }
  appRoles: map(loadJsonContent('app-roles.json'), role => {
    id: role.id
    value: role.value
    displayName: role.displayName
    description: role.description
    allowedMemberTypes: role.allowedMemberTypes
    isEnabled: true
  })
}

@description('Only who was given a role gets a token.')
resource operationsPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: operations.appId
  appRoleAssignmentRequired: true
}

resource operationsCredential 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = if (federated) {
  name: '${operations.uniqueName}/managed-identity'
  description: 'App Service authentication proves itself by the managed identity of the app.'
  issuer: issuer
  subject: identityPrincipalId
  audiences: [cloud.ENTRA_TOKEN_EXCHANGE_AUDIENCE]
}

output PARTNER_CLIENT_ID string = customers.appId
output OPS_CLIENT_ID string = operations.appId
output customersPrincipalId string = customersPrincipal.id
output operationsPrincipalId string = operationsPrincipal.id
