import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { outcomeMailToAdmin, outcomeMailToPartner } from '../../../shared/views/mail/outcome-mails.ts';
import type { OutcomeStatusView } from '../../../shared/views/view-models.ts';
import { LINK, OPT_OUT_LINK, SUBSCRIPTION_ID, TENANT_ID, request, toAdmin, toPartner } from './samples.ts';

const unnamed = { ...request.subscription, name: null, customerName: null };

const SUBJECTS: [OutcomeStatusView, string, string][] = [
    ['attached', 'Set up', 'Attached'],
    ['unrecognised', 'One step is left', 'Unrecognised'],
    ['conflict', 'Not changed', 'Conflict'],
    ['failed', 'Not set up', 'Failed'],
    ['removed', 'Taken back', 'Removed'],
];

describe.each(SUBJECTS)('the mails that tell of %s', (status, forAdmin, forPartner) => {
    it('say so first in their subjects', () => {
        expect(outcomeMailToAdmin({ ...toAdmin, status }, ENGLISH).subject).toBe(
            `${forAdmin}: Fourth Coffee as partner on the Azure subscription Production`,
        );
        expect(outcomeMailToPartner({ ...toPartner, status }, ENGLISH).subject).toBe(
            `${forPartner}: partner ID 314159 on ${SUBSCRIPTION_ID}, Contoso`,
        );
    });

    it('have subjects without names, too', () => {
        expect(outcomeMailToAdmin({ ...toAdmin, status, subscription: unnamed }, ENGLISH).subject).toBe(
            `${forAdmin}: Fourth Coffee as partner on the Azure subscription ${SUBSCRIPTION_ID}`,
        );
        expect(outcomeMailToPartner({ ...toPartner, status, subscription: unnamed }, ENGLISH).subject).toBe(
            `${forPartner}: partner ID 314159 on ${SUBSCRIPTION_ID}`,
        );
    });

    it('give the next step in both forms', () => {
        const { html, text } = outcomeMailToPartner({ ...toPartner, status }, ENGLISH);

        expect(html).toContain('An administrator adds the application.');
        expect(text).toContain('\nAn administrator adds the application.\n');
    });

    it('never say what Microsoft’s programmes make of it', () => {
        const mails = [
            outcomeMailToAdmin({ ...toAdmin, status }, ENGLISH),
            outcomeMailToPartner({ ...toPartner, status }, ENGLISH),
        ];

        for (const { html, text } of mails) expect(html + text).not.toMatch(/recogni[sz]ed by Microsoft/i);
    });
});

describe('the outcome mail to the admin', () => {
    it('says what to do about how the attach ended, in both forms', () => {
        const { html, text } = outcomeMailToAdmin(toAdmin, ENGLISH);

        expect(text).toContain('Microsoft could not be reached for a day: Fourth Coffee tries again;');
        expect(html).toContain('Microsoft could not be reached for a day: <bdi>Fourth Coffee</bdi> tries again;');
    });

    it('says that the portal shows nothing and how to undo it, on attached alone', () => {
        const attached = outcomeMailToAdmin({ ...toAdmin, status: 'attached' }, ENGLISH);

        expect(attached.text).toContain('Nothing shows under “Partner information”');
        expect(attached.text).toContain('remove the role assignment');
        expect(outcomeMailToAdmin(toAdmin, ENGLISH).text).not.toContain('Partner information');
    });

    it('leads to the status page where there is a link', () => {
        expect(outcomeMailToAdmin(toAdmin, ENGLISH).text.split('\n')).toContain(LINK);
        const { text } = outcomeMailToAdmin({ ...toAdmin, statusLink: null }, ENGLISH);
        expect(text.match(/https:\S+/g)).toEqual([toAdmin.helpLink, OPT_OUT_LINK]);
    });
});

describe('the outcome mail to the partner', () => {
    it('has everything to look it up by', () => {
        const { text } = outcomeMailToPartner(toPartner, ENGLISH);

        for (const line of [
            'Invite: 0198c0de-0000-7000-8000-000000000001',
            'Status: failed',
            'Reason: application-missing',
            'When: 8 November 2026 at 09:00 UTC',
            'Customer: Contoso',
            `    ${SUBSCRIPTION_ID}`,
            `Tenant: ${TENANT_ID}`,
            'Partner ID: 314159',
            'Asked of: sam@contoso.example',
        ]) {
            expect(text.split('\n')).toContain(line);
        }
    });

    it('carries no link: a link answers for the customer', () => {
        expect(outcomeMailToPartner(toPartner, ENGLISH).html).not.toMatch(/https?:/);
    });

    it('leaves out a reason that there is not', () => {
        expect(outcomeMailToPartner({ ...toPartner, reason: null }, ENGLISH).text).not.toContain('Reason');
    });
});

describe('the mails after a sign-in', () => {
    const by = { account: 'owner@contoso.example' };

    it('name the account that said yes, or took it back', () => {
        for (const [status, name] of [
            ['attached', 'Confirmed by'],
            ['removed', 'Taken back by'],
        ] as const) {
            const line = `${name}: owner@contoso.example`;

            expect(outcomeMailToAdmin({ ...toAdmin, ...by, status }, ENGLISH).text.split('\n')).toContain(line);
            expect(outcomeMailToPartner({ ...toPartner, ...by, status }, ENGLISH).text.split('\n')).toContain(line);
        }
        expect(outcomeMailToAdmin(toAdmin, ENGLISH).text).not.toContain('Confirmed by');
    });

    it('lead the admin to where it can be changed, if there is a link', () => {
        const manageLink = `${LINK}&manage`;

        expect(outcomeMailToAdmin({ ...toAdmin, status: 'attached', manageLink }, ENGLISH).text.split('\n')).toContain(
            manageLink,
        );
        expect(outcomeMailToAdmin({ ...toAdmin, status: 'attached' }, ENGLISH).text).not.toContain(
            'Change it or take it back',
        );
    });

    it('tell the admin of what was taken back in words for the customer', () => {
        const { text } = outcomeMailToAdmin({ ...toAdmin, status: 'removed' }, ENGLISH);

        expect(text).toContain('took the access of Fourth Coffee to this subscription back');
        expect(text).toContain('If you change your mind, ask partners@fourthcoffee.example for a new link.');
    });

    it('tell both sides of what was taken back that access from above or by Lighthouse still stands', () => {
        const toBoth = [
            outcomeMailToAdmin({ ...toAdmin, status: 'removed' }, ENGLISH),
            outcomeMailToPartner({ ...toPartner, status: 'removed' }, ENGLISH),
        ];

        for (const { text } of toBoth) {
            expect(text).toMatch(/roles (?:that it|we) had on this very subscription/);
            expect(text).toMatch(/from above, or through Azure Lighthouse,.* stands/);
            expect(text).not.toContain('no longer set up');
        }
    });

    it('tell the partner of what the customer says it did, and that nobody else can see it', () => {
        const { subject, text } = outcomeMailToPartner({ ...toPartner, status: 'attested' }, ENGLISH);

        expect(subject).toMatch(/^Attested: partner ID 314159 on /);
        expect(text).toContain('The customer says that it is done');
        expect(text).toContain('not verifiable, not as covered');
    });

    it.each([
        ['quick-link', 'Somebody used the quick link', 'You used the quick link'],
        ['further', 'asked about another subscription ticked this one', 'for another subscription'],
    ] as const)('say how an invite came about that the partner did not send: %s', (origin, forPartner, forAdmin) => {
        const partners = outcomeMailToPartner({ ...toPartner, origin }, ENGLISH).text;

        expect(partners).toContain(forPartner);
        expect(partners).not.toContain('Asked of:');
        expect(outcomeMailToAdmin({ ...toAdmin, origin }, ENGLISH).text).toContain(forAdmin);
        expect(outcomeMailToAdmin({ ...toAdmin, origin }, ENGLISH).text).not.toContain('by the link in your mail');
        expect(outcomeMailToPartner(toPartner, ENGLISH).text).not.toContain(forPartner);
    });
});
