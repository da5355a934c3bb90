/** What the app's settings depend on from one start to the next. */
export interface CloudAddresses {
    functionsUrl: string;
    /** Connection strings. */
    serviceBus: string;
    tables: string;
    /** Base URLs. */
    mail: string;
    arm: string;
    /** Base64 DER key of the mail service's webhook. */
    webhookPublicKey: string;
    /** The partner's application in the directory. */
    app: { clientId: string; homeTenantId: string; clientSecret: string };
    /** The registration of the operations pages; without it they are closed. */
    operations?: { clientId: string; clientSecret: string } | undefined;
    linkSigningKeys: string;
}

/** What App Service itself sets where its authentication is on, beside the app's own setting. */
const operationsSettings = ({ operations, arm, app }: CloudAddresses): Record<string, string> =>
    operations === undefined
        ? {}
        : {
              OPS_CLIENT_ID: operations.clientId,
              WEBSITE_AUTH_ENABLED: 'True',
              WEBSITE_AUTH_CLIENT_ID: operations.clientId,
              WEBSITE_AUTH_OPENID_ISSUER: `${arm}/${app.homeTenantId}/v2.0`,
              MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: operations.clientSecret,
          };

/** The app's settings as the local cloud needs them: the sample partner, and every endpoint on this machine. */
export const localAppSettings = (cloud: CloudAddresses): Record<string, string> => ({
    CONFIRMATION_MODE: 'signin',
    PUBLIC_BASE_URL: cloud.functionsUrl,
    PARTNER_NAME: 'Fourth Coffee',
    PARTNER_ID: '314159',
    PARTNER_IDS: '314159,314160,3664167',
    DPOR_PARTNER_ID: '3141592',
    PARTNER_DOMAINS: 'fourthcoffee.example',
    PARTNER_NOTIFY: 'partners@fourthcoffee.example',
    PARTNER_CONTACT: 'partners@fourthcoffee.example',
    PARTNER_TENANT_ID: cloud.app.homeTenantId,
    PARTNER_CLIENT_ID: cloud.app.clientId,
    PARTNER_CLIENT_SECRET: cloud.app.clientSecret,
    ENTRA_AUTHORITY_HOST: cloud.arm,
    // Microsoft's list of authorities knows nothing of this machine.
    ENTRA_INSTANCE_DISCOVERY: 'false',
    ARM_ENDPOINT: cloud.arm,
    LINK_SIGNING_KEYS: cloud.linkSigningKeys,
    SENDGRID_API_KEY: 'SG.local',
    SENDGRID_BASE_URL: cloud.mail,
    SENDGRID_WEBHOOK_PUBLIC_KEY: cloud.webhookPublicKey,
    MAIL_FROM: 'partners@fourthcoffee.example',
    MAIL_CONCURRENCY: '8',
    ServiceBusConnection: cloud.serviceBus,
    TablesConnection: cloud.tables,
    RECONCILE_SCHEDULE: '0 0 5 * * *',
    REPORT_RECIPIENTS: 'partners@fourthcoffee.example',
    SWEEP_SCHEDULE: '*/20 * * * * *',
    ...operationsSettings(cloud),
});
