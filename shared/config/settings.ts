import { z } from 'zod';
import { isLogo } from '../domain/logo.ts';
import {
    address,
    collector,
    cron,
    daysAfter,
    guid,
    hosts,
    insightsIdentity,
    isEventKey,
    linkTemplate,
    list,
    onOff,
    origin,
    partnerId,
    partnerIdOf,
    signingKeys,
    text,
    whole,
} from './setting-kinds.ts';

/** The offers that partner programmes do not count, by quotaId; `*` at the end stands for the rest. */
export const DEFAULT_EXCLUDED_OFFERS = [
    'FreeTrial_*',
    'AzurePass_*',
    'MPN_*',
    'MSDN_*',
    'Sponsored_*',
    'AzureForStudents_*',
    'Internal_*',
    'CSP_*',
    'CSPDEVTEST_*',
];

/** Every setting, as the environment holds it. */
export const settings = z.object({
    CONFIRMATION_MODE: z.enum(['signin', 'email'], 'signin or email').default('signin'),
    PUBLIC_BASE_URL: origin('where people reach this app'),
    PARTNER_NAME: text(100),
    PARTNER_ID: partnerId,
    PARTNER_IDS: list(partnerId).default([]),
    PARTNER_DOMAINS: hosts('domain'),
    PARTNER_NOTIFY: list(address),
    PARTNER_CONTACT: address,
    PARTNER_COLOUR: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i, 'a colour as #rrggbb')
        .toLowerCase()
        .optional(),
    PARTNER_LOGO: z
        .string()
        .refine(isLogo, 'data:image/png;base64,… or data:image/webp;base64,… of at most 32 KiB')
        .optional(),
    PARTNER_TENANT_ID: guid,
    PARTNER_CLIENT_ID: guid,
    PARTNER_CLIENT_SECRET: text(1000).optional(),
    PARTNER_CLIENT_CERTIFICATE_PATH: text(1000).optional(),
    PARTNER_MANAGED_IDENTITY_CLIENT_ID: guid.optional(),
    ENTRA_AUTHORITY_HOST: origin('the Entra authority').default('https://login.microsoftonline.com'),
    ENTRA_INSTANCE_DISCOVERY: onOff.default(true),
    ENTRA_STS_ISSUER: origin('the issuer of version 1 tokens').default('https://sts.windows.net'),
    ENTRA_TOKEN_EXCHANGE_AUDIENCE: text(200).default('api://AzureADTokenExchange'),
    ARM_ENDPOINT: origin('Azure Resource Manager').default('https://management.azure.com'),
    PORTAL_URL: origin('the Azure portal').default('https://portal.azure.com'),
    ARM_AUDIENCE: text(200).default('https://management.azure.com'),
    DPOR_PARTNER_ID: partnerIdOf('virtual-organisation (global)').optional(),
    DPOR_LINK: linkTemplate('subscriptionId', 'partnerId').optional(),
    PRODUCTS_LINK: linkTemplate().default('https://admin.microsoft.com/Adminportal/Home#/subscriptions'),
    GDAP_LINK: linkTemplate('relationshipId').default(
        'https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/{relationshipId}',
    ),
    RESELLER_LINK: linkTemplate('partnerTenantId').default(
        'https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId={partnerTenantId}&msppId=0&DAP=false#/BillingAccounts/partner-invitation',
    ),
    INDIRECT_RESELLER_LINK: linkTemplate('partnerTenantId', 'partnerId', 'indirectProviderId').default(
        'https://admin.microsoft.com/Adminportal/Home?invType=IndirectResellerRelationship&partnerId={partnerTenantId}&msppId={partnerId}&indirectCSPId={indirectProviderId}#/partners/invitation',
    ),
    INDIRECT_PROVIDER_ID: guid.optional(),
    INDIRECT_PROVIDER_NAME: text(100).optional(),
    RELATIONSHIP_LINK_HOSTS: hosts('host').default(['admin.microsoft.com', 'admin.cloud.microsoft']),
    ATTESTED_ASK_AGAIN_DAYS: whole(1, 3650).default(365),
    ATTESTED_ANSWER_DAYS: whole(1, 365).default(30),
    LINK_SIGNING_KEYS: signingKeys,
    INVITE_EXPIRES_IN_DAYS: whole(1, 90).default(14),
    INVITE_MAILS_PER_ADDRESS_PER_DAY: whole(1, 1000).default(10),
    SENDGRID_API_KEY: z.string().startsWith('SG.', 'a SendGrid key, which begins with SG.'),
    SENDGRID_BASE_URL: origin('SendGrid').default('https://api.sendgrid.com'),
    SENDGRID_WEBHOOK_PUBLIC_KEY: z
        .string()
        .refine(isEventKey, 'the base64 key that SendGrid shows beside "Signed Event Webhook"')
        .optional(),
    MAIL_FROM: address,
    MAIL_CONCURRENCY: whole(1, 100).default(8),
    ServiceBusConnection: text(2000)
        .regex(/^Endpoint=sb:\/\/./i, 'a connection string of Service Bus')
        .optional(),
    ServiceBusConnection__fullyQualifiedNamespace: text(300).optional(),
    ServiceBusConnection__clientId: guid.optional(),
    TablesConnection: text(2000)
        .regex(/(^|;)(AccountName|TableEndpoint|UseDevelopmentStorage)=./i, 'a connection string of Table Storage')
        .optional(),
    TablesConnection__tableServiceUri: z
        .url({ protocol: /^https$/, error: 'the https:// address of the table service' })
        .optional(),
    TablesConnection__clientId: guid.optional(),
    REMIND_SCHEDULE: cron.default('0 0 * * * *'),
    REMIND_AFTER_DAYS: daysAfter(90).default([3, 7]),
    AUTO_INVITE: onOff.default(false),
    AUTO_INVITE_DRY_RUN: onOff.default(false),
    AUTO_INVITE_DAILY_CAP: whole(0, 100_000).default(50),
    RECONCILE_SCHEDULE: cron.default('0 0 5 * * *'),
    SWEEP_SCHEDULE: cron.default('*/20 * * * * *'),
    SWEEP_AFTER_SECONDS: whole(5, 3600).default(60),
    REPORT_SCHEDULE: cron.default('0 0 6 * * 1'),
    REPORT_RECIPIENTS: list(address).default([]),
    RETENTION_SCHEDULE: cron.default('0 30 3 * * *'),
    RETENTION_DAYS: whole(0, 3650).default(365),
    AUDIT_RUNS_KEPT_DAYS: whole(1, 3650).default(90),
    AUDIT_DEADLINE_MINUTES: whole(1, 1440).default(60),
    EXCLUDED_OFFERS: list(
        z.string().regex(/^[A-Za-z0-9_.-]+\*?$/, 'quotaIds, comma between, * at the end for any ending'),
    ).default(DEFAULT_EXCLUDED_OFFERS),
    ELIGIBLE_ROLES: list(guid).default([]),
    OPS_CLIENT_ID: guid.optional(),
    PARTNER_API_AUTH: z.enum(['key', 'entra', 'both'], 'key, entra or both').default('key'),
    /** Set by App Service where its authentication is on, and by nobody else. */
    WEBSITE_AUTH_ENABLED: z
        .string()
        .transform((value) => value.toLowerCase() === 'true')
        .default(false),
    APPLICATIONINSIGHTS_CONNECTION_STRING: text(1000)
        .regex(/(^|;)InstrumentationKey=./i, 'a connection string of Application Insights')
        .optional(),
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: insightsIdentity.optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
    OTEL_TRACES_SAMPLER_ARG: z
        .string()
        .regex(/^(0|1|0?\.\d{1,9}|[01]\.0+)$/, 'a share from 0 to 1')
        .transform(Number)
        .default(1),
});

/** Every setting, parsed. */
export type Settings = z.infer<typeof settings>;
