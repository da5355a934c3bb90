#!/bin/sh
# Makes the two registrations, or brings them up to date. It can be run as often as is wanted: before the first
# deployment with three arguments, after it with five, and later with either: what is not given stays as it is.
set -eu

if [ $# -ne 3 ] && [ $# -ne 5 ]; then
    echo "usage: $0 environment resource-group 'name that customers see' [app-origin identity-principal-id]" >&2
    exit 2
fi
environment=$1
group=$2
name=$3
origin=${4:-}
principal=${5:-}
here=$(dirname "$0")

# The template sets the redirect address, so that without this an origin that is left out would be taken away.
if [ -z "$origin" ]; then
    redirect=$(az ad app list --filter "uniqueName eq 'dpor-attach-$environment'" \
        --query '[0].web.redirectUris[0]' --output tsv)
    origin=${redirect%/api/signin/callback}
fi

clients=$(az deployment group create ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"} \
    --resource-group "$group" --name "dpor-attach-registrations-$environment" \
    --template-file "$here/main.bicep" \
    --parameters "environmentName=$environment" "displayName=$name" "appOrigin=$origin" \
    "identityPrincipalId=$principal" \
    --query 'properties.outputs.[PARTNER_CLIENT_ID.value, OPS_CLIENT_ID.value]' --output tsv)
# shellcheck disable=SC2086 -- two GUIDs, however they are separated
set -- $clients
if [ $# -ne 2 ]; then
    echo 'The deployment did not say which registrations there are.' >&2
    exit 1
fi

# What scripts ask a token for holds the client ID, which the template cannot know before there is one.
if [ "$(az ad app show --id "$2" --query 'identifierUris[0]' --output tsv)" != "api://$2" ]; then
    az ad app update --id "$2" --identifier-uris "api://$2"
fi

echo "PARTNER_CLIENT_ID=$1"
echo "OPS_CLIENT_ID=$2"
