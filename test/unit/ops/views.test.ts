import { INVITE_STATUSES } from '../../../shared/domain/invite.ts';
import type { InviteStatus } from '../../../shared/domain/invite.ts';
import { countMissing } from '../../../shared/domain/ops/count-missing.ts';
import { CUSTOMER_ORDERS, listedCustomer } from '../../../shared/domain/ops/customer-orders.ts';
import { firstOf } from '../../../shared/domain/ops/first-of.ts';
import { inviteStory, listedInvite } from '../../../shared/domain/ops/invite-view.ts';
import { runView } from '../../../shared/domain/ops/run-view.ts';
import { nothingSeen } from '../../../shared/domain/customer.ts';
import { inviteIn, newInvite, NOW } from '../domain/invites.ts';
import { missingRow, NOW as MORNING, totalsOf } from '../report/samples.ts';

const SECRET = 'the-seed-that-a-link-is-made-from';

describe('an invite as an operator sees it', () => {
    it('holds nothing that its link is made from', () => {
        const invite = newInvite({ seed: SECRET });

        expect(JSON.stringify([inviteStory(invite, NOW), listedInvite(invite)])).not.toContain(SECRET);
    });

    it('says what may be done with it in each state', () => {
        const may = (action: 'resend' | 'revoke' | 'retry'): InviteStatus[] =>
            INVITE_STATUSES.filter((status) => inviteStory(inviteIn(status), NOW).can[action]);

        expect(may('resend')).toEqual(['issued', 'sent', 'expired', 'undeliverable']);
        expect(may('revoke')).toEqual(['issued', 'sent', 'declined']);
        expect(may('retry')).toEqual(['conflict', 'unrecognised', 'failed']);
    });

    it('tells when a mail is due only while it waits', () => {
        const [mail] = inviteStory(newInvite(), NOW).mails;
        expect(mail).toEqual({
            key: 'invite-1',
            kind: 'invite',
            state: 'queued',
            dueAt: NOW.toISOString(),
            lastError: null,
        });

        const [queued] = newInvite().mails;
        if (queued === undefined) throw new Error('no mail');
        const sent = inviteStory(newInvite({ mails: [{ ...queued, state: 'sent' }] }), NOW);
        expect(sent.mails[0]?.dueAt).toBeNull();
    });
});

describe('what is missing', () => {
    it('is counted by reason and by age, whatever a reason is called', () => {
        const counts = countMissing(MORNING);
        counts.add(missingRow(1, { missingSince: '2026-11-20T06:00:00.000Z' }));
        counts.add(missingRow(2, { reason: '__proto__' }));
        counts.add(missingRow(3, { reason: 'constructor' }));
        counts.add(missingRow(4));

        const { count, byReason, ages } = counts.result();

        expect(count).toBe(4);
        expect(Object.entries(byReason)).toEqual([
            ['__proto__', 1],
            ['constructor', 1],
            ['no-link', 2],
        ]);
        expect(ages).toEqual({ under7Days: 1, under30Days: 0, under90Days: 3, older: 0 });
    });
});

describe('customers', () => {
    const customer = (name: string) => ({ tenantId: `tenant-${name}`, name, ...nothingSeen });

    it('come with where the last audit left them, and those with most missing first', () => {
        const first = firstOf(CUSTOMER_ORDERS.missing, 10);
        const outcome = (missing: number) => ({ outcome: 'done' as const, totals: totalsOf({ missing }) });
        first.add(listedCustomer(customer('none'), outcome(0)));
        first.add(listedCustomer(customer('new'), undefined));
        first.add(listedCustomer(customer('few'), outcome(9)));
        first.add(listedCustomer(customer('many'), outcome(10)));

        const { items } = first.result();

        expect(items.map(({ name }) => name)).toEqual(['many', 'few', 'new', 'none']);
        expect(items.map(({ totals }) => totals?.missing ?? null)).toEqual([10, 9, null, 0]);
        expect(items.map((one) => one.outcome)).toEqual(['done', 'done', null, 'done']);
    });
});

describe('a run', () => {
    const run = {
        id: 'r',
        status: 'planning' as const,
        startedAt: MORNING,
        planningSince: MORNING,
        finishedAt: null,
        expected: 0,
        result: null,
    };

    it('goes on while its tenants are being put down, with what it is done with so far', () => {
        expect(runView(run)).toMatchObject({ status: 'running', tenants: { done: 0, failed: 0, partial: 0 } });
        expect(runView(run, { done: 3, failed: 1, partial: 2 }).tenants).toEqual({ done: 3, failed: 1, partial: 2 });
        expect(runView(run).totals).toBeNull();
    });
});
