import type { OperatorRules } from '../domain/ops/operator.ts';
import type { Settings } from './settings.ts';

/** How the partner's application proves itself to Entra. */
export type PartnerCredential =
    | { kind: 'secret'; clientSecret: string }
    | { kind: 'certificate'; certificatePath: string }
    | { kind: 'managed-identity'; managedIdentityClientId: string };

/** A connection by connection string (local, emulators) or by identity (Azure). */
export type Connection =
    | { kind: 'connection-string'; connectionString: string }
    | { kind: 'identity'; endpoint: string; clientId: string | undefined };

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

/** The settings as the app names and groups them. */
export const shape = (found: Settings) => ({
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
