import clouds from '../../../infra/clouds.json' with { type: 'json' };
import { startMail } from '../../../local/mail/index.ts';
import { readQueueDefinitions, startServiceBus } from '../../../local/servicebus/index.ts';
import { parseConfig } from '../../../shared/config.ts';
import { buildContainer } from '../../../shared/container.ts';
import type { Container } from '../../../shared/container.ts';
import { checkHealth } from '../../../shared/use-cases/check-health.ts';
import { startCloudFront } from '../../support/cloud-front.ts';
import type { CloudFront } from '../../support/cloud-front.ts';
import { startEmptyTables } from '../../support/empty-tables.ts';
import { startIdentityEndpoint } from '../../support/identity-endpoint.ts';
import type { IdentityEndpoint } from '../../support/identity-endpoint.ts';
import { leadConnections } from '../../support/led-connections.ts';
import type { LedConnections } from '../../support/led-connections.ts';
import { neededSettings } from '../../support/needed-settings.ts';
import { startDouble } from '../../contract/arm/environment.ts';
import { CLIENT_ID, contoso, fourthCoffee, TENANT } from '../../contract/arm/sample-ids.ts';
import { errorOf, newTrip } from '../../contract/signin/environment.ts';

/** What the platform and not `infra/clouds.json` says: the suffixes of storage and Service Bus, as Azure has them. */
const SUFFIXES: Record<keyof typeof clouds, { tables: string; serviceBus: string }> = {
    AzureCloud: { tables: 'table.core.windows.net', serviceBus: 'servicebus.windows.net' },
    AzureUSGovernment: { tables: 'table.core.usgovcloudapi.net', serviceBus: 'servicebus.usgovcloudapi.net' },
    AzureChinaCloud: { tables: 'table.core.chinacloudapi.cn', serviceBus: 'servicebus.chinacloudapi.cn' },
};

const IDENTITY = fourthCoffee('b');
const SUBJECT = fourthCoffee('333');
const HOME = fourthCoffee(TENANT);
const CUSTOMER = contoso(TENANT);
const MAIL = 'api.sendgrid.com';

const hostOf = (origin: string): string => new URL(origin).host;

/**
 * The app by its identity, the doubles behind the names of one cloud. One to a file: what gives identities their tokens is
 * looked for once in a process.
 */
// eslint-disable-next-line jest/no-export -- one suite, run by a test file for each cloud
export const describeCloud = (name: keyof typeof clouds) =>
    describe(`an app with the settings of ${name}`, () => {
        const { settings } = clouds[name];
        const authority = hostOf(settings.ENTRA_AUTHORITY_HOST);
        const arm = hostOf(settings.ARM_ENDPOINT);
        const tables = `stx.${SUFFIXES[name].tables}`;
        const bus = `sbx.${SUFFIXES[name].serviceBus}`;

        let identity: IdentityEndpoint;
        let front: CloudFront;
        let connections: LedConnections;
        let app: Container;
        const ends: (() => Promise<void>)[] = [];

        beforeAll(async () => {
            const issuer = `${settings.ENTRA_AUTHORITY_HOST}/${HOME}/v2.0`;
            const audience = settings.ENTRA_TOKEN_EXCHANGE_AUDIENCE;
            identity = await startIdentityEndpoint(issuer, SUBJECT);
            const [double, mail, empty, broker] = await Promise.all([
                startDouble({ federatedCredentials: [{ issuer, subject: SUBJECT, audience, keys: identity.keys }] }),
                startMail({ port: 0 }),
                startEmptyTables(),
                startServiceBus({ port: 0, queues: await readQueueDefinitions('infra/queues.json') }),
            ]);
            const ca = double.certificate.cert;
            const words = [
                [settings.ENTRA_AUTHORITY_HOST, double.url],
                [settings.ARM_AUDIENCE, clouds.AzureCloud.settings.ARM_AUDIENCE],
            ] as const;
            front = await startCloudFront(
                new Map([
                    [authority, { origin: double.url, ca, words }],
                    [arm, { origin: double.url, ca }],
                    [tables, { origin: empty.origin }],
                    [MAIL, { origin: mail.url }],
                ]),
                { host: bus, port: broker.port },
            );
            connections = leadConnections((meant) => front.portFor(meant));
            app = buildContainer(
                parseConfig({
                    ...neededSettings(),
                    PARTNER_TENANT_ID: HOME,
                    PARTNER_CLIENT_ID: CLIENT_ID,
                    PARTNER_CLIENT_SECRET: undefined,
                    PARTNER_MANAGED_IDENTITY_CLIENT_ID: IDENTITY,
                    SENDGRID_API_KEY: 'SG.local',
                    ServiceBusConnection: undefined,
                    ServiceBusConnection__fullyQualifiedNamespace: bus,
                    ServiceBusConnection__clientId: IDENTITY,
                    TablesConnection: undefined,
                    TablesConnection__tableServiceUri: `https://${tables}/`,
                    TablesConnection__clientId: IDENTITY,
                    ...settings,
                }),
            );
            ends.push(...[app, front, double, mail, empty, broker].map((one) => () => one.close()));
        }, 60_000);
        afterAll(async () => {
            for (const end of ends) await end();
            connections.stop();
            await identity.close();
        }, 60_000);

        it('reaches everything that it needs, without a secret', async () => {
            const { dependencies } = await checkHealth(app);

            expect(dependencies.map(({ name: what, status, detail }) => [what, status, detail])).toEqual([
                ['table-storage', 'up', null],
                ['service-bus', 'up', null],
                ['entra', 'up', null],
                ['resource-manager', 'up', null],
                ['sendgrid', 'up', null],
            ]);
        }, 60_000);

        it('attaches, and reads what an audit reads', async () => {
            const customer = app.azure.tenant(CUSTOMER);
            const seen: string[] = [];
            for await (const { subscriptionId } of customer.subscriptions()) seen.push(subscriptionId);
            const roles = await customer.heldRoles(contoso('a1'), await customer.principalId());
            const link = await customer.createLink('314159');
            await customer.agreement(contoso('a1'));
            await app.azure
                .tenant(HOME)
                .delegatedRoles(contoso('a1'), SUBJECT)
                .catch(() => []);
            await app.mailQueue.send({ entity: 'none' } as never, { messageId: 'one' });

            expect(seen).toContain(contoso('a1'));
            expect(roles.length).toBeGreaterThan(0);
            expect(link.partnerId).toBe('314159');
        }, 60_000);

        it('leads people to sign in there, and redeems and asks there', async () => {
            const trip = newTrip(CUSTOMER);
            const url = new URL(await app.signIn.authorizeUrl(trip));
            const consent = new URL(await app.signIn.adminConsentUrl(CUSTOMER, 'state'));
            const back = new URLSearchParams({ code: 'invented', state: trip.state });
            const refused = await errorOf(() => app.signIn.redeem(back, trip));
            const asked = app
                .adminAzure(CUSTOMER, 'no.token')
                .mayAssign({ kind: 'subscription', subscriptionId: contoso('a1') });

            await expect(asked).rejects.toMatchObject({ name: 'AzureError' });
            expect(refused.kind).not.toBe('unavailable');
            expect(url.searchParams.get('scope')).toContain(`${settings.ARM_AUDIENCE}/user_impersonation`);
            expect(consent.searchParams.get('scope')).toBe(`${settings.ARM_AUDIENCE}/user_impersonation`);
        }, 60_000);

        it('connects to hosts of that cloud alone, mail aside', () => {
            expect(new Set(connections.meant.map(({ host }) => host))).toEqual(
                new Set([authority, arm, tables, bus, MAIL]),
            );
            expect(new Set(front.asked.map(({ host }) => host))).toEqual(new Set([authority, arm, tables, MAIL]));
        });

        it('asks for tokens of that cloud alone', () => {
            const scopes = front.asked.flatMap(({ body }) => new URLSearchParams(body).getAll('scope'));
            const ofCloud = identity.resources.filter((resource) => resource.startsWith('api://'));

            expect(
                new Set(scopes.flatMap((scope) => scope.split(' ')).filter((scope) => scope.includes('://'))),
            ).toEqual(new Set([`${settings.ARM_AUDIENCE}/.default`]));
            expect(new Set(ofCloud)).toEqual(new Set([settings.ENTRA_TOKEN_EXCHANGE_AUDIENCE]));
        });
    });
