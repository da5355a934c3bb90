import { deadLetterTable } from '../../../shared/adapters/tables/dead-letters.ts';
import { shortLivedTable } from '../../../shared/adapters/tables/short-lived.ts';
import type { Table } from '../../../shared/adapters/tables/table.ts';
import { tenantLockTable } from '../../../shared/adapters/tables/tenant-locks.ts';
import { deadLetterId } from '../../../shared/domain/dead-letter.ts';
import type { DeadLetter } from '../../../shared/domain/dead-letter.ts';
import { BOTH } from './real-tables.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const OTHER_TENANT = 'f0000000-0000-4000-8000-000000000001';
const LEASE_MS = 60_000;
const HOUR_MS = 60 * 60 * 1000;

describe.each(BOTH)('over %s', (_what, make) => {
    const maker = make();
    let table: Table;
    const clock = { at: 0, now: () => new Date(clock.at) };
    beforeAll(() => maker.open());
    beforeEach(() => {
        table = maker.table();
        clock.at = Date.parse('2026-11-21T22:00:00.000Z');
    });
    afterAll(() => maker.close());

    describe('the right to write the link of a tenant', () => {
        it('goes to one of many who want it at once', async () => {
            const locks = tenantLockTable(table, clock);

            const got = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((owner) => locks.acquire(TENANT, owner)));

            expect(got.filter(Boolean)).toHaveLength(1);
        });

        it('is for one tenant alone', async () => {
            const locks = tenantLockTable(table, clock);

            expect(await locks.acquire(TENANT, 'a')).toBe(true);
            expect(await locks.acquire(OTHER_TENANT, 'b')).toBe(true);
        });

        it('may be taken again by who holds it, which holds it for longer', async () => {
            const locks = tenantLockTable(table, clock);
            await locks.acquire(TENANT, 'a');
            clock.at += LEASE_MS - 1;

            expect(await locks.acquire(TENANT, 'a')).toBe(true);
            clock.at += LEASE_MS - 1;
            expect(await locks.acquire(TENANT, 'b')).toBe(false);
        });

        it('runs out, and then goes to one of many who want it', async () => {
            const locks = tenantLockTable(table, clock);
            await locks.acquire(TENANT, 'a');
            clock.at += LEASE_MS - 1;
            expect(await locks.acquire(TENANT, 'b')).toBe(false);

            clock.at += 1;
            const got = await Promise.all(['b', 'c', 'd'].map((owner) => locks.acquire(TENANT, owner)));

            expect(got.filter(Boolean)).toHaveLength(1);
        });

        it('is given back by who holds it and nobody else', async () => {
            const locks = tenantLockTable(table, clock);
            await locks.acquire(TENANT, 'a');

            await locks.release(TENANT, 'b');
            await locks.release(OTHER_TENANT, 'a');
            expect(await locks.acquire(TENANT, 'b')).toBe(false);
            await locks.release(TENANT, 'a');
            expect(await locks.acquire(TENANT, 'b')).toBe(true);
        });

        it('is not given back by one who held it before', async () => {
            const locks = tenantLockTable(table, clock);
            await locks.acquire(TENANT, 'a');
            clock.at += LEASE_MS;
            await locks.acquire(TENANT, 'b');

            await locks.release(TENANT, 'a');

            expect(await locks.acquire(TENANT, 'c')).toBe(false);
        });
    });

    describe('how long ARM wants to be left alone', () => {
        it('is known until it is over, for that tenant', async () => {
            const locks = tenantLockTable(table, clock);
            const until = new Date(clock.at + 5_000);

            await locks.holdUntil(TENANT, until);

            expect(await locks.notBefore(TENANT)).toEqual(until);
            expect(await locks.notBefore(OTHER_TENANT)).toBeUndefined();
            clock.at += 5_000;
            expect(await locks.notBefore(TENANT)).toBeUndefined();
        });

        it('is the longest of what was told, in whatever order and at once', async () => {
            const locks = tenantLockTable(table, clock);
            const waits = [3_000, 9_000, 1_000, 7_000];

            await Promise.all(waits.map((ms) => locks.holdUntil(TENANT, new Date(clock.at + ms))));
            await locks.holdUntil(TENANT, new Date(clock.at + 2_000));

            expect(await locks.notBefore(TENANT)).toEqual(new Date(clock.at + 9_000));
        });

        it('is known to another process within a second', async () => {
            const [ours, theirs] = [tenantLockTable(table, clock), tenantLockTable(table, clock)];
            const until = new Date(clock.at + 5_000);
            expect(await theirs.notBefore(TENANT)).toBeUndefined();

            await ours.holdUntil(TENANT, until);

            expect(await theirs.notBefore(TENANT)).toBeUndefined();
            clock.at += 1_000;
            expect(await theirs.notBefore(TENANT)).toEqual(until);
        });

        it('has nothing to do with who writes the link', async () => {
            const locks = tenantLockTable(table, clock);
            await locks.holdUntil(TENANT, new Date(clock.at + 5_000));

            expect(await locks.acquire(TENANT, 'a')).toBe(true);
            await locks.release(TENANT, 'a');

            expect(await locks.notBefore(TENANT)).toBeDefined();
        });
    });

    describe('an idempotency key', () => {
        const claim = (inviteId: string, fingerprint = 'f') => ({ fingerprint, inviteId });

        it('belongs to the first who came with it', async () => {
            const store = shortLivedTable(table, clock);

            expect(await store.claimIdempotencyKey('key', claim('one'))).toMatchObject(claim('one'));
            expect(await store.claimIdempotencyKey('key', claim('two', 'g'))).toMatchObject(claim('one'));
            expect(await store.claimIdempotencyKey('other', claim('two'))).toMatchObject(claim('two'));
        });

        it('belongs to one of many who come at once', async () => {
            const store = shortLivedTable(table, clock);

            const claimed = await Promise.all(
                ['1', '2', '3', '4', '5'].map((id) => store.claimIdempotencyKey('key', claim(id))),
            );

            expect(new Set(claimed.map(({ inviteId }) => inviteId)).size).toBe(1);
        });

        it('counts for 24 hours, over midnight, and no longer', async () => {
            const store = shortLivedTable(table, clock);
            await store.claimIdempotencyKey('key', claim('one'));

            clock.at += 2 * HOUR_MS;
            expect(await store.claimIdempotencyKey('key', claim('two'))).toMatchObject(claim('one'));
            clock.at += 22 * HOUR_MS - 1;
            expect(await store.claimIdempotencyKey('key', claim('three'))).toMatchObject(claim('one'));
            clock.at += 1;
            expect(await store.claimIdempotencyKey('key', claim('four'))).toMatchObject(claim('four'));
            expect(await store.claimIdempotencyKey('key', claim('five'))).toMatchObject(claim('four'));
        });

        it('may hold what a row key may not', async () => {
            const store = shortLivedTable(table, clock);
            const key = '/\\#?%\' "'.repeat(40);

            await store.claimIdempotencyKey(key, claim('one'));

            expect(await store.claimIdempotencyKey(key, claim('two'))).toMatchObject(claim('one'));
        });
    });

    describe('the mails to one address', () => {
        it('are counted however many go out at once, without case, and anew each day', async () => {
            const store = shortLivedTable(table, clock);

            const counted = await Promise.all(
                Array.from({ length: 8 }, (_, n) =>
                    store.countMail(n % 2 === 0 ? 'Admin@contoso.example' : 'admin@CONTOSO.example', 5),
                ),
            );

            expect(counted.filter(Boolean)).toHaveLength(5);
            expect(await store.countMail('other@contoso.example', 5)).toBe(true);
            clock.at += 2 * HOUR_MS - 1;
            expect(await store.countMail('admin@contoso.example', 5)).toBe(false);
            clock.at += 1;
            expect(await store.countMail('admin@contoso.example', 5)).toBe(true);
        });
    });

    describe('short-lived rows', () => {
        it('are dropped after three days and not before, so many at a time, and hold no address or key in the clear', async () => {
            const store = shortLivedTable(table, clock);
            const rows = async () => {
                const found: string[] = [];
                for await (const { value } of table.scan("PartitionKey ge ''")) found.push(JSON.stringify(value));
                return found;
            };
            await store.countMail('admin@contoso.example', 5);
            await store.claimIdempotencyKey('my-key', { fingerprint: 'f', inviteId: 'i' });
            await store.rememberMailEvent('event', clock.now());
            expect(await store.knowsMailEvent('event', clock.now())).toBe(true);
            expect(await store.knowsMailEvent('another', clock.now())).toBe(false);
            expect((await rows()).join()).not.toMatch(/contoso|my-key/);

            clock.at += 3 * 24 * HOUR_MS;
            await store.drop(100);
            expect(await rows()).toHaveLength(3);
            clock.at += 24 * HOUR_MS;
            await store.drop(2);
            expect(await rows()).toHaveLength(1);
            await store.drop(2);
            expect(await rows()).toEqual([]);
        });
    });

    describe('dead letters', () => {
        const letter = (n: number): DeadLetter => {
            const deadLetteredAt = new Date(clock.at + n * 1000);
            return {
                id: deadLetterId('outbound-mail', `m${n}`, deadLetteredAt),
                queue: 'outbound-mail',
                messageId: `m${n}`,
                reason: 'mail-refused',
                detail: 'SendGrid answered 400.',
                about: n % 2 === 0 ? { inviteId: 'i', mail: 'invite-1' } : null,
                deadLetteredAt: deadLetteredAt.toISOString(),
                retriedAt: null,
            };
        };

        it('are kept once, whatever comes later under the same ID', async () => {
            const store = deadLetterTable(table);

            await store.add(letter(1));
            await store.add({ ...letter(1), reason: 'another' });

            expect((await store.get(letter(1).id))?.value).toEqual(letter(1));
            expect((await store.list({ limit: 10 })).items).toEqual([letter(1)]);
        });

        it('are listed newest first, page by page, reasons not among them', async () => {
            const store = deadLetterTable(table);
            for (const n of [2, 5, 1, 4, 3]) await store.add(letter(n));
            await store.recordReason('outbound-mail', 'm9', { reason: 'x', detail: 'y' });

            const first = await store.list({ limit: 3 });
            const second = await store.list({ limit: 3, continuation: first.continuation });

            expect([...first.items, ...second.items]).toEqual([5, 4, 3, 2, 1].map(letter));
            expect(second.continuation).toBeUndefined();
        });

        it('are replaced by one of two at once', async () => {
            const store = deadLetterTable(table);
            await store.add(letter(1));
            const stored = await store.get(letter(1).id);
            if (stored === undefined) throw new Error('not kept');

            const results = await Promise.all([
                store.replace(stored, { ...stored.value, retriedAt: clock.now().toISOString() }),
                store.replace(stored, { ...stored.value, retriedAt: clock.now().toISOString() }),
            ]);

            expect(results.sort()).toEqual(['conflict', 'written']);
        });

        it('find their reason by queue and message', async () => {
            const store = deadLetterTable(table);
            const reason = { reason: 'gave-up', detail: "It's /\\#? over" };

            await store.recordReason('outbound-mail', 'i:invite-1:1', reason);

            expect(await store.reasonOf('outbound-mail', 'i:invite-1:1')).toEqual(reason);
            expect(await store.reasonOf('outbound-mail', 'i:invite-1:2')).toBeUndefined();
            expect(await store.reasonOf('attach-requests', 'i:invite-1:1')).toBeUndefined();
        });
    });
});
