#!/bin/sh
# Before the templates: makes the registrations where there are none yet, and keeps their IDs in azd's environment. Where
# they are known, in a workflow for instance, nothing is asked and nothing is done.
set -eu
here=$(dirname "$0")

if [ -n "${PARTNER_CLIENT_ID:-}" ]; then exit 0; fi

missing=
need() {
    if [ -z "$1" ]; then missing="$missing
    $2"; fi
}
need "${AZURE_LOCATION:-}" 'azd env set AZURE_LOCATION westeurope'
need "${PARTNER_NAME:-}" "azd env set PARTNER_NAME 'Your company'"
# The first deployment has to bring both keys: the app does not start without, and they have no business in a file.
need "${SENDGRID_API_KEY:-}" 'export SENDGRID_API_KEY=SG.…'
need "${LINK_SIGNING_KEYS:-}" "export LINK_SIGNING_KEYS=\"k1:\$(openssl rand -base64 48 | tr '+/' '-_' | tr -d '=\\n')\""
if [ -n "$missing" ]; then
    echo "Before the first deployment, and then again:$missing" >&2
    exit 1
fi
if ! az account show --query id --output tsv >/dev/null; then
    echo 'The registrations are made as whoever az is signed in as: az login' >&2
    exit 1
fi

# The group that the templates make as well: a deployment stands in one, whatever it makes.
group=rg-$AZURE_ENV_NAME
az group create --name "$group" --location "$AZURE_LOCATION" \
    ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"} --output none
echo "Registering two applications in your directory, dpor-attach-$AZURE_ENV_NAME and its operations."
registered=$(sh "$here/../registrations/register.sh" "$AZURE_ENV_NAME" "$group" "$PARTNER_NAME: partner of record")
for one in $registered; do azd env set "${one%%=*}" "${one#*=}"; done
# Tells afterwards that they are this script's own, to be kept up to date.
azd env set REGISTRATIONS_GROUP "$group"
