import { awaitsAnswer, isOfOwnAccord, remind, withoutReminders } from '../../../shared/domain/invite-reminders.ts';
import { mailSent } from '../../../shared/domain/invite-mails.ts';
import { expire, resend } from '../../../shared/domain/invite-transitions.ts';
import { issue } from '../../../shared/domain/new-invite.ts';
import { INVITE_STATUSES } from '../../../shared/domain/invite.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { nextReminder } from '../../../shared/domain/reminders.ts';
import { fail, inviteIn, later, mailOf, newInvite, NOW } from './invites.ts';

const DAY = 24 * 60;
const mailed = { mailedAt: NOW.toISOString(), expiresAt: later(7 * DAY).toISOString() };
const dueAt = (days: readonly number[], from: Date) => nextReminder(mailed, days, from)?.dueAt;

const sent = (invite: Invite, days: readonly number[], at = NOW): Invite =>
    mailSent(invite, mailOf(invite, `invite-${invite.generation}`), at, days);

describe('the next reminder', () => {
    it('is the first whose time is still to come', () => {
        expect(dueAt([3, 5], NOW)).toBe(later(3 * DAY).toISOString());
        expect(dueAt([3, 5], later(3 * DAY))).toBe(later(3 * DAY).toISOString());
        expect(dueAt([5, 3], later(3 * DAY + 1))).toBe(later(5 * DAY).toISOString());
        expect(dueAt([3, 5], later(5 * DAY + 1))).toBeUndefined();
    });

    it('is none at or after the end of the request, nor where no day is set', () => {
        expect(dueAt([7], NOW)).toBeUndefined();
        expect(dueAt([6], NOW)).toBe(later(6 * DAY).toISOString());
        expect(dueAt([], NOW)).toBeUndefined();
    });

    it('may be due at once', () => {
        expect(dueAt([0], NOW)).toBe(NOW.toISOString());
    });
});

describe('an invite', () => {
    it('is reminded of from when its mail went out, not from when it was issued', () => {
        const { reminding } = sent(newInvite(), [3], later(90));

        expect(reminding).toEqual({
            mailedAt: later(90).toISOString(),
            dueAt: later(90 + 3 * DAY).toISOString(),
        });
        expect(newInvite().reminding).toBeNull();
    });

    it('is reminded of step by step, with mails of their own and the link that it has', () => {
        const first = remind(sent(newInvite(), [3, 5]), later(3 * DAY), [3, 5]) ?? fail('not reminded');
        const second = remind(first, later(5 * DAY), [3, 5]) ?? fail('not reminded again');

        expect(first.reminding?.dueAt).toBe(later(5 * DAY).toISOString());
        expect(second.reminding).toBeNull();
        expect(second.mails.map(({ key, generation }) => [key, generation])).toEqual([
            ['invite-1', 1],
            ['reminder-1', 1],
            ['reminder-2', 1],
        ]);
        expect(remind(second, later(6 * DAY), [3, 5])).toBeUndefined();
    });

    it.each(INVITE_STATUSES)('that is %s is reminded of only while it waits', (status) => {
        const reminding = { mailedAt: NOW.toISOString(), dueAt: later(1).toISOString() };

        const reminded = remind({ ...inviteIn(status), reminding }, later(2), [3]);

        expect(reminded !== undefined).toBe(status === 'issued' || status === 'sent');
        expect(awaitsAnswer(inviteIn(status), later(2))).toBe(status === 'issued' || status === 'sent');
    });

    it('is not reminded of past its end, though nobody has noted that', () => {
        const invite = sent(newInvite(), [6]);

        expect(remind(invite, later(7 * DAY), [6])).toBeUndefined();
        expect(awaitsAnswer(invite, later(7 * DAY))).toBe(false);
        expect(awaitsAnswer(invite, later(7 * DAY - 1))).toBe(true);
    });

    it('that is sent again has no reminder until the new mail has gone out, and the old one’s is cancelled', () => {
        const reminded = remind(sent(newInvite(), [3, 5]), later(3 * DAY), [3, 5]) ?? fail('not reminded');

        const resent = resend(reminded, 'n'.repeat(32), later(3 * DAY + 1)) ?? fail('not resent');

        expect(resent.reminding).toBeNull();
        expect(mailOf(resent, 'reminder-1').state).toBe('cancelled');
        expect(sent(resent, [3], later(4 * DAY)).reminding?.dueAt).toBe(later(7 * DAY).toISOString());
    });

    it('can be left without reminders', () => {
        expect(withoutReminders(sent(newInvite(), [3])).reminding).toBeNull();
    });

    it('that expires tells the partner, where there is somebody to tell', () => {
        const told = expire(inviteIn('sent'), later(7 * DAY), true);
        const untold = expire(inviteIn('sent'), later(7 * DAY), false);

        expect(told?.mails.at(-1)).toMatchObject({ kind: 'outcome-partner', outcome: { status: 'expired' } });
        expect(untold?.mails.some(({ kind }) => kind === 'outcome-partner')).toBe(false);
    });
});

describe('a mail of our own accord', () => {
    const auto = issue(newInvite(), NOW, 'auto-invite');

    it.each([
        ['a reminder', newInvite(), 'reminder', 1, true],
        ['the first mail of an automatic invite', auto, 'invite', 1, true],
        ['an automatic invite that the partner sends again', auto, 'invite', 2, false],
        ['an invite by hand', newInvite(), 'invite', 1, false],
        ['what became of it', auto, 'outcome-admin', 1, false],
        ['the first mail of what another mail was to tell of', { ...newInvite(), lead: 'l' }, 'invite', 1, true],
        ['the same, sent again by the partner', { ...newInvite(), lead: 'l' }, 'invite', 2, false],
    ] as const)('is or is not: %s', (_what, invite, kind, generation, is) => {
        expect(isOfOwnAccord(invite, { kind, generation })).toBe(is);
    });
});
