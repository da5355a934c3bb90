#!/bin/sh
# After the templates: tells the registrations where the app is and who it is, and a person what only a person can do.
set -eu
here=$(dirname "$0")
origin=${PUBLIC_BASE_URL:-$APP_ORIGIN}

if [ -n "${REGISTRATIONS_GROUP:-}" ]; then
    sh "$here/../registrations/register.sh" "$AZURE_ENV_NAME" "$REGISTRATIONS_GROUP" \
        "$PARTNER_NAME: partner of record" "$origin" "$IDENTITY_PRINCIPAL_ID" >/dev/null
    echo "The registrations lead people back to $origin, and believe the app's identity."
fi

# A workflow has nobody to talk to.
if [ -n "${CI:-}" ]; then exit 0; fi

echo 'What is left for you (docs/operations.md has each step):'
if [ -z "${REGISTRATIONS_GROUP:-}" ]; then
    echo "- Registrations: redirect addresses of $origin and the identity $IDENTITY_PRINCIPAL_ID,"
    echo '  by infra/registrations/register.sh with five arguments, or whoever made them by hand.'
fi
echo '- Publisher verification, or customers'"'"' policies refuse the consent.'
if [ -z "${SENDGRID_API_KEY:-}" ]; then
    echo '- SendGrid key: where the vault has none, export SENDGRID_API_KEY, then azd provision. The app does not start without.'
fi
if [ -z "${SENDGRID_WEBHOOK_PUBLIC_KEY:-}" ]; then
    echo "- SendGrid's signed event webhook to $origin/api/mail-events; its public key: azd env set SENDGRID_WEBHOOK_PUBLIC_KEY"
fi
echo "- Operators: give your people a role of the operations application, then open $origin/api/ops"
