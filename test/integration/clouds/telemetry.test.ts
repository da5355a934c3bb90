import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import platformSettings from '../../../infra/platform-settings.json' with { type: 'json' };
import { parseConfig } from '../../../shared/config.ts';
import { exportersFor } from '../../../shared/telemetry/exporters.ts';
import { openSdk } from '../../../shared/telemetry/sdk.ts';
import { startCloudFront } from '../../support/cloud-front.ts';
import { startIdentityEndpoint } from '../../support/identity-endpoint.ts';
import type { IdentityEndpoint } from '../../support/identity-endpoint.ts';
import { leadConnections } from '../../support/led-connections.ts';
import { neededSettings } from '../../support/needed-settings.ts';

const IDENTITY = 'a0000000-0000-4000-8000-000000000001';
const NOBODYS_BROKER = { host: 'none.invalid', port: 0 };

/** As Azure gives them, by cloud: those of a sovereign one name who tokens are for. */
const CLOUDS = [
    ['Azure', 'westeurope-5.in.applicationinsights.azure.com', '', 'https://monitor.azure.com'],
    [
        'Azure US Government',
        'usgovvirginia-1.in.applicationinsights.azure.us',
        'EndpointSuffix=applicationinsights.us;AADAudience=https://monitor.azure.us/;',
        'https://monitor.azure.us/',
    ],
    [
        'Azure China',
        'chinanorth3-0.in.applicationinsights.azure.cn',
        'EndpointSuffix=applicationinsights.azure.cn;AADAudience=https://monitor.azure.cn/;',
        'https://monitor.azure.cn/',
    ],
] as const;

/** Takes what comes, as the ingestion does. */
const startIngestion = async () => {
    const server = createServer((incoming, outgoing) => {
        incoming
            .resume()
            .once('end', () =>
                outgoing
                    .writeHead(200, { 'content-type': 'application/json' })
                    .end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] })),
            );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => new Promise((resolve) => server.close(resolve)),
    };
};

describe('telemetry', () => {
    let identity: IdentityEndpoint;

    beforeAll(async () => {
        identity = await startIdentityEndpoint('https://issuer.example', IDENTITY);
        // As the deployment has it: the exporter would report on itself, to the public cloud.
        process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = platformSettings.APPLICATION_INSIGHTS_NO_STATSBEAT.fixed;
    });
    afterAll(async () => {
        delete process.env.APPLICATION_INSIGHTS_NO_STATSBEAT;
        await identity.close();
    });

    it.each(CLOUDS)(
        'of an app in %s goes to that cloud alone, by a token for it',
        async (_, host, more, audience) => {
            const ingestion = await startIngestion();
            const front = await startCloudFront(new Map([[host, { origin: ingestion.origin }]]), NOBODYS_BROKER);
            const connections = leadConnections((meant) => front.portFor(meant));
            const before = identity.resources.length;
            const { telemetry } = parseConfig({
                ...neededSettings(),
                APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${IDENTITY};IngestionEndpoint=https://${host}/;${more}ApplicationId=${IDENTITY}`,
                APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${IDENTITY};Authorization=AAD`,
            });

            const sdk = openSdk(await exportersFor(telemetry), 1);
            await sdk.tracing.span({ name: 'a span' }, () => Promise.resolve());
            sdk.meters.record('dpor.deadletters', 1, { queue: 'outbound-mail' });
            sdk.log('warn', '{"message":"a line"}');
            await sdk.close();
            connections.stop();
            await front.close();
            await ingestion.close();

            expect(new Set(connections.meant.map((meant) => meant.host))).toEqual(new Set([host]));
            const kinds = front.asked.flatMap(({ body }) =>
                [...body.matchAll(/"baseType":"(\w+)"/g)].map(([, kind]) => kind),
            );
            expect(new Set(kinds)).toEqual(new Set(['RemoteDependencyData', 'MetricData', 'MessageData']));
            expect(new Set(identity.resources.slice(before))).toEqual(new Set([audience]));
        },
        60_000,
    );
});
