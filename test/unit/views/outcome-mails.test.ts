import { outcomeMailToAdmin, outcomeMailToPartner } from '../../../shared/views/outcome-mails.ts';
import type { OutcomeStatusView } from '../../../shared/views/view-models.ts';
import { LINK, SUBSCRIPTION_ID, TENANT_ID, request, toAdmin, toPartner } from './samples.ts';

const unnamed = { ...request.subscription, name: null, customerName: null };

const SUBJECTS: [OutcomeStatusView, string, string][] = [
    ['attached', 'Set up', 'Attached'],
    ['unrecognised', 'One step is left', 'Unrecognised'],
    ['conflict', 'Not changed', 'Conflict'],
    ['failed', 'Not set up', 'Failed'],
];

describe.each(SUBJECTS)('the mails that tell of %s', (status, forAdmin, forPartner) => {
    it('say so first in their subjects', () => {
        expect(outcomeMailToAdmin({ ...toAdmin, status }).subject).toBe(
            `${forAdmin}: Fourth Coffee as partner on the Azure subscription Production`,
        );
        expect(outcomeMailToPartner({ ...toPartner, status }).subject).toBe(
            `${forPartner}: partner ID 314159 on ${SUBSCRIPTION_ID}, Contoso`,
        );
    });

    it('have subjects without names, too', () => {
        expect(outcomeMailToAdmin({ ...toAdmin, status, subscription: unnamed }).subject).toBe(
            `${forAdmin}: Fourth Coffee as partner on the Azure subscription ${SUBSCRIPTION_ID}`,
        );
        expect(outcomeMailToPartner({ ...toPartner, status, subscription: unnamed }).subject).toBe(
            `${forPartner}: partner ID 314159 on ${SUBSCRIPTION_ID}`,
        );
    });

    it('give the next step in both forms', () => {
        for (const { html, text } of [
            outcomeMailToAdmin({ ...toAdmin, status }),
            outcomeMailToPartner({ ...toPartner, status }),
        ]) {
            expect(html).toContain('An administrator adds the application.');
            expect(text).toContain('\nAn administrator adds the application.\n');
        }
    });

    it('never say what Microsoft’s programmes make of it', () => {
        const mails = [outcomeMailToAdmin({ ...toAdmin, status }), outcomeMailToPartner({ ...toPartner, status })];

        for (const { html, text } of mails) expect(html + text).not.toMatch(/recogni[sz]ed by Microsoft/i);
    });
});

describe('the outcome mail to the admin', () => {
    it('says that the portal shows nothing and how to undo it, on attached alone', () => {
        const attached = outcomeMailToAdmin({ ...toAdmin, status: 'attached' });

        expect(attached.text).toContain('Nothing shows under “Partner information”');
        expect(attached.text).toContain('remove the role assignment');
        expect(outcomeMailToAdmin(toAdmin).text).not.toContain('Partner information');
    });

    it('leads to the status page where there is a link', () => {
        expect(outcomeMailToAdmin(toAdmin).text.split('\n')).toContain(LINK);
        expect(outcomeMailToAdmin({ ...toAdmin, statusLink: null }).text).not.toContain('https:');
    });
});

describe('the outcome mail to the partner', () => {
    it('has everything to look it up by', () => {
        const { text } = outcomeMailToPartner(toPartner);

        for (const line of [
            'Invite: 0198c0de-0000-7000-8000-000000000001',
            'Status: failed',
            'Reason: application-missing',
            'When: 8 November 2026, 09:00 UTC',
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
        expect(outcomeMailToPartner(toPartner).html).not.toMatch(/https?:/);
    });

    it('leaves out a reason that there is not', () => {
        expect(outcomeMailToPartner({ ...toPartner, reason: null }).text).not.toContain('Reason');
    });
});
