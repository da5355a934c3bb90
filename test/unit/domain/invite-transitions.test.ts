import { INVITE_STATUSES, isLive, isOpen } from '../../../shared/domain/invite.ts';
import type { Invite, InviteStatus } from '../../../shared/domain/invite.ts';
import { beginAttach, endAttach, foundCovered, retryAttach } from '../../../shared/domain/attach-transitions.ts';
import {
    claimMail,
    isWanted,
    mailRefused,
    mailSent,
    requeueMail,
    undeliverable,
} from '../../../shared/domain/invite-mails.ts';
import { noted } from '../../../shared/domain/invite-story.ts';
import { confirm, decline, expire, resend, revoke } from '../../../shared/domain/invite-transitions.ts';
import { inviteIn, later, mailOf, newInvite, NOW } from './invites.ts';

const DAY = 24 * 60;
const SOON = later(1);
/** Past the seven days of the link, and of second thoughts. */
const LATE = later(7 * DAY);

type Transition = (invite: Invite, at: Date) => Invite | undefined;

/** From which statuses a transition leads where; from all others it does not apply. */
const TABLE: [string, Transition, Date, Partial<Record<InviteStatus, InviteStatus>>][] = [
    [
        'a resend',
        (invite, at) => resend(invite, 'n'.repeat(32), at),
        SOON,
        { issued: 'issued', sent: 'issued', expired: 'issued', undeliverable: 'issued' },
    ],
    ['a revocation', revoke, SOON, { issued: 'revoked', sent: 'revoked', declined: 'revoked' }],
    ['an expiry before its time', (invite, at) => expire(invite, at, true), SOON, {}],
    ['an expiry', (invite, at) => expire(invite, at, true), LATE, { issued: 'expired', sent: 'expired' }],
    ['a Save', confirm, SOON, { issued: 'confirmed', sent: 'confirmed', declined: 'confirmed' }],
    ['a Save that comes too late', confirm, LATE, {}],
    [
        'a Decline',
        (invite, at) => decline(invite, at, true),
        SOON,
        { issued: 'declined', sent: 'declined', declined: 'declined' },
    ],
    ['a Decline that comes too late', (invite, at) => decline(invite, at, true), LATE, {}],
    ['the begin of an attach', beginAttach, SOON, { confirmed: 'attaching', attaching: 'attaching' }],
    ['a retry', retryAttach, SOON, { conflict: 'confirmed', unrecognised: 'confirmed', failed: 'confirmed' }],
    [
        'an audit that finds it covered',
        (invite, at) => foundCovered(invite, at, 'Nothing.'),
        SOON,
        { unrecognised: 'attached' },
    ],
];

const FAILED = { status: 'failed', cause: 'internal' } as const;

describe('an invite', () => {
    it.each(TABLE)('%s leads from each status to where it should, or nowhere', (_what, transition, at, leads) => {
        const led = INVITE_STATUSES.map((status) => [status, transition(inviteIn(status), at)?.status]);

        expect(Object.fromEntries(led)).toEqual(
            Object.fromEntries(INVITE_STATUSES.map((status) => [status, leads[status]])),
        );
    });

    it('is live on its way and not at its ends', () => {
        expect(INVITE_STATUSES.filter(isLive)).toEqual(['issued', 'sent', 'confirmed', 'attaching']);
    });

    it('is open until its very last moment', () => {
        const invite = inviteIn('sent');
        const end = Date.parse(invite.expiresAt);

        expect(isOpen(invite, new Date(end - 1))).toBe(true);
        expect(isOpen(invite, new Date(end))).toBe(false);
    });

    it('that was declined is open for seven days more, past the end of its link', () => {
        const declined = decline(inviteIn('sent'), later(6 * DAY), true);
        if (declined === undefined) throw new Error('not declined');

        expect(isOpen(declined, later(13 * DAY - 1))).toBe(true);
        expect(isOpen(declined, later(13 * DAY))).toBe(false);
        expect(confirm(declined, later(12 * DAY))).toMatchObject({ status: 'confirmed', declinedAt: null });
    });

    it('changed twice by Decline is declined once', () => {
        const declined = decline(inviteIn('sent'), SOON, true);

        expect(declined && decline(declined, later(2), true)).toBe(declined);
        expect(declined?.mails.filter(({ kind }) => kind === 'outcome-partner')).toHaveLength(1);
    });

    it('is never changed in place', () => {
        const frozen = (invite: Invite): Invite => {
            Object.freeze(invite.mails);
            Object.freeze(invite.timeline);
            return Object.freeze(invite);
        };

        for (const [, transition, at] of TABLE) {
            for (const status of INVITE_STATUSES) expect(() => transition(frozen(inviteIn(status)), at)).not.toThrow();
        }
    });

    it('says what it came to in its timeline, and what to do next at its ends', () => {
        const told = resend(inviteIn('expired'), 'n'.repeat(32), SOON);
        const revoked = revoke(inviteIn('sent'), SOON);

        expect(told?.timeline.at(-1)).toEqual({
            at: SOON.toISOString(),
            event: 'resent',
            status: 'issued',
            detail: null,
        });
        expect(told?.nextStep).toBeNull();
        expect(revoked?.timeline.at(-1)).toMatchObject({ event: 'revoked', status: 'revoked' });
        expect(revoked?.nextStep).toMatch(/./);
    });

    it('gets a new link by a resend: generation, seed, time and mail, the unsent mail of the old one cancelled', () => {
        const resent = resend(inviteIn('issued'), 'n'.repeat(32), later(DAY));

        expect(resent).toMatchObject({
            generation: 2,
            seed: 'n'.repeat(32),
            expiresAt: later(8 * DAY).toISOString(),
            consumedGeneration: null,
        });
        expect(resent?.mails.map(({ key, state }) => [key, state])).toEqual([
            ['invite-1', 'cancelled'],
            ['invite-2', 'queued'],
        ]);
    });

    it('consumes its link by Save, with an attach of a generation of its own each time', () => {
        const saved = confirm(inviteIn('sent'), SOON);
        const retried = retryAttach({ ...inviteIn('failed'), outcomes: 3 }, SOON);

        expect(saved).toMatchObject({ consumedGeneration: 1, attach: { generation: 1, work: { attempt: 1 } } });
        expect(retried).toMatchObject({ consumedGeneration: 1, attach: { generation: 4, work: { attempt: 1 } } });
    });

    it.each([
        [true, ['outcome-admin-1', 'outcome-partner-1']],
        [false, ['outcome-admin-1']],
    ])('tells its end to the admin, and to the partner where it wants that: %s', (tellPartner, keys) => {
        const outcome = { status: 'conflict', otherPartnerId: '999999' } as const;
        const end = { outcome, nextStep: 'Invite again.' };

        const ended = endAttach(inviteIn('attaching'), end, SOON, tellPartner);

        expect(ended).toMatchObject({ status: 'conflict', nextStep: 'Invite again.', attach: null, outcomes: 1 });
        expect(ended.attachOutcome).toEqual(outcome);
        expect(ended.mails.filter(({ state }) => state === 'queued').map(({ key }) => key)).toEqual([
            'invite-1',
            ...keys,
        ]);
        expect(mailOf(ended, 'outcome-admin-1').outcome).toEqual({
            status: 'conflict',
            nextStep: 'Invite again.',
            attach: outcome,
        });
    });
});

describe('a note about a mail', () => {
    const sentNote = (invite: Invite) => mailSent(invite, mailOf(invite, 'invite-1'), SOON);

    it.each(INVITE_STATUSES)('that it was sent takes %s nowhere but from issued to sent', (status) => {
        const noted = sentNote(inviteIn(status));

        expect(noted.status).toBe(status === 'issued' ? 'sent' : status);
        expect(mailOf(noted, 'invite-1').state).toBe('sent');
    });

    it('that an older mail was sent takes the status nowhere', () => {
        const resent = resend(inviteIn('issued'), 'n'.repeat(32), SOON);
        if (resent === undefined) throw new Error('not resent');

        expect(sentNote(resent)).toMatchObject({ status: 'issued', generation: 2 });
    });

    it.each(INVITE_STATUSES)('that it bounced takes %s nowhere but from issued and sent to undeliverable', (status) => {
        const bounced = undeliverable(inviteIn(status), 1, SOON, '550 no such user');

        expect(bounced.status).toBe(['issued', 'sent'].includes(status) ? 'undeliverable' : status);
        expect(bounced.timeline.at(-1)?.detail).toBe('550 no such user');
    });

    it('that an older mail bounced takes the status nowhere', () => {
        expect(undeliverable({ ...inviteIn('sent'), generation: 2 }, 1, SOON, 'x').status).toBe('sent');
        expect(undeliverable({ ...inviteIn('sent'), generation: 2 }, 3, SOON, 'x').status).toBe('sent');
    });

    it.each([
        ['the address', true, 'undeliverable'],
        ['the mail', false, 'issued'],
    ])('that %s was refused', (_what, badAddress, status) => {
        const invite = inviteIn('issued');

        const refused = mailRefused(invite, mailOf(invite, 'invite-1'), SOON, { badAddress, detail: '400' });

        expect(refused.status).toBe(status);
        expect(mailOf(refused, 'invite-1').state).toBe('failed');
    });

    it('that the address was refused for an outcome mail changes no status', () => {
        const end = { outcome: { status: 'attached' }, nextStep: 'Nothing.' } as const;
        const ended = endAttach(inviteIn('attaching'), end, SOON, false);

        const refused = mailRefused(ended, mailOf(ended, 'outcome-admin-1'), SOON, { badAddress: true, detail: '400' });

        expect(refused.status).toBe('attached');
    });
});

describe('a mail that was given up', () => {
    const failed = (invite: Invite): Invite => ({
        ...invite,
        mails: invite.mails.map((mail) => ({ ...mail, state: 'failed' })),
    });

    it.each(INVITE_STATUSES)('of an invite that is %s is queued again only while its link can be used', (status) => {
        const requeued = requeueMail(failed(inviteIn(status)), 'invite-1', SOON);

        expect(requeued?.mails[0]?.state).toBe(['issued', 'sent'].includes(status) ? 'queued' : undefined);
    });

    it('is queued under a new attempt, so that its message is no repeat', () => {
        expect(requeueMail(failed(newInvite()), 'invite-1', SOON)?.mails[0]?.work).toMatchObject({
            attempt: 2,
            failures: 0,
            dueAt: SOON.toISOString(),
        });
    });

    it('is not queued again where it was not given up, is another’s, or its link has run out', () => {
        expect(requeueMail(newInvite(), 'invite-1', SOON)).toBeUndefined();
        expect(requeueMail(failed(newInvite()), 'invite-2', SOON)).toBeUndefined();
        expect(requeueMail(failed(newInvite()), 'invite-1', LATE)).toBeUndefined();
    });

    it('tells an outcome to whom it is of use, whatever became of the invite', () => {
        const ended = endAttach(inviteIn('attaching'), { outcome: FAILED, nextStep: 'x' }, SOON, true);

        expect(isWanted(ended, mailOf(ended, 'outcome-admin-1'), LATE)).toBe(true);
        expect(isWanted(ended, mailOf(ended, 'invite-1'), SOON)).toBe(false);
    });
});

describe('a mail that is claimed', () => {
    it('is not due again until the lock has run out', () => {
        const invite = newInvite();

        const claimed = claimMail(invite, mailOf(invite, 'invite-1'), NOW);

        expect(mailOf(claimed, 'invite-1')).toMatchObject({
            state: 'sending',
            work: { dueAt: later(1).toISOString() },
        });
    });
});

describe('what an invite remembers', () => {
    /** A cell of a table holds 64 KiB of UTF-16. */
    const MOST_CHARACTERS = 32 * 1024;

    it('keeps its first event and the newest ones', () => {
        let invite = newInvite();
        for (let n = 0; n < 500; n += 1) invite = noted(invite, later(n), `event-${n}`);

        expect(invite.timeline.length).toBeLessThanOrEqual(100);
        expect(invite.timeline[0]?.event).toBe('issued');
        expect(invite.timeline.at(-1)?.event).toBe('event-499');
        expect(invite.timeline.at(-2)?.event).toBe('event-498');
    });

    it('fits into a cell of the table, whatever mail servers say', () => {
        let invite = newInvite();
        for (let n = 0; n < 200; n += 1)
            invite = noted(invite, later(n), 'outcome-partner-mail-deferred', '"\\'.repeat(150));

        expect(JSON.stringify(invite.timeline).length).toBeLessThanOrEqual(MOST_CHARACTERS);
        expect(invite.timeline[0]?.event).toBe('issued');
        expect(invite.timeline.at(-1)?.at).toBe(later(199).toISOString());
    });

    it('keeps an event whose detail is without end, and little of that', () => {
        const invite = noted(newInvite(), SOON, 'attach-failed', 'x'.repeat(100_000));

        expect(invite.timeline).toHaveLength(2);
        expect(invite.timeline[1]?.detail?.length).toBeLessThanOrEqual(2_000);
    });

    it('fits into a cell of the table, however often it was tried again, and keeps what is still to be sent', () => {
        let invite: Invite = inviteIn('attaching');
        const end = { outcome: FAILED, nextStep: '"'.repeat(700) };
        for (let n = 0; n < 60; n += 1) {
            const ended = endAttach(invite, end, later(n), true);
            const noted = ended.mails.map((mail) => ({ ...mail, state: n < 59 ? ('sent' as const) : mail.state }));
            invite = beginAttach(retryAttach({ ...ended, mails: noted }, later(n)) ?? ended, later(n)) ?? ended;
        }

        expect(JSON.stringify(invite.mails).length).toBeLessThanOrEqual(MOST_CHARACTERS);
        expect(invite.mails.filter(({ state }) => state === 'queued').map(({ key }) => key)).toEqual([
            'outcome-admin-60',
            'outcome-partner-60',
        ]);
    });
});
