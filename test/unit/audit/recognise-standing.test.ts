import { customerStore } from '../../../shared/adapters/tables/customers.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import type { SubscriptionRecord } from '../../../shared/domain/subscription-record.ts';
import type { AuditRun } from '../../../shared/domain/audit-run.ts';
import { recogniseCovered } from '../../../shared/use-cases/audit/recognise-covered.ts';
import { recogniseStanding } from '../../../shared/use-cases/invites/recognise-standing.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { inviteIn, later } from '../domain/invites.ts';

const unrecognised = inviteIn('unrecognised');
const { tenantId, subscriptionId } = unrecognised;
const endedAt = Date.parse(unrecognised.timeline.at(-1)?.at ?? '');

/** An invite that ended unrecognised, of a customer that was deleted and added again. */
async function makeWorld({ coverage = 'covered', auditAfterMs = 1, outcome = 'done' } = {}) {
    const invites = inviteTable(memoryTable());
    const customers = customerStore(memoryTable());
    const id = invites.newId({ product: 'azure', subscriptionId });
    await invites.insert({ ...unrecognised, id });
    await customers.noteInvited(tenantId, subscriptionId);
    await customers.delete(tenantId, () => Promise.resolve());
    await customers.put(tenantId, { name: 'Contoso' });
    const at = new Date(endedAt + auditAfterMs).toISOString();
    const run = { id: 'r1', startedAt: at, finishedAt: at } as AuditRun;
    const record = { tenantId, subscriptionId, coverage } as SubscriptionRecord;
    const deps = {
        invites,
        customers,
        subscriptions: {
            get: (...of: string[]) =>
                Promise.resolve(of[0] === tenantId && of[1] === subscriptionId ? record : undefined),
        },
        audits: { recentFinished: () => Promise.resolve({ items: [run] }) },
        auditArchive: { outcomeOf: () => Promise.resolve(outcome as 'done' | 'failed') },
        clock: { now: () => later(60) },
    };
    return { deps, saved: async () => (await invites.get(id))?.value };
}

describe('a run that finished', () => {
    it('brings the invite of a customer that was deleted and added again to its goal', async () => {
        const { deps, saved } = await makeWorld();

        const { invited } = await deps.customers.knownSubscriptions(tenantId);
        await recogniseCovered(deps, tenantId, [subscriptionId], invited);
        expect((await saved())?.status).toBe('unrecognised');
        await recogniseStanding(deps);

        expect((await saved())?.status).toBe('attached');
        expect((await saved())?.timeline.at(-1)?.at).toBe(later(60).toISOString());
    });

    it.each([
        ['is missing', { coverage: 'missing' }],
        ['was seen before the invite ended, and not since', { auditAfterMs: -1 }],
        ['is of a tenant that failed', { outcome: 'failed' }],
    ])('leaves one whose subscription %s', async (_what, over) => {
        const { deps, saved } = await makeWorld(over);
        const before = await saved();

        await recogniseStanding(deps);

        expect(await saved()).toEqual(before);
    });
});
