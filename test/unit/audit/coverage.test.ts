import { betterOf, isSettled, takingWord, verdictOn } from '../../../shared/domain/coverage.ts';
import type { CoverageFacts } from '../../../shared/domain/coverage.ts';

const RULES = {
    expectedPartnerId: '314159',
    excludedOffers: ['FreeTrial_*', 'Exact_2020'],
    confirmation: 'signin',
} as const;

const COVERED: CoverageFacts = {
    state: 'Enabled',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    unknown: null,
    reach: 'reached',
    link: { partnerId: '314159', state: 'Active' },
    eligibleRole: true,
};

/** What is wrong, worst first: each outweighs all that stand below it. */
const IN_ORDER: [string, Partial<CoverageFacts>, string, string | null][] = [
    ['disabled', { state: 'Disabled' }, 'inactive', null],
    ['of an excluded offer', { quotaId: 'FreeTrial_2014-09-01' }, 'excluded', null],
    ['not readable', { unknown: 'could-not-be-read' }, 'unknown', 'could-not-be-read'],
    ['in a tenant without the application', { reach: 'application-missing' }, 'missing', 'application-missing'],
    ['linked to another', { link: { partnerId: '999999', state: 'Active' } }, 'missing', 'other-partner'],
    ['without an eligible role', { eligibleRole: false }, 'missing', 'no-eligible-role'],
];

describe('the coverage of a subscription', () => {
    it('is covered with our active link and an eligible role, whatever else the state says of it', () => {
        for (const state of ['Enabled', 'Warned', 'PastDue']) {
            expect(verdictOn({ ...COVERED, state }, RULES)).toEqual({
                coverage: 'covered',
                reason: null,
                nextStep: null,
            });
        }
    });

    it.each(IN_ORDER)('of one that is %s', (_what, facts, coverage, reason) => {
        expect(verdictOn({ ...COVERED, ...facts }, RULES)).toMatchObject({ coverage, reason });
    });

    it.each(IN_ORDER.map(([what, , coverage, reason], index) => [what, index, coverage, reason] as const))(
        'of one that is %s outweighs everything that comes after it',
        (_what, index, coverage, reason) => {
            const facts = IN_ORDER.slice(index).reduceRight((sum, [, one]) => ({ ...sum, ...one }), COVERED);
            expect(verdictOn(facts, RULES)).toMatchObject({ coverage, reason });
        },
    );

    it.each<[string, Partial<CoverageFacts>, string]>([
        ['access is lost', { reach: 'no-access' }, 'no-access'],
        ['there is no link', { link: undefined }, 'no-link'],
        ['the link is a deleted one', { link: { partnerId: '314159', state: 'Deleted' } }, 'no-link'],
        ['a deleted link is another partner’s', { link: { partnerId: '1', state: 'Deleted' } }, 'no-link'],
    ])('is missing where %s', (_what, facts, reason) => {
        expect(verdictOn({ ...COVERED, ...facts }, RULES)).toMatchObject({ coverage: 'missing', reason });
    });

    it('is inactive for a deleted subscription too', () => {
        expect(verdictOn({ ...COVERED, state: 'Deleted' }, RULES).coverage).toBe('inactive');
    });

    it.each([
        ['FreeTrial_2014-09-01', 'excluded'],
        ['freetrial_x', 'excluded'],
        ['Exact_2020', 'excluded'],
        ['Exact_2020-01-01', 'covered'],
        ['NotFreeTrial_2014', 'covered'],
    ])('follows the pattern of the offer: %s is %s', (quotaId, coverage) => {
        expect(verdictOn({ ...COVERED, quotaId }, RULES).coverage).toBe(coverage);
    });

    it('gives everything that somebody has to act on one sentence of its own', () => {
        const reasons = IN_ORDER.filter(([, , , reason]) => reason !== null);
        const steps = reasons.map(([, facts]) => verdictOn({ ...COVERED, ...facts }, RULES).nextStep);
        expect(steps.every((step) => /^[A-Z].*\.$/.test(step ?? ''))).toBe(true);
        expect(new Set(steps).size).toBe(reasons.length);
    });

    it('needs no question about link and roles where it is not chased', () => {
        expect(isSettled({ state: 'Deleted', quotaId: null }, RULES)).toBe(true);
        expect(isSettled({ state: 'Enabled', quotaId: 'FreeTrial_x' }, RULES)).toBe(true);
        expect(isSettled({ state: null, quotaId: null }, RULES)).toBe(false);
    });
});

describe('what two ways to a subscription come to', () => {
    const verdict = (facts: Partial<CoverageFacts>) => ({
        ...verdictOn({ ...COVERED, ...facts }, RULES),
        coveredUntil: null as string | null,
    });
    const covered = verdict({});
    const unknown = verdict({ unknown: 'could-not-be-read' });
    const noLink = verdict({ link: undefined });
    const noRole = verdict({ eligibleRole: false });
    const other = verdict({ link: { partnerId: '999999', state: 'Active' } });

    it.each([
        ['covered where one of them covers it', covered, noRole, covered],
        ['covered although the other is not known', covered, unknown, covered],
        ['unknown where one of them is not known', noLink, unknown, unknown],
        ['missing for the reason that is nearer to covered', noLink, noRole, noRole],
        ['missing for the nearer reason whichever has it', other, noLink, noLink],
    ])('is %s', (_what, one, another, better) => {
        expect(betterOf(one, another)).toEqual(better);
        expect(betterOf(another, one)).toEqual(better);
    });

    it('is not to be verified where it would be missing and the customer says that it is linked', () => {
        for (const missing of [noLink, noRole, other, verdict({ reach: 'application-missing' })]) {
            expect(takingWord(missing, true, RULES)).toMatchObject({ coverage: 'unknown', reason: 'not-verifiable' });
            expect(takingWord(missing, false, RULES)).toEqual(missing);
        }
        const settled = [covered, unknown, verdict({ state: 'Disabled' }), verdict({ quotaId: 'FreeTrial_x' })];
        expect(settled.map((one) => takingWord(one, true, RULES))).toEqual(settled);
    });
});
