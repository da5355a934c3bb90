import { INVITE_STATUSES } from '../../../shared/domain/invite.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { closeForErasure, eraseNames, notedInForce, retentionPlace } from '../../../shared/domain/invite-retention.ts';
import { agreeToReplace, endAttach, remove, retryAttach } from '../../../shared/domain/attach-transitions.ts';
import { noted } from '../../../shared/domain/invite-story.ts';
import { confirm, resend } from '../../../shared/domain/invite-transitions.ts';
import { askAgain, lapse, sayGone } from '../../../shared/domain/products/said-transitions.ts';
import { daysLater, mailed, RULES, said } from '../products/guided-samples.ts';
import { fail, inviteIn, later, mailOf, newInvite, NOW } from './invites.ts';

const NEW_SEED = 'n'.repeat(32);
const PERSONAL = ['mallory', 'contoso'];

/** The same with nothing under way. */
const quietly = (invite: Invite): Invite => ({
    ...invite,
    attach: null,
    mails: invite.mails.map((mail) => ({ ...mail, state: 'sent' })),
});

/** An invite with a name in every place where one may stand, and at its end since ten minutes after it was issued. */
const fullOfNames = (status: Invite['status'] = 'attached'): Invite => {
    const named = newInvite({
        adminEmail: 'mallory@contoso.example',
        customerName: 'Contoso of Mallory',
        subscriptionName: 'Production of Mallory',
        note: 'As told on the phone, Mallory',
        invitedBy: 'Mallory',
        confirmedBy: 'mallory@contoso.example',
        consumedGeneration: 1,
        status,
    });
    const mail = mailOf(named, 'invite-1');
    const told = noted(named, later(10), status, 'mallory@contoso.example');
    return {
        ...quietly(noted(told, later(20), 'invite-mail-bounced', 'no mailbox mallory here')),
        mails: [{ ...mail, state: 'sent', work: { ...mail.work, lastError: '400 mallory@contoso.example' } }],
    };
};

describe('when the retention finds an invite', () => {
    it.each(['issued', 'sent', 'confirmed', 'attaching'] as const)('not while it is %s', (status) => {
        expect(retentionPlace(quietly(inviteIn(status)))).toBeUndefined();
    });

    it.each(['attached', 'expired', 'revoked', 'undeliverable', 'conflict', 'failed', 'removed', 'attested'] as const)(
        'by when it came to be %s, whatever was noted after that',
        (status) => {
            const place = retentionPlace(fullOfNames(status));

            expect(place).toEqual({ list: 'over', since: later(10).toISOString() });
        },
    );

    it('not before a declined one can be thought better of no more', () => {
        const declined = quietly({ ...inviteIn('declined'), declinedAt: NOW.toISOString() });

        expect(retentionPlace(declined)?.since).toBe('2026-11-28T05:00:00.000Z');
    });

    it('not while a mail or a link is still to be seen to', () => {
        const done = quietly(inviteIn('removed'));
        const work = newInvite().mails[0]?.work ?? fail('no mail');

        expect(retentionPlace({ ...done, mails: newInvite().mails })).toBeUndefined();
        expect(retentionPlace({ ...done, attach: { task: 'unlink', generation: 1, work } })).toBeUndefined();
        expect(retentionPlace(done)).toBeDefined();
    });

    it('apart from the others while what it led to stands, and again by when it was last seen to', () => {
        const standing = notedInForce(fullOfNames(), true, later(1_000));

        expect(retentionPlace(standing)).toEqual({ list: 'kept', since: later(1_000).toISOString() });
        expect(retentionPlace(notedInForce(standing, false, later(2_000)))).toEqual({
            list: 'over',
            since: later(1_000).toISOString(),
        });
    });

    it('among the others once what stood was taken back', () => {
        const standing = notedInForce(fullOfNames(), true, later(1_000));
        const removed = remove(standing, later(1_500), 'Mallory', false) ?? fail('not removed');

        expect(retentionPlace(quietly(removed))).toEqual({ list: 'over', since: later(1_500).toISOString() });
    });

    it('is not told anew where nothing is seen to stand', () => {
        const invite = fullOfNames();

        expect(notedInForce(invite, false, later(1_000))).toBe(invite);
    });
});

describe('an invite whose names are erased', () => {
    const before = fullOfNames();
    const erased = eraseNames(before, NEW_SEED, later(50)) ?? fail('not erased');

    it('names nobody any more, wherever a name stood', () => {
        const text = JSON.stringify({ ...erased, partnerName: '' }).toLowerCase();

        expect(PERSONAL.filter((name) => JSON.stringify(before).toLowerCase().includes(name))).toEqual(PERSONAL);
        expect(PERSONAL.filter((name) => text.includes(name))).toEqual([]);
    });

    it('keeps its IDs, its times and its statuses, and says that names were erased', () => {
        const kept = ({ id, subscriptionId, tenantId, partnerId, createdAt, status }: Invite) => ({
            ...{ id, subscriptionId, tenantId, partnerId, createdAt, status },
        });

        expect(kept(erased)).toEqual(kept(before));
        expect(erased.timeline.map(({ at, event }) => [at, event])).toEqual([
            ...before.timeline.map(({ at, event }) => [at, event]),
            [later(50).toISOString(), 'erased'],
        ]);
        expect(erased.erasedAt).toBe(later(50).toISOString());
    });

    it('has other links than before, so that the old ones lead nowhere', () => {
        expect(before.seed).not.toBe(NEW_SEED);
        expect(erased.seed).toBe(NEW_SEED);
    });

    it('is not found again, and not erased twice', () => {
        expect(retentionPlace(erased)).toBeUndefined();
        expect(eraseNames(erased, NEW_SEED, later(60))).toBeUndefined();
    });

    it('learns no name from what comes late', () => {
        const late = noted(erased, later(70), 'invite-mail-bounced', 'no mailbox mallory here');

        expect(late.timeline.at(-1)).toMatchObject({ event: 'invite-mail-bounced', detail: null });
    });

    it.each([
        ['sent again', 'expired', (invite: Invite) => resend(invite, NEW_SEED, later(80))],
        ['tried again', 'failed', (invite: Invite) => retryAttach(invite, later(80))],
        ['taken back', 'attached', (invite: Invite) => remove(invite, later(80), 'x', false)],
        ['agreed to', 'conflict', (invite: Invite) => agreeToReplace(invite, later(80), 'x')],
    ] as const)('cannot be %s any more', (_what, status, change) => {
        const over = fullOfNames(status);
        const gone = eraseNames(over, NEW_SEED, later(50)) ?? fail('not erased');

        expect(change(over)).toBeDefined();
        expect(change(gone)).toBeUndefined();
    });

    it.each(['issued', 'confirmed', 'attaching'] as const)('is none that is %s', (status) => {
        expect(eraseNames(quietly(inviteIn(status)), NEW_SEED, later(50))).toBeUndefined();
    });
});

describe('an invite of a customer that is erased', () => {
    it.each(INVITE_STATUSES)('names nobody and has nothing to do any more: it was %s', (status) => {
        const closed = closeForErasure(inviteIn(status), NEW_SEED, later(5)) ?? fail('not closed');

        expect(closed.attach).toBeNull();
        expect(closed.mails.map(({ state }) => state)).toEqual(['cancelled']);
        expect(closed.erasedAt).toBe(later(5).toISOString());
        expect(JSON.stringify(closed)).not.toContain('admin@contoso.example');
    });

    it.each(['issued', 'sent', 'confirmed', 'attaching'] as const)('is revoked first where it is %s', (status) => {
        const closed = closeForErasure(inviteIn(status), NEW_SEED, later(5)) ?? fail('not closed');

        expect(closed.status).toBe('revoked');
        expect(confirm(closed, later(6))).toBeUndefined();
    });

    it('stays at its end where it had come to one', () => {
        const attached = endAttach(
            inviteIn('attaching'),
            { outcome: { status: 'attached' }, nextStep: 'n' },
            later(1),
            false,
        );

        expect(closeForErasure(attached, NEW_SEED, later(5))?.status).toBe('attached');
    });
});

describe('what a customer said of a product that is attached by hand', () => {
    const asked = mailed(askAgain(said(), daysLater(366), NEW_SEED, RULES) ?? fail('not asked'));

    it.each([
        ['stands', said()],
        ['is asked again', asked],
    ])('is none of the retention’s business while it %s, however long that is', (_when, invite) => {
        expect(retentionPlace(invite)).toBeUndefined();
        expect(eraseNames(invite, NEW_SEED, daysLater(5000))).toBeUndefined();
    });

    it('is over when it lapsed, and its names and the proof go with it', () => {
        const proof = {
            note: 'Mail of Mallory',
            at: NOW.toISOString(),
            checked: { at: NOW.toISOString(), by: 'Mallory' },
        };
        const proven = { ...asked, said: asked.said && { ...asked.said, proof } };
        const lapsed = mailed(lapse(proven, daysLater(396), true) ?? fail('not lapsed'));

        expect(retentionPlace(lapsed)).toEqual({ list: 'over', since: daysLater(396).toISOString() });
        const gone = eraseNames(lapsed, NEW_SEED, daysLater(800)) ?? fail('not erased');
        expect(gone.said).toMatchObject({ by: '', proof: null, lapsedAt: daysLater(396).toISOString() });
        expect(JSON.stringify(gone)).not.toMatch(/Mallory|admin@contoso/);
    });

    it('is over when it was taken back', () => {
        const gone = mailed(sayGone(said(), daysLater(10), true) ?? fail('not gone'));

        expect(retentionPlace(gone)).toEqual({ list: 'over', since: daysLater(10).toISOString() });
    });

    it('is erased with its customer while it stands', () => {
        const closed = closeForErasure(said(), NEW_SEED, daysLater(2)) ?? fail('not closed');

        expect(closed).toMatchObject({ status: 'attested', erasedAt: daysLater(2).toISOString(), said: { by: '' } });
        expect(JSON.stringify(closed)).not.toContain('admin@contoso');
    });
});
