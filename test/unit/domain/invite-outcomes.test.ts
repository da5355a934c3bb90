import { nextStepAfter } from '../../../shared/domain/invite-outcomes.ts';
import type { AttachOutcome } from '../../../shared/domain/attach-outcome.ts';

const FACTS = {
    partnerName: 'Fourth Coffee',
    partnerId: '314159',
    clientId: 'fc000000-0000-4000-8000-00000000000a',
    subscriptionId: 'c0000000-0000-4000-8000-0000000000a1',
};

const OUTCOMES: AttachOutcome[] = [
    { status: 'attached' },
    { status: 'unrecognised' },
    { status: 'conflict', otherPartnerId: '999999' },
    { status: 'failed', cause: 'delegated-conflict', otherPartnerId: '999999' },
    ...(
        ['application-missing', 'tenant-unknown', 'partner-id-refused', 'forbidden', 'gave-up', 'internal'] as const
    ).map((cause) => ({ status: 'failed' as const, cause })),
];

const words = (outcome: AttachOutcome, mode: 'signin' | 'email') => nextStepAfter(outcome, { ...FACTS, mode });

describe('what to do after an attach', () => {
    it.each(['signin', 'email'] as const)('is one sentence of its own for each end (%s)', (mode) => {
        const sentences = OUTCOMES.map((outcome) => words(outcome, mode));

        expect(sentences.filter((one) => !/^[A-Z][^.]*\.$/.test(one))).toEqual([]);
        expect(new Set(sentences).size).toBe(OUTCOMES.length);
    });

    it.each<[string, AttachOutcome]>([
        ['a missing role', { status: 'unrecognised' }],
        ['a missing application', { status: 'failed', cause: 'application-missing' }],
    ])('sends the customer to the sign-in for %s where there is one, else to the portal', (_what, outcome) => {
        expect(words(outcome, 'signin')).toContain('sends the link again, and an owner');
        expect(words(outcome, 'signin')).toContain('Save partner');
        expect(words(outcome, 'email')).toContain('assigns it Support Request Contributor');
        expect(words(outcome, 'email')).not.toContain('Save partner');
        for (const mode of ['signin', 'email'] as const) expect(words(outcome, mode)).toContain(FACTS.subscriptionId);
    });

    it('says what replacing another partner ID does, and who agrees to it', () => {
        const outcome = { status: 'conflict', otherPartnerId: '999999' } as const;

        for (const mode of ['signin', 'email'] as const) {
            expect(words(outcome, mode)).toContain('999999');
            expect(words(outcome, mode)).toContain('every subscription of the tenant');
        }
        expect(words(outcome, 'signin')).toContain('an owner agrees');
        expect(words(outcome, 'email')).toContain('invites again and offers to replace it');
    });

    it('asks nothing of the customer where the link in the partner’s own tenant is in the way', () => {
        const sentence = words({ status: 'failed', cause: 'delegated-conflict', otherPartnerId: '999999' }, 'signin');

        expect(sentence).toContain('999999');
        expect(sentence).toContain('314159');
        expect(sentence).toContain('there is nothing for the customer to do');
    });
});
