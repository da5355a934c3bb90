import { odata } from '@azure/data-tables';
import type { TransactionAction } from '@azure/data-tables';
import type { Stack } from '../stack.ts';
import { waitFor } from '../wait.ts';
import { beside } from './beside.ts';
import type { MakeRound, Pair } from './beside.ts';

const RUN_SECONDS = 300;
/** The run says itself when it began and ended: asked seldom, the app is not kept from it by telling how far it is. */
const POLL_MS = 500;
/** The most that a transaction takes. */
const ROWS_AT_ONCE = 100;
interface AuditRun {
    id: string;
    status: string;
    startedAt: string;
    finishedAt: string;
    tenants: { expected: number; done: number };
}

/** One run to its end; how long it took by what it says itself, in milliseconds. */
const audit = async ({ api, tenants }: Stack): Promise<number> => {
    const { id } = JSON.parse(await api(202, 'POST', '/api/audit/runs')) as AuditRun;
    const run = await waitFor(
        'the end of the audit',
        async () => {
            const found = JSON.parse(await api(200, 'GET', `/api/audit/runs/${id}`)) as AuditRun;
            return found.status === 'finished' ? found : undefined;
        },
        RUN_SECONDS,
        POLL_MS,
    );
    if (run.tenants.done !== tenants.length) throw new Error(`Only ${run.tenants.done} tenants were audited.`);
    return Date.parse(run.finishedAt) - Date.parse(run.startedAt);
};

/** The partition that says where each subscription is. */
const PLACES = '~places';

/** Forgets every subscription, so that the next run finds all of them new. */
const forget = async ({ table: tableOf, tenants }: Stack): Promise<void> => {
    const table = await tableOf('subscriptions');
    for (const partition of [...tenants.map(({ tenantId }) => tenantId), PLACES]) {
        const deletions: TransactionAction[] = [];
        const rows = table.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${partition}` } });
        for await (const { partitionKey = '', rowKey = '' } of rows) {
            deletions.push(['delete', { partitionKey, rowKey }]);
        }
        for (let start = 0; start < deletions.length; start += ROWS_AT_ONCE) {
            await table.submitTransaction(deletions.slice(start, start + ROWS_AT_ONCE));
        }
    }
};

const roundAfter =
    (before: (stack: Stack) => Promise<void>): MakeRound =>
    async (stack) => {
        await Promise.all(['subscriptions', 'auditruns', 'tenantlocks'].map(stack.table));
        const count = stack.tenants.flatMap(({ subscriptionIds }) => subscriptionIds).length;
        return async () => {
            await before(stack);
            return (count / (await audit(stack))) * 1000;
        };
    };

const ABOUT = { unit: 'subscriptions/s', higherIsBetter: true, rounds: 21 };

/** An audit that finds every subscription new. */
export const auditMeasure = (pair: Pair) => beside(pair, { ...ABOUT, name: 'audit' }, roundAfter(forget));

/** An audit that finds what the one before found; the round that warms up makes sure that there was one. */
export const unchangedAuditMeasure = (pair: Pair) =>
    beside(
        pair,
        { ...ABOUT, name: 'audit-unchanged' },
        roundAfter(() => Promise.resolve()),
    );
