import { apiOf, statusClass, watchedRequest } from '../../../shared/telemetry/watched-requests.ts';
import { collectTelemetry } from '../../support/collected-telemetry.ts';
import type { CollectedTelemetry } from '../../support/collected-telemetry.ts';

const ARM = 'https://management.azure.com';
const AUTHORIZATION = '/subscriptions/c0/providers/Microsoft.Authorization/roleAssignments';

describe('the short name of a request', () => {
    it.each([
        ['partner-link', `${ARM}/providers/Microsoft.ManagementPartner/partners/314159?api-version=2018-02-01`],
        ['authorization', `${ARM}${AUTHORIZATION}?$filter=atScope()`],
        ['authorization', `${ARM}/providers/Microsoft.Management/managementGroups/g1${AUTHORIZATION}`],
        ['management-groups', `${ARM}/providers/Microsoft.Management/managementGroups/g1/descendants`],
        ['lighthouse', `${ARM}/subscriptions/c0/providers/Microsoft.ManagedServices/registrationAssignments`],
        ['billing', `${ARM}/subscriptions/c0/providers/Microsoft.Billing/billingProperty/default`],
        ['subscriptions', `${ARM}/subscriptions?api-version=2022-12-01`],
        ['entra', 'https://login.microsoftonline.com/c0/oauth2/v2.0/token'],
        ['entra', 'http://169.254.169.254/metadata/identity/oauth2/token?resource=x'],
        ['other', 'https://example.com/whatever'],
        ['other', `${ARM}/providers/Microsoft.Unheard/of`],
    ])('is %s of %s', (api, address) => {
        expect(apiOf(new URL(address))).toBe(api);
    });

    it.each([
        [200, '2xx'],
        [404, '4xx'],
        [429, '429'],
        [503, '5xx'],
    ])('has the status %i as %s', (status, known) => {
        expect(statusClass(status)).toBe(known);
    });
});

describe('a request', () => {
    let collected: CollectedTelemetry;
    beforeEach(() => {
        collected = collectTelemetry();
    });
    afterEach(() => collected.telemetry.close());

    const ask = (answer: () => Promise<{ status: number }>) =>
        watchedRequest(collected.telemetry)('GET', `${ARM}${AUTHORIZATION}?$filter=principalId eq 'someone'`, answer);

    it('is a span without its query', async () => {
        await ask(() => Promise.resolve({ status: 200 }));

        const [span] = await collected.spans();

        expect(span?.name).toBe('GET authorization');
        expect(span?.attributes).toEqual({
            'http.request.method': 'GET',
            'http.response.status_code': 200,
            'server.address': 'management.azure.com',
            'url.path': AUTHORIZATION,
            'dpor.api': 'authorization',
        });
    });

    it('is counted, answered or not', async () => {
        const refused = Object.assign(new Error('getaddrinfo of somebody@contoso.example'), { name: 'RestError' });
        await ask(() => Promise.resolve({ status: 200 }));
        await ask(() => Promise.resolve({ status: 429 }));
        await expect(ask(() => Promise.reject(refused))).rejects.toBe(refused);

        const points = await collected.points();

        expect(points.map(({ name, attributes, value }) => [name, attributes, value])).toEqual([
            ['dpor.azure.requests', { api: 'authorization', status: '2xx' }, 1],
            ['dpor.azure.requests', { api: 'authorization', status: '429' }, 1],
            ['dpor.azure.requests', { api: 'authorization', status: 'none' }, 1],
        ]);
    });

    it('that fails tells the kind of the error and nothing that it says', async () => {
        const error = Object.assign(new Error('no answer for somebody@contoso.example'), { name: 'RestError' });
        await expect(ask(() => Promise.reject(error))).rejects.toBe(error);

        const [span] = await collected.spans();

        expect(span?.attributes['error.type']).toBe('RestError');
        expect(JSON.stringify([span?.attributes, span?.status, span?.events])).not.toContain('somebody');
    });
});
