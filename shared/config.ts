import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { isLogo } from './domain/logo.ts';
import { isLinkTemplate } from './domain/products/link-template.ts';
import type { OperatorRules } from './domain/ops/operator.ts';

/** What a setting may look like, said in the words of the message that refuses it. */
const guid = z.guid('a GUID, as in 00000000-0000-4000-8000-000000000001').transform((id) => id.toLowerCase());
const partnerId = z.string().regex(/^\d{5,10}$/, 'a location partner ID: 5 to 10 digits');
const address = z.email('a mail address');
const text = (max: number) => z.string().trim().min(1, 'not empty').max(max, `at most ${max} characters`);

const whole = (least: number, most: number) =>
    z
        .string()
        .regex(/^\d{1,9}$/, `a whole number from ${least} to ${most}`)
        .transform(Number)
        .refine((n) => n >= least && n <= most, `a whole number from ${least} to ${most}`);

const list = <T extends z.ZodType<string, string>>(item: T) =>
    z
        .string()
        .transform((value) =>
            value
                .split(',')
                .map((part) => part.trim())
                .filter((part) => part !== ''),
        )
        .pipe(z.array(item));

const onOff = z.enum(['true', 'false'], 'true or false').transform((value) => value === 'true');

const hasUser = (url: URL) => url.username !== '' || url.password !== '';
const isLoopback = (url: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

/** An origin without path. Plain HTTP is for loopback alone: a link in a mail carries a token. */
const origin = (what: string) =>
    z.string().transform((value, context) => {
        const url = URL.canParse(value) ? new URL(value) : undefined;
        const secure =
            url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
        if (!secure || url.pathname !== '/' || url.search !== '' || url.hash !== '' || hasUser(url)) {
            context.addIssue({
                code: 'custom',
                message: `${what}: an https:// origin without path (http:// for localhost alone)`,
            });
            return z.NEVER;
        }
        return url.origin;
    });

const signingKeys = z.string().transform((value, context) => {
    const keys = value.split(',').map((entry) => {
        const [, id, secret] = /^\s*([A-Za-z0-9]{1,8}):([A-Za-z0-9_-]+)\s*$/.exec(entry) ?? [];
        return { id: id ?? '', secret: Buffer.from(secret ?? '', 'base64url') };
    });
    const ids = new Set(keys.map((key) => key.id));
    if (ids.size !== keys.length || keys.some((key) => key.id === '' || key.secret.length < 32)) {
        context.addIssue({
            code: 'custom',
            message:
                'id:secret pairs, comma between, newest first; id of 1 to 8 letters or digits, secret of 32 or more bytes as base64url',
        });
        return z.NEVER;
    }
    return keys;
});

/** SendGrid signs its events with ECDSA and shows the key as base64 DER. */
const isEventKey = (value: string): boolean => {
    try {
        const key = createPublicKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'spki' });
        return key.asymmetricKeyType === 'ec';
    } catch {
        return false;
    }
};

const cron = z
    .string()
    .trim()
    .regex(/^(\S+\s+){5}\S+$/, 'an NCRONTAB expression of six fields, seconds first, in UTC');

/** A link with names in braces, of which these are known. */
const linkTemplate = (...names: readonly string[]) =>
    z
        .string()
        .trim()
        .refine(
            (value) => isLinkTemplate(value, names),
            names.length === 0
                ? 'an https:// link with nothing in braces'
                : `an https:// link in which only ${names.map((name) => `{${name}}`).join(', ')} may stand in braces, none of them in its host`,
        );

/** Days after which something happens, in order; `none` for never. */
const daysAfter = (most: number) =>
    z
        .string()
        .trim()
        .transform((value) => (value === 'none' ? '' : value))
        .pipe(list(z.string().regex(/^\d{1,2}$/, `days from 0 to ${most}, comma between, or none`)))
        .transform((days) => [...new Set(days.map(Number))].sort((one, other) => one - other))
        .refine((days) => days.every((count) => count <= most), `days from 0 to ${most}, comma between, or none`);

/** `ClientId=…;Authorization=AAD`: the identity that telemetry is sent by. */
const insightsIdentity = z.string().transform((value, context) => {
    const parts = new Map(
        value.split(';').map((part): [string, string] => {
            const [name = '', ...rest] = part.split('=');
            return [name.trim().toLowerCase(), rest.join('=').trim()];
        }),
    );
    const clientId = guid.optional().safeParse(parts.get('clientid'));
    if (parts.get('authorization')?.toUpperCase() !== 'AAD' || !clientId.success) {
        context.addIssue({ code: 'custom', message: 'Authorization=AAD, or ClientId=…;Authorization=AAD' });
        return z.NEVER;
    }
    return { clientId: clientId.data };
});

/** A collector for OTLP over HTTP; what is behind the address is added to it. */
const collector = z.string().transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || hasUser(url)) {
        context.addIssue({ code: 'custom', message: 'an http:// or https:// address without query' });
        return z.NEVER;
    }
    return url.href.replace(/\/+$/, '');
});

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
    PARTNER_DOMAINS: list(
        z
            .string()
            .toLowerCase()
            .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'domain names, comma between'),
    ),
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
    DPOR_PARTNER_ID: z
        .string()
        .regex(/^\d{5,10}$/, 'a virtual-organisation (global) partner ID: 5 to 10 digits')
        .optional(),
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
    RELATIONSHIP_LINK_HOSTS: list(
        z
            .string()
            .toLowerCase()
            .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'host names, comma between'),
    ).default(['admin.microsoft.com', 'admin.cloud.microsoft']),
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

type Settings = z.infer<typeof settings>;

/** Settings of which exactly one has to be given, and what it is for. */
const ALTERNATIVES: readonly (readonly [keys: readonly (keyof Settings)[], what: string])[] = [
    [
        ['PARTNER_CLIENT_SECRET', 'PARTNER_CLIENT_CERTIFICATE_PATH', 'PARTNER_MANAGED_IDENTITY_CLIENT_ID'],
        'how the partner application proves itself',
    ],
    [
        ['ServiceBusConnection', 'ServiceBusConnection__fullyQualifiedNamespace'],
        'a connection string, or a namespace for the managed identity',
    ],
    [
        ['TablesConnection', 'TablesConnection__tableServiceUri'],
        'a connection string, or an address for the managed identity',
    ],
];

/** How the partner's application proves itself to Entra. */
export type PartnerCredential =
    | { kind: 'secret'; clientSecret: string }
    | { kind: 'certificate'; certificatePath: string }
    | { kind: 'managed-identity'; managedIdentityClientId: string };

/** A connection by connection string (local, emulators) or by identity (Azure). */
export type Connection =
    | { kind: 'connection-string'; connectionString: string }
    | { kind: 'identity'; endpoint: string; clientId: string | undefined };

export type Config = ReturnType<typeof shape>;

/** Where telemetry goes; nowhere without `insights` and `collector`. */
export type TelemetryConfig = Config['telemetry'];

function partnerCredential(found: Settings): PartnerCredential {
    if (found.PARTNER_CLIENT_SECRET !== undefined) return { kind: 'secret', clientSecret: found.PARTNER_CLIENT_SECRET };
    if (found.PARTNER_CLIENT_CERTIFICATE_PATH !== undefined) {
        return { kind: 'certificate', certificatePath: found.PARTNER_CLIENT_CERTIFICATE_PATH };
    }
    return { kind: 'managed-identity', managedIdentityClientId: found.PARTNER_MANAGED_IDENTITY_CLIENT_ID ?? '' };
}

const connection = (
    connectionString: string | undefined,
    endpoint: string | undefined,
    clientId: string | undefined,
): Connection =>
    connectionString === undefined
        ? { kind: 'identity', endpoint: endpoint ?? '', clientId }
        : { kind: 'connection-string', connectionString };

/** The partner's own people, as their directory signs for them. */
const operatorRules = (found: Settings, clientId: string): OperatorRules => ({
    tenantId: found.PARTNER_TENANT_ID,
    issuers: [
        `${found.ENTRA_AUTHORITY_HOST}/${found.PARTNER_TENANT_ID}/v2.0`,
        `${found.ENTRA_STS_ISSUER}/${found.PARTNER_TENANT_ID}/`,
    ],
    audiences: [clientId, `api://${clientId}`],
});

const shape = (found: Settings) => ({
    confirmationMode: found.CONFIRMATION_MODE,
    publicBaseUrl: found.PUBLIC_BASE_URL,
    partner: {
        name: found.PARTNER_NAME,
        /** The ID that a customer without one of its own gets. */
        defaultId: found.PARTNER_ID,
        ids: [...new Set([found.PARTNER_ID, ...found.PARTNER_IDS])],
        domains: found.PARTNER_DOMAINS,
        notify: found.PARTNER_NOTIFY,
        /** Whom a customer asks. */
        contact: found.PARTNER_CONTACT,
        /** What pages and mails wear of the partner's looks. */
        brand: { colour: found.PARTNER_COLOUR, logo: found.PARTNER_LOGO },
        tenantId: found.PARTNER_TENANT_ID,
        clientId: found.PARTNER_CLIENT_ID,
        credential: partnerCredential(found),
    },
    entra: {
        authorityHost: found.ENTRA_AUTHORITY_HOST,
        instanceDiscovery: found.ENTRA_INSTANCE_DISCOVERY,
        tokenExchangeAudience: found.ENTRA_TOKEN_EXCHANGE_AUDIENCE,
    },
    arm: {
        endpoint: found.ARM_ENDPOINT,
        /** App-only. */
        scope: `${found.ARM_AUDIENCE}/.default`,
        /** What a person consents to: Azure as they may use it themselves. */
        delegatedScope: `${found.ARM_AUDIENCE}/user_impersonation`,
    },
    portal: found.PORTAL_URL,
    linkSigningKeys: found.LINK_SIGNING_KEYS,
    invites: {
        expiresInDays: found.INVITE_EXPIRES_IN_DAYS,
        mailsPerAddressPerDay: found.INVITE_MAILS_PER_ADDRESS_PER_DAY,
    },
    /** Of what customers attach by hand. */
    products: {
        /** The partner's virtual-organisation ID, for the legacy field; without it nobody is asked for that. */
        dporPartnerId: found.DPOR_PARTNER_ID,
        /** Templates: see `link-template.ts`. */
        links: {
            dpor: found.DPOR_LINK,
            products: found.PRODUCTS_LINK,
            gdap: found.GDAP_LINK,
            reseller: found.RESELLER_LINK,
            indirectReseller: found.INDIRECT_RESELLER_LINK,
        },
        /** Where an approval link that is pasted may lead to. */
        relationshipHosts: found.RELATIONSHIP_LINK_HOSTS,
        /** Without one nobody is asked to buy through it. */
        indirectProvider:
            found.INDIRECT_PROVIDER_ID === undefined
                ? undefined
                : { id: found.INDIRECT_PROVIDER_ID, name: found.INDIRECT_PROVIDER_NAME ?? null },
        /** In days. */
        said: { askAgainDays: found.ATTESTED_ASK_AGAIN_DAYS, answerDays: found.ATTESTED_ANSWER_DAYS },
    },
    remindAfterDays: found.REMIND_AFTER_DAYS,
    autoInvite: {
        /** Of customers that say nothing else. */
        all: found.AUTO_INVITE,
        dryRun: found.AUTO_INVITE_DRY_RUN,
        /** Invites in a UTC day, of all customers together. */
        dailyCap: found.AUTO_INVITE_DAILY_CAP,
    },
    mail: {
        apiKey: found.SENDGRID_API_KEY,
        baseUrl: found.SENDGRID_BASE_URL,
        webhookPublicKey: found.SENDGRID_WEBHOOK_PUBLIC_KEY,
        from: found.MAIL_FROM,
        concurrency: found.MAIL_CONCURRENCY,
    },
    serviceBus: connection(
        found.ServiceBusConnection,
        found.ServiceBusConnection__fullyQualifiedNamespace,
        found.ServiceBusConnection__clientId,
    ),
    tables: connection(
        found.TablesConnection,
        found.TablesConnection__tableServiceUri,
        found.TablesConnection__clientId,
    ),
    schedules: {
        reconcile: found.RECONCILE_SCHEDULE,
        sweep: found.SWEEP_SCHEDULE,
        retention: found.RETENTION_SCHEDULE,
        remind: found.REMIND_SCHEDULE,
        report: found.REPORT_SCHEDULE,
    },
    sweepAfterSeconds: found.SWEEP_AFTER_SECONDS,
    /** In days: names and addresses after the end of an invite, and audit runs. */
    retention: { days: found.RETENTION_DAYS, runDays: found.AUDIT_RUNS_KEPT_DAYS },
    /** `recipients` may be nobody: then no report goes out. */
    report: { recipients: found.REPORT_RECIPIENTS },
    audit: { deadlineMinutes: found.AUDIT_DEADLINE_MINUTES, excludedOffers: found.EXCLUDED_OFFERS },
    /** IDs of role definitions that count beside Microsoft's list. */
    eligibleRoles: found.ELIGIBLE_ROLES,
    telemetry: {
        insights:
            found.APPLICATIONINSIGHTS_CONNECTION_STRING === undefined
                ? undefined
                : {
                      connectionString: found.APPLICATIONINSIGHTS_CONNECTION_STRING,
                      /** Undefined where the connection string is enough. */
                      identity: found.APPLICATIONINSIGHTS_AUTHENTICATION_STRING,
                  },
        /** Without a slash at its end. */
        collector: found.OTEL_EXPORTER_OTLP_ENDPOINT,
        /** 0 to 1. */
        keptTraces: found.OTEL_TRACES_SAMPLER_ARG,
    },
    operators: {
        /** Undefined without a registration of their own: then nobody is an operator. */
        rules: found.OPS_CLIENT_ID === undefined ? undefined : operatorRules(found, found.OPS_CLIENT_ID),
        /** Whether App Service authenticates: only then is its word on who asks its own. */
        isPlatformSignIn: found.WEBSITE_AUTH_ENABLED,
        /** What opens the partner's API: a function key, a token of the registration, or either. */
        api: found.PARTNER_API_AUTH,
    },
});

/** Settings that do not fit; the message names every one of them and what it should be, never what it was. */
export class ConfigError extends Error {
    readonly problems: readonly string[];

    constructor(problems: readonly string[]) {
        super(`These settings are missing or malformed:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
        this.name = 'ConfigError';
        this.problems = problems;
    }
}

const deepFreeze = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
        Object.values(value).forEach(deepFreeze);
        Object.freeze(value);
    }
    return value;
};

/** What is wrong with the operations registration. */
function operatorProblems(found: Settings): [key: keyof Settings, problem: string][] {
    const { OPS_CLIENT_ID: clientId, PARTNER_API_AUTH: api } = found;
    if (clientId === found.PARTNER_CLIENT_ID) {
        // Its roles are given out by every customer's administrator to themselves.
        return [['OPS_CLIENT_ID', 'a registration of its own, not the one of PARTNER_CLIENT_ID']];
    }
    if (clientId === undefined && api !== 'key') {
        return [['OPS_CLIENT_ID', `missing: with PARTNER_API_AUTH=${api} tokens are of this registration`]];
    }
    return [];
}

/**
 * The app's settings, parsed once.
 *
 * @param env the environment; an empty string counts as not given
 * @throws ConfigError listing every setting that is missing or malformed
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
    const given = Object.fromEntries(
        Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
    );
    // Once in a process: to compile a parser for it takes longer than it saves.
    const parsed = settings.safeParse(given, { jitless: true });
    const problems = new Map<string, string>();
    for (const { path, message } of parsed.error?.issues ?? []) {
        const key = String(path[0]);
        if (!problems.has(key)) problems.set(key, given[key] === undefined ? 'missing' : message);
    }
    for (const [keys, what] of ALTERNATIVES) {
        const count = keys.filter((key) => given[key] !== undefined).length;
        if (count !== 1) problems.set(keys.join(', '), `exactly one of them, ${what}`);
    }
    for (const [key, problem] of parsed.data === undefined ? [] : operatorProblems(parsed.data))
        problems.set(key, problem);
    if (parsed.data === undefined || problems.size > 0) {
        throw new ConfigError([...problems].map(([key, problem]) => `${key}: ${problem}`));
    }
    return deepFreeze(shape(parsed.data));
}
