import { generateEstate } from '../../local/estate/generate-estate.ts';
import { DEFAULT_EXCLUDED_OFFERS } from '../../shared/config/settings.ts';
import { startQuietStack } from '../support/e2e-stack.ts';
import { makeOracle } from '../support/oracle.ts';
import { waitFor } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';

interface Run {
    id: string;
    status: string;
    tenants: { expected: number; done: number; failed: number };
}

interface Row {
    tenantId: string;
    subscriptionId: string;
    coverage: string;
    reason?: string | null;
}

const TENANTS = 30;

const line = (tenantId: string, row: Pick<Row, 'subscriptionId' | 'coverage' | 'reason'>) =>
    [tenantId, row.subscriptionId, row.coverage, row.reason ?? '-'].join(' ');

describe('a run whose Functions host is killed half-way', () => {
    let stack: Stack;
    const estate = generateEstate({ seed: 17, tenants: TENANTS, subscriptions: 400, now: new Date() });
    beforeAll(async () => {
        stack = await startQuietStack({ LOCAL_STATE: 'memory' });
        const { body } = await stack.api('GET', '/api/customers?limit=1000');
        for (const { tenantId } of (body as { items: { tenantId: string }[] }).items) {
            await stack.api('DELETE', `/api/customers/${tenantId}`);
        }
        await stack.setArmState(estate.document);
        const customers = estate.customers.map(({ tenantId, name, partnerId }) => ({ tenantId, name, partnerId }));
        await stack.api('POST', '/api/customers/batch', { body: customers });
    }, 120_000);
    afterAll(() => stack.remove());

    const runOf = async (id: string) => (await stack.api('GET', `/api/audit/runs/${id}`)).body as Run;

    it('finishes in another one, with the totals and rows of the oracle, and nothing counted twice', async () => {
        // Slow enough that some tenants are being read when it dies.
        await stack.fault('arm', { path: '/subscriptions', delayMs: 150, times: 100_000 });
        const { id } = (await stack.api('POST', '/api/audit/runs')).body as Run;
        await waitFor(
            'some tenants to be done',
            async () => ((await runOf(id)).tenants.done > 3 ? true : undefined),
            60,
        );
        const atTheEnd = await runOf(id);
        await stack.killHost();
        await stack.clearFaults('arm');

        const run = await waitFor(
            'the end of the run',
            async () => {
                const now = await runOf(id);
                return now.status === 'finished' ? now : undefined;
            },
            300,
        );

        expect(atTheEnd.tenants.done).toBeLessThan(TENANTS);
        expect(run.tenants).toMatchObject({ expected: TENANTS, done: TENANTS, failed: 0 });
        const oracle = makeOracle(estate.document, {
            now: new Date(),
            defaultPartnerId: '314159',
            excludedOffers: DEFAULT_EXCLUDED_OFFERS,
        });
        const expected = estate.customers.flatMap(({ tenantId, partnerId }) =>
            [...oracle.expectTenant({ tenantId, ...(partnerId === undefined ? {} : { partnerId }) }).rows.values()].map(
                (row) => ({ tenantId, row }),
            ),
        );
        const found = ((await stack.api('GET', '/api/subscriptions?limit=1000')).body as { items: Row[] }).items;
        expect(found.map((row) => line(row.tenantId, row)).sort()).toEqual(
            expected.map(({ tenantId, row }) => line(tenantId, row)).sort(),
        );
        const { totals } = (await stack.api('GET', '/api/audit')).body as { totals: Record<string, number> };
        const count = (coverage: string) => expected.filter(({ row }) => row.coverage === coverage).length;
        expect(totals).toEqual({
            subscriptions: expected.length,
            covered: count('covered'),
            missing: count('missing'),
            excluded: count('excluded'),
            inactive: count('inactive'),
            unknown: count('unknown'),
        });
    }, 420_000);
});
