import { auditArchive } from '../../../shared/adapters/tables/audit-archive.ts';
import { auditStore } from '../../../shared/adapters/tables/audit-runs.ts';
import { customerStore } from '../../../shared/adapters/tables/customers.ts';
import { deadLetterTable } from '../../../shared/adapters/tables/dead-letters.ts';
import { inviteArchive } from '../../../shared/adapters/tables/invite-archive.ts';
import { indexRows } from '../../../shared/adapters/tables/invite-rows.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { reportArchive } from '../../../shared/adapters/tables/report-archive.ts';
import { reportTable } from '../../../shared/adapters/tables/reports.ts';
import type { Table } from '../../../shared/adapters/tables/table.ts';
import { deadLetterId } from '../../../shared/domain/dead-letter.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { notedInForce } from '../../../shared/domain/invite-retention.ts';
import { noted } from '../../../shared/domain/invite-story.ts';
import { newJob } from '../../../shared/domain/report/job.ts';
import { revoke } from '../../../shared/domain/invite-transitions.ts';
import { fail, later, newInvite, NOW } from '../../unit/domain/invites.ts';
import { BOTH } from '../invites/real-tables.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const OTHER_TENANT = 'f0000000-0000-4000-8000-000000000001';
const subscriptionOf = (n: number): string => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe.each(BOTH)('what is kept, over %s', (_what, make) => {
    const maker = make();
    let table: Table;
    beforeAll(() => maker.open());
    beforeEach(() => {
        table = maker.table();
    });
    afterAll(() => maker.close());

    const rowKeys = async (): Promise<string[]> => {
        const keys: string[] = [];
        for await (const { value } of table.scan("PartitionKey ge ''")) keys.push(value.rowKey);
        return keys.sort();
    };

    describe('invites', () => {
        const insert = async (n: number, change: (invite: Invite) => Invite = (invite) => invite): Promise<Invite> => {
            const store = inviteTable(table);
            const subscriptionId = subscriptionOf(n);
            const invite = change(newInvite({ id: store.newId({ product: 'azure', subscriptionId }), subscriptionId }));
            expect((await store.insert(invite)).kind).toBe('written');
            return invite;
        };
        const over = (minutes: number) => (invite: Invite) => revoke(invite, later(minutes)) ?? fail('not revoked');
        const attachedAt = (minutes: number) => (invite: Invite) =>
            noted({ ...invite, status: 'attached', mails: [] }, later(minutes), 'attached');

        it('are found by when they came to an end, and apart by when they were last seen to stand', async () => {
            const ids = [];
            for (let n = 0; n < 20; n += 1) ids.push((await insert(n, over(10))).id);
            await insert(20, over(31));
            await insert(21);
            const kept = await insert(22, (invite) => notedInForce(attachedAt(1)(invite), true, later(20)));

            const archive = inviteArchive(table);

            expect((await archive.due('over', later(30), 100)).sort()).toEqual(ids.sort());
            expect(await archive.due('over', later(10), 100)).toEqual([]);
            expect(await archive.due('kept', later(30), 100)).toEqual([kept.id]);
            expect((await archive.due('over', later(30), 16)).length).toBeLessThanOrEqual(16);
        });

        it('are found by tenant, whatever their status', async () => {
            const mine = [await insert(1), await insert(2, over(1)), await insert(3, attachedAt(2))];
            await insert(4, (invite) => ({ ...invite, tenantId: OTHER_TENANT }));

            const found: Invite[] = [];
            for await (const invite of inviteArchive(table).ofTenant(TENANT)) found.push(invite);

            const byId = (one: Invite, other: Invite) => (one.id < other.id ? -1 : 1);
            expect(found.sort(byId)).toEqual(mine.sort(byId));
        });

        it.each([
            ['with all of their index rows', 0],
            ['even where an index row is lacking', 1],
        ])('are deleted %s, and leave a mark until that is dropped', async (_how, lacking) => {
            const invite = await insert(1);
            const [indexRow = ''] = indexRows(invite).keys();
            if (lacking > 0) await table.delete(invite.id.charAt(0), indexRow);
            const other = await insert(2);
            const store = inviteTable(table);
            const archive = inviteArchive(table);

            await archive.remove(invite, NOW);

            expect(await store.get(invite.id)).toBeUndefined();
            expect([await store.wasErased(invite.id), await store.wasErased(other.id)]).toEqual([true, false]);
            expect(await rowKeys()).toEqual(
                [`erased|${invite.id}`, `invite|${other.id}`, ...indexRows(other).keys()].sort(),
            );
            expect(await archive.dropMarks(NOW, 100)).toBe(0);
            expect(await archive.dropMarks(later(1), 100)).toBe(1);
            expect(await store.wasErased(invite.id)).toBe(false);
        });

        it('can be deleted again', async () => {
            const invite = await insert(1);
            const archive = inviteArchive(table);

            await archive.remove(invite, NOW);
            await archive.remove(invite, later(1));

            expect(await rowKeys()).toEqual([`erased|${invite.id}`]);
        });

        it('of an earlier version, without a row by which they are found, can still be changed, and get it', async () => {
            const store = inviteTable(table);
            const invite = await insert(1, attachedAt(1));
            const missing = [...indexRows(invite).keys()].filter((key) => key.startsWith('over|'));
            for (const key of missing) await table.delete(invite.id.charAt(0), key);
            const stored = (await store.get(invite.id)) ?? fail('no invite');
            const next = noted({ ...invite, status: 'removed' }, later(5), 'removed');

            expect(missing).toHaveLength(1);
            expect((await store.replace(stored, next)).kind).toBe('written');
            expect(await rowKeys()).toEqual([`invite|${invite.id}`, ...indexRows(next).keys()].sort());
            expect((await store.replace(stored, next)).kind).toBe('conflict');
        });
    });

    it('reports are deleted by their age once they are over, so many at a time, one of them excepted', async () => {
        const store = reportTable(table);
        const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
        const states = ['sent', 'failed', 'cancelled', 'sent', 'queued', 'sending'] as const;
        for (const [n, id] of ids.entries()) {
            await store.add(newJob(id, NOW));
            const queued = (await store.get(id)) ?? fail('no report');
            await store.replace(queued, { ...queued.value, state: states[n] ?? 'sent' });
        }
        await store.add(newJob('young', later(5)));
        const young = (await store.get('young')) ?? fail('no report');
        await store.replace(young, { ...young.value, state: 'sent' });
        const archive = reportArchive(table);

        expect(await archive.deleteOver(NOW, 100, undefined)).toBe(0);
        expect(await archive.deleteOver(later(5), 2, 'd')).toBe(2);
        expect(await archive.deleteOver(later(5), 2, 'd')).toBe(1);
        expect(await archive.deleteOver(later(5), 2, 'd')).toBe(0);
        expect(await rowKeys()).toEqual(
            ['report|d', 'report|e', 'report|f', 'report|young', 'unsent|e', 'unsent|f'].sort(),
        );
    });

    it('a report that is done again while it is looked at stays', async () => {
        const store = reportTable(table);
        await store.add(newJob('r1', NOW));
        const queued = (await store.get('r1')) ?? fail('no report');
        await store.replace(queued, { ...queued.value, state: 'failed' });
        const again = async () => {
            const failed = (await store.get('r1')) ?? fail('no report');
            await store.replace(failed, { ...failed.value, state: 'queued' });
        };
        const meddled: Table = {
            ...table,
            delete: async (...row) => {
                await again();
                return await table.delete(...row);
            },
        };

        expect(await reportArchive(meddled).deleteOver(later(5), 100, undefined)).toBe(0);
        expect((await store.get('r1'))?.value.state).toBe('queued');
    });

    it('dead letters are found by their age', async () => {
        const store = deadLetterTable(table);
        const ids: string[] = [];
        for (const minutes of [0, 10, 20]) {
            const id = deadLetterId('attach-requests', 'm', later(minutes));
            const letter = { queue: 'attach-requests', messageId: 'm', reason: 'r', detail: 'd', about: null };
            await store.add({ ...letter, id, deadLetteredAt: NOW.toISOString(), retriedAt: null });
            ids.push(id);
        }
        await store.recordReason('attach-requests', 'm', { reason: 'r', detail: 'd' });

        expect(await store.olderThan(later(10), 10)).toEqual([ids[0]]);
        expect(await store.olderThan(later(21), 2)).toHaveLength(2);
        await store.delete(ids[0] ?? '');
        expect(await store.olderThan(later(10), 10)).toEqual([]);
        await store.forgetReason('attach-requests', 'm');
        expect(await store.reasonOf('attach-requests', 'm')).toBeUndefined();
    });

    describe('audit runs', () => {
        const finish = async (id: string, minutes: number, rows: number): Promise<void> => {
            const at = later(minutes).toISOString();
            const run = { id, startedAt: at, planningSince: at, finishedAt: at, expected: rows, result: null };
            const store = auditStore(table);
            await store.open({ ...run, status: 'finished' });
            for (let n = 0; n < rows; n += 1) {
                await table.insert({ partitionKey: `run:${id}`, rowKey: `done|${n}`, outcome: 'done' });
            }
            await store.noteFinished({ ...run, status: 'finished' });
            await store.close(id);
        };
        const change = (tenantId: string, subscriptionId: string) =>
            ({
                tenantId,
                subscriptionId,
                customerName: 'c',
                displayName: 'd',
                what: 'new',
                from: null,
                to: null,
            }) as const;

        it('are deleted with every row, however many', async () => {
            await finish('old', 0, 205);
            await finish('new', 10, 3);
            const archive = auditArchive(table);
            const [old, ...others] = await archive.finishedBefore(later(10), 10);
            if (old === undefined) throw new Error('nothing is old');

            await archive.drop(old);
            await archive.drop(old);

            expect([old.runId, others]).toEqual(['old', []]);
            expect(await auditStore(table).get('old')).toBeUndefined();
            // Three tenants of the new one, the run, its place in the list, and the copy of the latest.
            expect(await rowKeys()).toHaveLength(6);
            expect(await archive.finishedBefore(later(20), 10)).toMatchObject([{ runId: 'new' }]);
        });

        it('tell how a tenant came out of them', async () => {
            await finish('run', 0, 1);
            await table.insert({ partitionKey: 'run:run', rowKey: `done|${TENANT}`, outcome: 'failed' });
            const archive = auditArchive(table);

            expect(await archive.outcomeOf('run', '0')).toBe('done');
            expect(await archive.outcomeOf('run', TENANT)).toBe('failed');
            expect(await archive.outcomeOf('run', OTHER_TENANT)).toBeUndefined();
            expect(await archive.outcomeOf('another', TENANT)).toBeUndefined();
        });

        it('lose what they found of a tenant, the open ones too, and nothing of another', async () => {
            await finish('run', 0, 1);
            const store = auditStore(table);
            const open = { startedAt: NOW.toISOString(), planningSince: NOW.toISOString(), finishedAt: null };
            await store.open({ ...open, id: 'open', status: 'running', expected: 1, result: null });
            for (const id of ['run', 'open']) {
                await store.noteChanges(id, [change(TENANT, '1'), change(TENANT, '2'), change(OTHER_TENANT, '3')]);
            }

            expect(await auditArchive(table).deleteTenant(TENANT)).toBe(4);

            const left: string[] = [];
            for (const id of ['run', 'open']) {
                for await (const { subscriptionId } of store.changes(id)) left.push(subscriptionId);
            }
            expect(left).toEqual(['3', '3']);
        });
    });

    it('a customer is erased with all of its rows, counted by kind, and what an earlier deletion left too', async () => {
        const store = customerStore(table);
        await store.put(TENANT, { name: 'Contoso' });
        await store.put(OTHER_TENANT, { name: 'Fabrikam' });
        await store.noteInvited(TENANT, subscriptionOf(1));
        await store.noteInvited(TENANT, subscriptionOf(2));
        await store.noteAttested(TENANT, subscriptionOf(1), { at: NOW.toISOString(), how: 'guest' });
        let seen: unknown = 'not asked';

        const erased = await store.erase(TENANT, async () => {
            seen = await store.get(TENANT);
        });
        await table.insert({ partitionKey: TENANT, rowKey: `subscription|${subscriptionOf(3)}` });

        expect(seen).toBeUndefined();
        expect(erased).toEqual({ customer: 1, invited: 2, attested: 1, other: 0 });
        expect(await store.erase(TENANT, () => Promise.resolve())).toEqual({
            ...{ customer: 0, invited: 1, attested: 0, other: 0 },
        });
        expect(await rowKeys()).toEqual(['customer']);
    });
});
