import { FAILURE_CAUSES } from '../../../shared/domain/attach-outcome.ts';
import type { AttachOutcome } from '../../../shared/domain/attach-outcome.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { phraseToText } from '../../../shared/views/phrase-text.ts';
import type { ConfirmationModeView, InviteStatusView } from '../../../shared/views/view-models.ts';
import { customerNextStep } from '../../../shared/views/words/next-steps.ts';
import { TONES } from '../../../shared/views/words/status.ts';
import { CLIENT_ID, SUBSCRIPTION_ID, status } from './samples.ts';

const STATUSES = Object.keys(TONES) as InviteStatusView[];

const OUTCOMES: AttachOutcome[] = [
    { status: 'attached' },
    { status: 'unrecognised' },
    { status: 'conflict', otherPartnerId: '999999' },
    { status: 'failed', cause: 'delegated-conflict', otherPartnerId: '999999' },
    ...FAILURE_CAUSES.map((cause) => ({ status: 'failed', cause }) as const),
];

const after = (outcome: AttachOutcome, mode: ConfirmationModeView): string =>
    phraseToText(customerNextStep(outcome.status, { ...status, outcome, mode }), ENGLISH);

const inStatus = (current: InviteStatusView, outcome: AttachOutcome | null = null): string =>
    phraseToText(customerNextStep(current, { ...status, outcome }), ENGLISH);

describe('what the customer is told to do', () => {
    it.each(['signin', 'email'] as const)('differs with how the attach ended, confirming by %s', (mode) => {
        const sentences = OUTCOMES.map((outcome) => after(outcome, mode));

        expect(new Set(sentences).size).toBe(OUTCOMES.length);
    });

    it('names the application that is missing, the role and the subscription', () => {
        for (const mode of ['signin', 'email'] as const) {
            const sentence = after({ status: 'failed', cause: 'application-missing' }, mode);

            for (const name of [CLIENT_ID, 'Support Request Contributor', SUBSCRIPTION_ID]) {
                expect(sentence).toContain(name);
            }
        }
    });

    it.each<[AttachOutcome, string, string]>([
        [{ status: 'unrecognised' }, 'presses “Save partner” there', 'an owner assigns it'],
        [{ status: 'conflict', otherPartnerId: '999999' }, 'by the link in the mail about this', 'invites again'],
        [{ status: 'failed', cause: 'application-missing' }, 'it is brought in', 'as an enterprise application'],
    ])('depends on how customers confirm: %j', (outcome, bySignIn, byMail) => {
        expect(after(outcome, 'signin')).toContain(bySignIn);
        expect(after(outcome, 'signin')).not.toContain(byMail);
        expect(after(outcome, 'email')).toContain(byMail);
        expect(after(outcome, 'email')).not.toContain(bySignIn);
    });

    it('names the partner ID that is in the way', () => {
        expect(after({ status: 'conflict', otherPartnerId: '271828' }, 'signin')).toContain('271828');
    });

    it.each(STATUSES)('is known by the status alone, too: %s', (current) => {
        expect(inStatus(current)).toMatch(/^[A-Z].{20,}\.$/);
    });

    it('is not of an attach that has been overtaken', () => {
        const outcome = { status: 'conflict', otherPartnerId: '999999' } as const;

        expect(inStatus('removed', outcome)).toBe(inStatus('removed'));
        expect(inStatus('confirmed', outcome)).toBe('There is nothing for you to do.');
    });
});
