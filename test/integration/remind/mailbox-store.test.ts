import { mailboxTable } from '../../../shared/adapters/tables/mailboxes.ts';
import type { OwnMail } from '../../../shared/domain/mailbox.ts';
import type { Mailboxes } from '../../../shared/ports/mailboxes.ts';
import { BOTH } from '../invites/real-tables.ts';

const ONE = '1'.repeat(64);
const OTHER = '2'.repeat(64);
const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(BOTH)('what is known of mailboxes, over %s', (_what, make) => {
    const maker = make();
    const clock = { at: 0, now: () => new Date(clock.at) };
    let mailboxes: Mailboxes;
    beforeAll(() => maker.open());
    beforeEach(() => {
        clock.at = Date.parse('2026-11-21T22:00:00.000Z');
        mailboxes = mailboxTable(maker.table(), clock);
    });
    afterAll(() => maker.close());

    const ownMail = (holder: string, over: Partial<OwnMail> = {}): OwnMail => ({
        day: clock.now().toISOString().slice(0, 10),
        holder,
        at: clock.now().toISOString(),
        told: null,
        ...over,
    });
    const optOut = { at: '2026-11-21T10:00:00.000Z', how: 'page' } as const;

    it('is nothing at first', async () => {
        expect(await mailboxes.hasSeveral(ONE)).toBe(false);
        expect(await mailboxes.optOutOf(ONE)).toBeUndefined();
        expect(await mailboxes.ownMail(ONE)).toBeUndefined();
    });

    it('tells one invite from several, for each by itself, also where they come at once', async () => {
        await mailboxes.note(ONE);
        expect(await mailboxes.hasSeveral(ONE)).toBe(false);

        await mailboxes.note(ONE);
        await Promise.all([mailboxes.note(OTHER), mailboxes.note(OTHER), mailboxes.note(OTHER)]);

        expect(await mailboxes.hasSeveral(ONE)).toBe(true);
        expect(await mailboxes.hasSeveral(OTHER)).toBe(true);
    });

    it('knows who opted out, until they allow it again', async () => {
        await mailboxes.note(ONE);
        await mailboxes.optOut(ONE, optOut);

        expect(await mailboxes.optOutOf(ONE)).toEqual(optOut);
        expect(await mailboxes.optOutOf(OTHER)).toBeUndefined();
        expect(await mailboxes.hasSeveral(ONE)).toBe(false);
        await mailboxes.allow(ONE);
        await mailboxes.allow(ONE);
        expect(await mailboxes.optOutOf(ONE)).toBeUndefined();
    });

    it('keeps the first of several opt-outs', async () => {
        await mailboxes.optOut(ONE, optOut);
        await mailboxes.optOut(ONE, { at: '2026-11-22T10:00:00.000Z', how: 'mail-event' });

        expect(await mailboxes.optOutOf(ONE)).toEqual(optOut);
    });

    it('gives a day to one mail of those that want it at once', async () => {
        const wanted = ['a', 'b', 'c', 'd'].map((holder) => ownMail(holder));

        const got = await Promise.all(wanted.map((mail) => mailboxes.claimDay(ONE, mail)));

        expect(got.filter((standing, index) => standing === wanted[index])).toHaveLength(1);
        expect(new Set(got.map(({ holder }) => holder)).size).toBe(1);
        expect(await mailboxes.claimDay(OTHER, ownMail('b'))).toMatchObject({ holder: 'b' });
    });

    it('gives the next day to another, but no day that has gone by', async () => {
        const first = ownMail('a');
        await mailboxes.claimDay(ONE, first);
        clock.at += 2 * 60 * 60 * 1000;
        const second = ownMail('b');

        expect(await mailboxes.claimDay(ONE, second)).toBe(second);
        expect(await mailboxes.claimDay(ONE, ownMail('c', { day: first.day }))).toEqual(second);
    });

    it('remembers what a mail told of, of the mail that has the day and no other', async () => {
        const mail = ownMail('a');
        await mailboxes.claimDay(ONE, mail);

        await mailboxes.noteTold(ONE, ownMail('b'), ['nothing']);
        await mailboxes.noteTold(OTHER, mail, ['nothing']);
        expect((await mailboxes.ownMail(ONE))?.told).toBeNull();
        await mailboxes.noteTold(ONE, mail, ['x', 'y']);

        expect(await mailboxes.ownMail(ONE)).toEqual({ ...mail, told: ['x', 'y'] });
        expect(await mailboxes.ownMail(OTHER)).toBeUndefined();
    });

    it('has the day free again where the mail that had it gave it back, and nobody else did', async () => {
        const mail = ownMail('a');
        await mailboxes.claimDay(ONE, mail);

        await mailboxes.giveBack(ONE, ownMail('b'));
        await mailboxes.giveBack(ONE, { ...mail, at: '2026-11-21T21:59:59.000Z' });
        expect((await mailboxes.claimDay(ONE, ownMail('b'))).holder).toBe('a');
        await mailboxes.giveBack(ONE, mail);

        expect((await mailboxes.claimDay(ONE, ownMail('b'))).holder).toBe('b');
    });

    it('drops what is so old that no invite can be open any more, and never an opt-out', async () => {
        await mailboxes.note(ONE);
        await mailboxes.note(ONE);
        await mailboxes.claimDay(ONE, ownMail('a'));
        await mailboxes.optOut(ONE, optOut);

        clock.at += 130 * DAY_MS;
        await mailboxes.drop(100);
        expect(await mailboxes.hasSeveral(ONE)).toBe(true);
        clock.at += DAY_MS;
        await mailboxes.drop(100);

        expect(await mailboxes.hasSeveral(ONE)).toBe(false);
        expect(await mailboxes.ownMail(ONE)).toBeUndefined();
        expect(await mailboxes.optOutOf(ONE)).toEqual(optOut);
    });

    it('is as young as the last invite that went there', async () => {
        await mailboxes.note(ONE);
        await mailboxes.note(ONE);
        clock.at += 100 * DAY_MS;
        await mailboxes.note(ONE);

        clock.at += 100 * DAY_MS;
        await mailboxes.drop(100);

        expect(await mailboxes.hasSeveral(ONE)).toBe(true);
    });
});
