import { indexRows, PARTITIONS, partitionOfSubscription } from '../../../shared/adapters/tables/invite-rows.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import type { Table } from '../../../shared/adapters/tables/table.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { remind } from '../../../shared/domain/invite-reminders.ts';
import { beginAttach, endAttach, foundCovered, retryAttach } from '../../../shared/domain/attach-transitions.ts';
import { claimMail, mailRefused, mailSent, undeliverable } from '../../../shared/domain/invite-mails.ts';
import { confirm, decline, expire, resend, revoke } from '../../../shared/domain/invite-transitions.ts';
import { issue } from '../../../shared/domain/new-invite.ts';
import type { InviteStore } from '../../../shared/ports/invite-store.ts';
import type { Stored } from '../../../shared/ports/store.ts';
import { BOTH } from './real-tables.ts';

const START = Date.parse('2026-11-21T05:00:00.000Z');
const at = (minutes: number): Date => new Date(START + minutes * 60_000);

/** A subscription for each number; in 16 partitions, near enough evenly. */
const subscriptionOf = (n: number): string => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe.each(BOTH)('the store of invites, over %s', (_what, make) => {
    const maker = make();
    let table: Table;
    let store: InviteStore;
    beforeAll(() => maker.open());
    beforeEach(() => {
        table = maker.table();
        store = inviteTable(table);
    });
    afterAll(() => maker.close());

    const made = (over: { subscriptionId?: string; adminEmail?: string; minutes?: number } = {}): Invite => {
        const { subscriptionId = subscriptionOf(1), adminEmail = 'admin@contoso.example', minutes = 0 } = over;
        return issue(
            {
                id: store.newId({ product: 'azure', subscriptionId }),
                product: 'azure',
                subscriptionId,
                subscriptionName: null,
                tenantId: 'c0000000-0000-4000-8000-000000000001',
                partnerId: '314159',
                partnerName: 'Fourth Coffee',
                adminEmail,
                customerName: '<b>"Contoso"</b> \u202e',
                note: null,
                locale: null,
                invitedBy: null,
                allowReplace: false,
                expiresInDays: 14,
                seed: 'a'.repeat(32),
            },
            at(minutes),
        );
    };

    const inserted = async (invite: Invite): Promise<Stored<Invite>> => {
        const result = await store.insert(invite);
        if (result.kind !== 'written') throw new Error(result.kind);
        return result.stored;
    };
    const replaced = async (before: Stored<Invite>, next: Invite | undefined): Promise<Stored<Invite>> => {
        if (next === undefined) throw new Error('The change does not apply.');
        const result = await store.replace(before, next);
        if (result.kind !== 'written') throw new Error(result.kind);
        return result.stored;
    };

    /** Everything in the table that is no invite. */
    async function indexKeys(): Promise<string[]> {
        const keys: string[] = [];
        for await (const { value } of table.scan("PartitionKey ge ''")) {
            if (!value.rowKey.startsWith('invite|')) keys.push(value.rowKey);
        }
        return keys.sort();
    }

    const all = async (query: Parameters<InviteStore['list']>[0]): Promise<{ ids: string[]; pages: number }> => {
        const ids: string[] = [];
        let pages = 0;
        let continuation: string | undefined;
        do {
            const page = await store.list({ ...query, continuation });
            ids.push(...page.items.map(({ id }) => id));
            pages += 1;
            continuation = page.continuation;
        } while (continuation !== undefined);
        return { ids, pages };
    };

    it('gives back an invite as it was put in', async () => {
        const invite = made();

        await inserted(invite);

        expect((await store.get(invite.id))?.value).toEqual(invite);
        expect(await store.get(store.newId({ product: 'azure', subscriptionId: subscriptionOf(1) }))).toBeUndefined();
    });

    it('tells what it wrote, with the tag that the next write needs', async () => {
        const invite = made();

        const first = await inserted(invite);
        const second = await replaced(first, revoke(invite, at(1)));

        expect(await store.get(invite.id)).toEqual(second);
        expect(second.value.status).toBe('revoked');
    });

    it('is written by one of two at once', async () => {
        const first = await inserted(made());

        const results = await Promise.all([
            store.replace(first, { ...first.value, note: 'one' }),
            store.replace(first, { ...first.value, note: 'other' }),
        ]);

        expect(results.map(({ kind }) => kind).sort()).toEqual(['conflict', 'written']);
        const written = results.find((result) => result.kind === 'written');
        expect((await store.get(first.value.id))?.value.note).toBe(written?.stored.value.note);
    });

    it('refuses an ID that is taken', async () => {
        const invite = made();
        await inserted(invite);

        expect(await store.insert(invite)).toEqual({ kind: 'conflict' });
    });

    it('keeps one live invite for a subscription and admin, compared without case', async () => {
        const first = made({ adminEmail: 'Admin@Contoso.example' });
        await inserted(first);

        expect(await store.insert(made({ adminEmail: 'admin@contoso.EXAMPLE' }))).toEqual({
            kind: 'another-live',
            inviteId: first.id,
        });
        expect(
            await store.findLive({ product: 'azure', subscriptionId: subscriptionOf(1) }, 'ADMIN@contoso.example'),
        ).toBe(first.id);
        await inserted(made({ adminEmail: 'other@contoso.example' }));
        await inserted(made({ subscriptionId: subscriptionOf(2) }));
        expect((await all({ limit: 10 })).ids).toHaveLength(3);
    });

    it('makes room when the live one ends, and takes none back that another has by then', async () => {
        const first = await inserted(made());
        const declined = await replaced(first, decline(first.value, at(1), true));
        const second = await inserted(made({ minutes: 2 }));

        const confirmed = confirm(declined.value, at(3));

        expect(confirmed && (await store.replace(declined, confirmed))).toEqual({
            kind: 'another-live',
            inviteId: second.value.id,
        });
        expect((await store.get(first.value.id))?.value.status).toBe('declined');
        const beside = confirmed && { ...confirmed, besideAnother: true };
        await replaced(declined, beside);
        expect(
            await store.findLive({ product: 'azure', subscriptionId: subscriptionOf(1) }, 'admin@contoso.example'),
        ).toBe(second.value.id);
    });

    it('lists newest first over all partitions and many pages, each once', async () => {
        const invites = Array.from({ length: 40 }, (_, n) =>
            made({ subscriptionId: subscriptionOf(n), minutes: (n * 7) % 40 }),
        );
        for (const invite of invites) await inserted(invite);
        const newestFirst = [...invites]
            .sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))
            .map(({ id }) => id);

        const { ids, pages } = await all({ limit: 9 });

        expect(new Set(invites.map(({ id }) => id.charAt(0))).size).toBeGreaterThan(8);
        expect(ids).toEqual(newestFirst);
        expect(pages).toBe(5);
        expect(await all({ limit: 40 })).toEqual({ ids: newestFirst, pages: 1 });
        expect((await all({ limit: 1000 })).ids).toEqual(newestFirst);
    });

    it('leaves nobody out where Table Storage ends its pages early', async () => {
        const invites = Array.from({ length: 20 }, (_, n) =>
            made({ subscriptionId: subscriptionOf(n % 3), minutes: n }),
        );
        for (const [n, invite] of invites.entries()) await inserted({ ...invite, adminEmail: `a${n}@contoso.example` });
        const short = inviteTable({ ...table, page: (query) => table.page({ ...query, limit: 1 }) });

        const { items, continuation } = await short.list({ limit: 15 });

        const newestFirst = invites.map(({ id }) => id).reverse();
        expect(items.map(({ id }) => id)).toEqual(newestFirst.slice(0, 15));
        expect((await short.list({ limit: 15, continuation })).items.map(({ id }) => id)).toEqual(
            newestFirst.slice(15),
        );
    });

    it('lists by status and by subscription, and by both', async () => {
        const [one, two, three] = [
            made(),
            made({ minutes: 1 }),
            made({ subscriptionId: subscriptionOf(2), minutes: 2 }),
        ];
        const first = await inserted(one);
        await replaced(first, revoke(one, at(1)));
        await inserted(two);
        await inserted(three);

        expect((await all({ limit: 1, status: 'issued' })).ids).toEqual([three.id, two.id]);
        expect((await all({ limit: 1, status: 'revoked' })).ids).toEqual([one.id]);
        expect((await all({ limit: 1, subscriptionId: subscriptionOf(1) })).ids).toEqual([two.id, one.id]);
        expect((await all({ limit: 1, subscriptionId: subscriptionOf(1), status: 'revoked' })).ids).toEqual([one.id]);
        expect((await all({ limit: 1, subscriptionId: subscriptionOf(1), status: 'failed' })).ids).toEqual([]);
    });

    it.each(['x', 'ZHVlfA', "MQ' or true", Buffer.from("1|' or RowKey gt '").toString('base64url')])(
        'refuses a continuation that it did not give: %s',
        async (continuation) => {
            await inserted(made());

            await expect(store.list({ limit: 10, continuation })).rejects.toMatchObject({ code: 'validation-failed' });
        },
    );

    it('gives what is due, of every partition, and not what is not', async () => {
        const invites = Array.from({ length: 40 }, (_, n) => made({ subscriptionId: subscriptionOf(n), minutes: n }));
        for (const invite of invites) await inserted(invite);

        const due = await store.due(at(20), 3_200);

        const dueIds = invites.slice(0, 20).map(({ id }) => id);
        expect(due.map(({ inviteId }) => inviteId).sort()).toEqual(dueIds.sort());
        expect(due.every(({ kind, mail }) => kind === 'mail' && mail === 'invite-1')).toBe(true);
    });

    it('gives attaches and ends of time as due too', async () => {
        const first = await inserted(made());
        const saved = await replaced(first, confirm(first.value, at(1)));
        await inserted(made({ adminEmail: 'other@contoso.example' }));

        const kindsAt = async (minutes: number) => (await store.due(at(minutes), 100)).map(({ kind }) => kind).sort();

        expect(await kindsAt(2)).toEqual(['attach', 'mail']);
        expect(await kindsAt(15 * 24 * 60)).toEqual(['attach', 'expire', 'mail']);
        expect((await store.due(at(2), 100)).find(({ kind }) => kind === 'attach')).toEqual({
            kind: 'attach',
            inviteId: saved.value.id,
            mail: null,
        });
    });

    it('has the right index rows after every transition', async () => {
        const nextStep = 'Try again.';
        const mailOf = (invite: Invite, key: string) => {
            const mail = invite.mails.find((one) => one.key === key);
            if (mail === undefined) throw new Error(`no mail ${key}`);
            return mail;
        };
        const steps: ((invite: Invite) => Invite | undefined)[] = [
            (invite) => claimMail(invite, mailOf(invite, 'invite-1'), at(1)),
            (invite) => mailSent(invite, mailOf(invite, 'invite-1'), at(2), [0, 3]),
            (invite) => remind(invite, at(2), [0, 3]),
            (invite) => resend(invite, 'b'.repeat(32), at(3)),
            (invite) => mailRefused(invite, mailOf(invite, 'invite-2'), at(4), { badAddress: true, detail: 'no' }),
            (invite) => resend(invite, 'c'.repeat(32), at(5)),
            (invite) => undeliverable(invite, 3, at(6), 'bounced'),
            (invite) => resend(invite, 'd'.repeat(32), at(7)),
            (invite) => decline(invite, at(8), true),
            (invite) => confirm(invite, at(9)),
            (invite) => beginAttach(invite, at(10)),
            (invite) => endAttach(invite, { outcome: { status: 'failed', cause: 'internal' }, nextStep }, at(11), true),
            (invite) => retryAttach(invite, at(12)),
            (invite) => beginAttach(invite, at(13)),
            (invite) => endAttach(invite, { outcome: { status: 'unrecognised' }, nextStep }, at(14), false),
            (invite) => foundCovered(invite, at(15), 'Nothing.'),
        ];
        let stored = await inserted(made());
        for (const step of steps) {
            stored = await replaced(stored, step(stored.value));
            expect(await indexKeys()).toEqual([...indexRows(stored.value).keys()].sort());
        }
        expect(stored.value.status).toBe('attached');

        const other = await inserted(made({ subscriptionId: subscriptionOf(3) }));
        const expired = await replaced(other, expire(other.value, at(15 * 24 * 60), false));
        const wanted = [stored, expired].flatMap(({ value }) => [...indexRows(value).keys()]);
        expect(await indexKeys()).toEqual(wanted.sort());
    });

    it('finds what waits for an address in all partitions, however it is written, and no more than asked for', async () => {
        const waiting: string[] = [];
        for (let n = 1; n <= 5; n += 1) {
            const adminEmail = n % 2 === 0 ? 'admin@contoso.example' : 'Admin@Contoso.Example';
            waiting.push((await inserted(made({ subscriptionId: subscriptionOf(n), adminEmail }))).value.id);
        }
        await inserted(made({ subscriptionId: subscriptionOf(6), adminEmail: 'other@contoso.example' }));
        const answered = await inserted(made({ subscriptionId: subscriptionOf(7) }));
        await replaced(answered, confirm(answered.value, at(1)));

        expect((await store.waitingFor('ADMIN@contoso.example', 100)).sort()).toEqual(waiting.sort());
        expect(await store.waitingFor('admin@contoso.example', 3)).toHaveLength(3);
        expect(await store.waitingFor('nobody@contoso.example', 100)).toEqual([]);
    });

    it('finds the reminders that are due, to the moment, and not with what the sweep looks for', async () => {
        const sent = (invite: Invite, minutes: number) => {
            const [mail] = invite.mails;
            return mail && mailSent(invite, mail, at(minutes), [3]);
        };
        const ids: string[] = [];
        for (let n = 1; n <= 3; n += 1) {
            const stored = await inserted(made({ subscriptionId: subscriptionOf(n) }));
            ids.push((await replaced(stored, sent(stored.value, n))).value.id);
        }
        const threeDays = 3 * 24 * 60;

        expect(await store.remindersDue(new Date(at(threeDays + 1).getTime() - 1), 100)).toEqual([]);
        expect(await store.remindersDue(at(threeDays + 1), 100)).toEqual(ids.slice(0, 1));
        expect((await store.remindersDue(at(threeDays + 3), 100)).sort()).toEqual([...ids].sort());
        expect(await store.due(at(threeDays + 3), 100)).toEqual([]);
    });

    it('makes IDs that lead to the partition of their subscription', () => {
        const partitions = new Set<string>();
        for (let n = 0; n < 200; n += 1) {
            const id = store.newId({ product: 'azure', subscriptionId: subscriptionOf(n) });
            expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
            expect(id.charAt(0)).toBe(partitionOfSubscription(subscriptionOf(n)));
            partitions.add(id.charAt(0));
        }
        expect([...partitions].sort()).toEqual(PARTITIONS);
    });
});
