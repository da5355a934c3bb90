import { mailboxKeyOf } from '../../../shared/domain/mailbox.ts';
import { deriveOptOutToken } from '../../../shared/domain/opt-out-token.ts';
import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { resendInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { allowAgain, optOut, optOutStanding } from '../../../shared/use-cases/invites/opt-out.ts';
import { takeMailEvents } from '../../../shared/use-cases/mail/take-mail-events.ts';
import type { MailEvent } from '../../../shared/use-cases/mail/take-mail-events.ts';
import { ADMIN, ANALYTICS, makeWorld, OTHER_ADMIN, quiet, SUBSCRIPTION } from './world.ts';
import type { RemindWorld } from './world.ts';

const DAY = 24;

/** The token of the link in the footer of a mail. */
const stopTokenIn = (text: string): string => /\/api\/opt-out\?t=(\S+)/.exec(text)?.[1] ?? '';

const tokenFor = (world: RemindWorld, address: string): string =>
    deriveOptOutToken(world.deps.linkSigningKeys, mailboxKeyOf(address));

describe('every mail to a customer', () => {
    it('says how to stop them, to people and to mail programs, by a token that does not tell the address', async () => {
        const world = makeWorld();
        const { id } = await world.mailed();
        await world.hours(3 * DAY);
        await savePartner(world.deps, world.linkOf(await world.read(id)), quiet);
        await world.deliver();

        const toCustomer = world.mailer.sent.filter(({ to }) => to.includes(ADMIN));
        expect(toCustomer.map(({ about }) => about.kind)).toEqual(['invite', 'reminder', 'outcome-admin']);
        for (const { text, html, unsubscribe = '' } of toCustomer) {
            expect(text).toContain(unsubscribe);
            expect(html).toContain(`href="${unsubscribe}"`);
            expect(stopTokenIn(unsubscribe)).toBe(tokenFor(world, ADMIN));
            for (const part of stopTokenIn(unsubscribe).split('.')) {
                expect(Buffer.from(part, 'base64url').toString('latin1')).not.toMatch(/admin|contoso/i);
            }
        }
        const [toPartner] = world.sent('outcome-partner');
        expect(toPartner?.unsubscribe).toBeUndefined();
        expect(toPartner?.text).not.toContain('/api/opt-out');
    });
});

describe('whoever opted out', () => {
    it('gets no reminder any more, and the request can still be answered', async () => {
        const world = makeWorld();
        const { id } = await world.mailed();

        await optOut(world.deps, stopTokenIn(world.sent('invite')[0]?.text ?? ''), 'page', quiet);
        await world.hours(8 * DAY);

        expect(world.sent('reminder')).toEqual([]);
        expect((await world.read(id)).timeline.at(-1)?.event).toBe('reminder-mail-withheld');
        await savePartner(world.deps, world.linkOf(await world.read(id)), quiet);
        await world.deliver();
        expect(world.sent('outcome-admin').map(({ to }) => to)).toEqual([[ADMIN]]);
    });

    it('is not reminded even where the reminder waits to be sent', async () => {
        const world = makeWorld();
        await world.mailed();
        world.clock.at += 3 * DAY * 3_600_000;
        await world.remind();

        await world.optOut(ADMIN);
        await world.deliver();

        expect(world.sent('reminder')).toEqual([]);
    });

    it('is not invited again, by no way of writing the address, and the partner learns since when', async () => {
        const world = makeWorld();
        await world.optOut(ADMIN);
        const at = world.clock.now().toISOString();
        world.clock.at += 60_000;

        for (const adminEmail of [ADMIN, ADMIN.toUpperCase()]) {
            await expect(
                issueInvite(world.deps, { subscriptionId: SUBSCRIPTION, adminEmail }, quiet),
            ).rejects.toMatchObject({ code: 'opted-out', extra: { optedOutAt: at } });
        }

        expect(await world.allInvites()).toEqual([]);
        await expect(
            issueInvite(world.deps, { subscriptionId: SUBSCRIPTION, adminEmail: OTHER_ADMIN }, quiet),
        ).resolves.toMatchObject({ status: 'issued' });
    });

    it('does not use up the invite mails of the day by being asked', async () => {
        const world = makeWorld();
        world.deps.rules.mailsPerAddressPerDay = 1;
        await world.optOut(ADMIN);
        const invite = () => issueInvite(world.deps, { subscriptionId: SUBSCRIPTION, adminEmail: ADMIN }, quiet);
        await expect(invite()).rejects.toMatchObject({ code: 'opted-out' });

        await allowAgain(world.deps, tokenFor(world, ADMIN), quiet);

        await expect(invite()).resolves.toMatchObject({ status: 'issued' });
    });

    it('is not mailed again by a resend, and the link that they have stays good', async () => {
        const world = makeWorld();
        const { id } = await world.mailed();
        await world.optOut(ADMIN);

        await expect(resendInvite(world.deps, id, quiet)).rejects.toMatchObject({ code: 'opted-out' });

        expect((await world.read(id)).generation).toBe(1);
        await expect(savePartner(world.deps, world.linkOf(await world.read(id)), quiet)).resolves.toMatchObject({
            status: 'confirmed',
        });
    });

    it('can allow it again, and is reminded from then on', async () => {
        const world = makeWorld();
        await world.mailed();
        const token = stopTokenIn(world.sent('invite')[0]?.text ?? '');
        await optOut(world.deps, token, 'page', quiet);
        await allowAgain(world.deps, token, quiet);
        await allowAgain(world.deps, token, quiet);

        await world.hours(3 * DAY);

        expect(await optOutStanding(world.deps, token)).toBeUndefined();
        expect(world.sent('reminder')).toHaveLength(1);
    });

    it('is known by a fingerprint alone', async () => {
        const world = makeWorld();
        await world.optOut(ADMIN);

        const rows: string[] = [];
        for await (const { value } of world.raw.mailboxes.scan("PartitionKey ge ''")) rows.push(JSON.stringify(value));

        expect(rows).toHaveLength(1);
        expect(rows.join()).not.toMatch(/@|admin|contoso/i);
    });
});

describe('the token of an opt-out', () => {
    it.each([
        ['shortened', (token: string) => token.slice(0, -1)],
        ['of another mailbox', (token: string, other: string) => other.slice(0, 43) + token.slice(43)],
        ['under no key', (token: string) => token.replace(/\.k1\./, '.k2.')],
        ['empty', () => ''],
    ])('that is %s does nothing and says nothing', async (_what, spoil) => {
        const world = makeWorld();
        const token = spoil(tokenFor(world, ADMIN), tokenFor(world, OTHER_ADMIN));

        for (const use of [
            () => optOutStanding(world.deps, token),
            () => optOut(world.deps, token, 'one-click', quiet),
            () => allowAgain(world.deps, token, quiet),
        ]) {
            await expect(use()).rejects.toMatchObject({ code: 'link-gone' });
        }
        for (const address of [ADMIN, OTHER_ADMIN]) {
            expect(await world.deps.mailboxes.optOutOf(mailboxKeyOf(address))).toBeUndefined();
        }
    });

    it('is none of a quick link, nor the other way round', async () => {
        const world = makeWorld();
        const invite = await world.mailed();
        const { token, ...link } = world.linkOf(invite);

        await expect(optOut(world.deps, token, 'one-click', quiet)).rejects.toMatchObject({ code: 'link-gone' });
        await expect(savePartner(world.deps, { ...link, token: tokenFor(world, ADMIN) }, quiet)).rejects.toMatchObject({
            code: 'link-gone',
        });
    });

    it('stays good when the keys are rotated, as long as its own is there', async () => {
        const world = makeWorld();
        const token = tokenFor(world, ADMIN);
        const [old] = world.deps.linkSigningKeys;
        const newest = { id: 'k2', secret: Buffer.alloc(32, 7) };
        const keys = (linkSigningKeys: typeof world.deps.linkSigningKeys) => ({ ...world.deps, linkSigningKeys });

        await expect(optOut(keys([newest, ...(old ? [old] : [])]), token, 'page', quiet)).resolves.toMatchObject({
            how: 'page',
        });
        await expect(optOut(keys([newest]), token, 'page', quiet)).rejects.toMatchObject({ code: 'link-gone' });
    });
});

describe('what the mail service tells', () => {
    const event = (inviteId: string, over: Partial<MailEvent>): MailEvent => ({
        id: 'event-1',
        at: new Date('2026-11-21T05:10:00.000Z'),
        kind: 'unsubscribed',
        about: { inviteId, mailKind: 'invite', generation: 1 },
        reason: null,
        ...over,
    });

    it.each(['unsubscribed', 'reported-as-spam'] as const)('counts as opting out: %s', async (kind) => {
        const world = makeWorld();
        const { id } = await world.mailed();

        await takeMailEvents(world.deps, [event(id, { kind })]);
        await world.hours(4 * DAY);

        expect(await world.deps.mailboxes.optOutOf(mailboxKeyOf(ADMIN))).toEqual({
            at: '2026-11-21T05:10:00.000Z',
            how: 'mail-event',
        });
        expect(world.sent('reminder')).toEqual([]);
        expect((await world.read(id)).status).toBe('sent');
    });

    it.each([
        ['a bounce', { kind: 'bounced' }],
        ['a mail that was put off', { kind: 'deferred' }],
        ['what the partner does with its own mails', { about: 'outcome-partner' }],
        ['a mail of nobody', { inviteId: 'f0000000-0000-4000-8000-000000000999' }],
    ] as const)(
        'does not count: %s',
        async (_what, over: { kind?: MailEvent['kind']; about?: string; inviteId?: string }) => {
            const world = makeWorld();
            const { id } = await world.mailed(ANALYTICS);
            const about = { inviteId: over.inviteId ?? id, mailKind: 'invite' as const, generation: 1 };
            const told = event(id, { kind: over.kind ?? 'unsubscribed', about });

            await takeMailEvents(world.deps, [
                over.about === undefined ? told : { ...told, about: { ...about, mailKind: 'outcome-partner' } },
            ]);

            expect(await world.deps.mailboxes.optOutOf(mailboxKeyOf(ADMIN))).toBeUndefined();
        },
    );
});
