import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { ConfigError, parseConfig } from '../../../shared/config.ts';
import { neededSettings } from '../../support/needed-settings.ts';

const eventKey = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64');
const otherKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const secret = randomBytes(32).toString('base64url');

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const WEBP = `data:image/webp;base64,${Buffer.from('RIFF\x1a\0\0\0WEBPVP8L').toString('base64')}`;

const NEEDED = { ...neededSettings(), LINK_SIGNING_KEYS: `k1:${secret}` };

type Env = Record<string, string | undefined>;

function problemsOf(env: Env): readonly string[] {
    try {
        parseConfig(env);
    } catch (error) {
        if (error instanceof ConfigError) return error.problems;
        throw error;
    }
    return [];
}

const keysOf = (env: Env): string[] => problemsOf(env).map((problem) => problem.slice(0, problem.indexOf(': ')));

describe('settings', () => {
    it('are typed, with defaults for what is not given', () => {
        const config = parseConfig({ ...NEEDED, SOMETHING_ELSE: 'ignored' });

        expect(config).toMatchObject({
            publicBaseUrl: 'https://partner.example',
            partner: {
                defaultId: '314159',
                ids: ['314159'],
                domains: ['fourthcoffee.example', 'fourthcoffee.test'],
                tenantId: 'fc000000-0000-4000-8000-000000000001',
                credential: { kind: 'secret', clientSecret: 'the client secret' },
            },
            invites: { expiresInDays: 14, mailsPerAddressPerDay: 10 },
            entra: { authorityHost: 'https://login.microsoftonline.com', instanceDiscovery: true },
            arm: { endpoint: 'https://management.azure.com', scope: 'https://management.azure.com/.default' },
            mail: { baseUrl: 'https://api.sendgrid.com', concurrency: 8, webhookPublicKey: undefined },
            sweepAfterSeconds: 60,
            audit: { deadlineMinutes: 60 },
        });
        expect(config.linkSigningKeys).toEqual([{ id: 'k1', secret: Buffer.from(secret, 'base64url') }]);
    });

    it('take roles beside the list of Microsoft, in lower case', () => {
        const roles = '0C000000-0000-4000-8000-000000000001, 0c000000-0000-4000-8000-000000000002';

        expect(parseConfig({ ...NEEDED, ELIGIBLE_ROLES: roles }).eligibleRoles).toEqual([
            '0c000000-0000-4000-8000-000000000001',
            '0c000000-0000-4000-8000-000000000002',
        ]);
        expect(parseConfig(NEEDED).eligibleRoles).toEqual([]);
    });

    it.each([
        ['7, 3,3', [3, 7]],
        ['0', [0]],
        ['90', [90]],
        ['none', []],
        [undefined, [3, 7]],
    ])('take the days of reminders in order, once each: %s', (given, days) => {
        expect(parseConfig({ ...NEEDED, REMIND_AFTER_DAYS: given }).remindAfterDays).toEqual(days);
    });

    it('invite nobody of their own accord unless they are told to', () => {
        const told = parseConfig({
            ...NEEDED,
            AUTO_INVITE: 'true',
            AUTO_INVITE_DRY_RUN: 'true',
            AUTO_INVITE_DAILY_CAP: '0',
        });

        expect(parseConfig(NEEDED).autoInvite).toEqual({ all: false, dryRun: false, dailyCap: 50 });
        expect(told.autoInvite).toEqual({ all: true, dryRun: true, dailyCap: 0 });
    });

    it('count the partner ID among the partner IDs once', () => {
        const { partner } = parseConfig({ ...NEEDED, PARTNER_IDS: '314160, 314159,3664167' });

        expect(partner.ids).toEqual(['314159', '314160', '3664167']);
    });

    it('cannot be changed, however deep', () => {
        const config = parseConfig(NEEDED);

        for (const part of [
            config,
            config.partner,
            config.partner.ids,
            config.partner.credential,
            config.linkSigningKeys,
        ]) {
            expect(Object.isFrozen(part)).toBe(true);
        }
    });

    it('that are needed and missing are all named in one message', () => {
        const keys = Object.keys(NEEDED);

        for (const env of [{}, Object.fromEntries(keys.map((key) => [key, '  ']))]) {
            const named = keysOf(env).flatMap((key) => key.split(', '));
            expect(named).toEqual(expect.arrayContaining(keys));
        }
    });

    it('that do not fit are all named in one message, the alternatives too, and none of their values', () => {
        const env = {
            ...NEEDED,
            PUBLIC_BASE_URL: 'http://hunter2.example',
            PARTNER_ID: 'hunter2',
            LINK_SIGNING_KEYS: 'k1:hunter2',
            PARTNER_CLIENT_CERTIFICATE_PATH: '/hunter2',
            TablesConnection: undefined,
            MAIL_CONCURRENCY: 'hunter2',
            SENDGRID_API_KEY: 'hunter2',
        };

        expect(() => parseConfig(env)).toThrow(ConfigError);
        expect(keysOf(env).sort()).toEqual([
            'LINK_SIGNING_KEYS',
            'MAIL_CONCURRENCY',
            'PARTNER_CLIENT_SECRET, PARTNER_CLIENT_CERTIFICATE_PATH, PARTNER_MANAGED_IDENTITY_CLIENT_ID',
            'PARTNER_ID',
            'PUBLIC_BASE_URL',
            'SENDGRID_API_KEY',
            'TablesConnection, TablesConnection__tableServiceUri',
        ]);
        expect(problemsOf(env).join('\n')).not.toContain('hunter2');
    });

    it.each([
        ['CONFIRMATION_MODE', ['sign-in', 'Email']],
        [
            'PUBLIC_BASE_URL',
            [
                'partner.example',
                'http://partner.example',
                'https://partner.example/api',
                'https://partner.example?x=1',
                'https://partner.example#x',
                'https://me@partner.example',
                'https://:word@partner.example',
                'http://localhost.evil.example',
                'ftp://localhost',
            ],
        ],
        ['PARTNER_NAME', ['x'.repeat(101)]],
        ['PARTNER_ID', ['1234', '12345678901', '31415a', '3.14159']],
        ['PARTNER_IDS', ['314160,no']],
        ['PARTNER_DOMAINS', ['example', 'a b.example', '@fourthcoffee.example']],
        ['PARTNER_NOTIFY', ['nobody', 'a@b.example,nobody']],
        ['PARTNER_CONTACT', ['nobody']],
        ['PARTNER_COLOUR', ['red', '#fff', '#12345g', '#0b57b0;', 'rgb(1,2,3)']],
        [
            'PARTNER_LOGO',
            [
                'https://partner.example/logo.png',
                `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')}`,
                `data:image/png;base64,${Buffer.from('<svg/>').toString('base64')}`,
                `data:image/webp;base64,${PNG.toString('base64')}`,
                `data:image/png;base64,${PNG.toString('base64')}" onload="x`,
                `data:image/png;base64,${Buffer.concat([PNG, Buffer.alloc(32_768)]).toString('base64')}`,
            ],
        ],
        ['PARTNER_TENANT_ID', ['{fc000000-0000-4000-8000-000000000001}', 'fc']],
        ['PARTNER_CLIENT_ID', ['x']],
        ['ENTRA_AUTHORITY_HOST', ['http://login.example']],
        ['ENTRA_INSTANCE_DISCOVERY', ['yes', 'TRUE']],
        ['ARM_ENDPOINT', ['http://management.example']],
        [
            'LINK_SIGNING_KEYS',
            [
                'no-pair',
                `k1:${randomBytes(31).toString('base64url')}`,
                `k1:${secret},k1:${secret}`,
                `toolongid:${secret}`,
                `k1:${secret},`,
                `k1:${secret}!`,
            ],
        ],
        ['INVITE_EXPIRES_IN_DAYS', ['0', '91', '1.5', '-1', '1e1']],
        ['INVITE_MAILS_PER_ADDRESS_PER_DAY', ['0', '1001']],
        ['SENDGRID_API_KEY', ['key']],
        ['SENDGRID_BASE_URL', ['http://sendgrid.example']],
        ['SENDGRID_WEBHOOK_PUBLIC_KEY', ['no base64!', 'c29tZXRoaW5n', otherKey]],
        ['MAIL_FROM', ['nobody']],
        ['MAIL_CONCURRENCY', ['0', '101']],
        ['ServiceBusConnection', ['bus.example', 'sb://bus.example']],
        ['TablesConnection', ['tables', 'https://a.table.core.windows.net']],
        ['RECONCILE_SCHEDULE', ['0 5 * * *', 'daily']],
        ['REMIND_SCHEDULE', ['0 8 * * *', 'hourly']],
        ['REMIND_AFTER_DAYS', ['3;7', '-1', '91', '1.5', 'never', '100']],
        ['AUTO_INVITE', ['yes', 'TRUE']],
        ['AUTO_INVITE_DRY_RUN', ['1']],
        ['AUTO_INVITE_DAILY_CAP', ['-1', '100001', 'many']],
        ['SWEEP_SCHEDULE', ['* * * * *']],
        ['SWEEP_AFTER_SECONDS', ['4', '3601']],
        ['RETENTION_SCHEDULE', ['30 3 * * *', 'nightly']],
        ['RETENTION_DAYS', ['-1', '3651', 'a year']],
        ['AUDIT_RUNS_KEPT_DAYS', ['0', '3651']],
        ['AUDIT_DEADLINE_MINUTES', ['0', '1441']],
        ['EXCLUDED_OFFERS', ['MSDN_*,a b', '*_X']],
        ['ELIGIBLE_ROLES', ['Owner', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635;acdd72a7-3385-48ef-bd42-f606fba81ae7']],
    ])('%s is refused where it does not fit', (key, values) => {
        for (const value of values)
            expect({ value, keys: keysOf({ ...NEEDED, [key]: value }) }).toEqual({ value, keys: [key] });
    });

    it.each([
        [
            'PUBLIC_BASE_URL',
            ['http://localhost:7071', 'http://127.0.0.1:7071', 'http://[::1]:7071', 'https://Partner.example/'],
        ],
        ['SENDGRID_WEBHOOK_PUBLIC_KEY', [eventKey]],
        ['LINK_SIGNING_KEYS', [`new:${secret}, old:${randomBytes(48).toString('base64url')}`]],
        ['PARTNER_NOTIFY', ['a@b.example, c@d.example']],
        ['PARTNER_COLOUR', ['#0b57b0', '#FFCC00']],
        ['PARTNER_LOGO', [`data:image/png;base64,${PNG.toString('base64')}`, WEBP]],
        ['EXCLUDED_OFFERS', ['MSDN_*', 'FreeTrial_2014-09-01']],
        ['TablesConnection', ['UseDevelopmentStorage=true']],
    ])('%s is taken where it fits', (key, values) => {
        for (const value of values)
            expect({ value, problems: problemsOf({ ...NEEDED, [key]: value }) }).toEqual({ value, problems: [] });
    });

    it.each([
        [
            'PARTNER_CLIENT_SECRET',
            { PARTNER_CLIENT_CERTIFICATE_PATH: '/x.pem' },
            { kind: 'certificate', certificatePath: '/x.pem' },
        ],
        [
            'PARTNER_CLIENT_SECRET',
            { PARTNER_MANAGED_IDENTITY_CLIENT_ID: 'fc000000-0000-4000-8000-00000000000b' },
            { kind: 'managed-identity', managedIdentityClientId: 'fc000000-0000-4000-8000-00000000000b' },
        ],
    ])('take another credential in the place of %s, and no second one', (instead, given: Env, credential) => {
        expect(parseConfig({ ...NEEDED, [instead]: undefined, ...given }).partner.credential).toEqual(credential);
        expect(problemsOf({ ...NEEDED, ...given })).toHaveLength(1);
    });

    it('take an address and an identity in the place of a connection string, and not both', () => {
        const byIdentity = {
            ...NEEDED,
            ServiceBusConnection: undefined,
            TablesConnection: undefined,
            ServiceBusConnection__fullyQualifiedNamespace: 'bus.servicebus.windows.net',
            TablesConnection__tableServiceUri: 'https://a.table.core.windows.net',
            TablesConnection__clientId: 'fc000000-0000-4000-8000-00000000000b',
        };

        const config = parseConfig(byIdentity);

        expect(config.serviceBus).toEqual({
            kind: 'identity',
            endpoint: 'bus.servicebus.windows.net',
            clientId: undefined,
        });
        expect(config.tables).toMatchObject({ clientId: 'fc000000-0000-4000-8000-00000000000b' });
        expect(keysOf({ ...byIdentity, ServiceBusConnection: NEEDED.ServiceBusConnection })).toEqual([
            'ServiceBusConnection, ServiceBusConnection__fullyQualifiedNamespace',
        ]);
        expect(keysOf({ ...byIdentity, TablesConnection__tableServiceUri: 'http://a.example' })).toEqual([
            'TablesConnection__tableServiceUri',
        ]);
    });
});
