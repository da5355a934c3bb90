import { customersPage } from '../../../shared/views/ops/customers-page.ts';
import { customerPage } from '../../../shared/views/ops/customer-page.ts';
import { deadLettersPage } from '../../../shared/views/ops/dead-letters-page.ts';
import { invitePage } from '../../../shared/views/ops/invite-page.ts';
import { invitesPage } from '../../../shared/views/ops/invites-page.ts';
import { auditsPage } from '../../../shared/views/ops/audits-page.ts';
import { missingPage } from '../../../shared/views/ops/missing-page.ts';
import { overviewPage } from '../../../shared/views/ops/overview-page.ts';
import { eventWords } from '../../../shared/views/words/ops/status.ts';
import type { OpsFunnel } from '../../../shared/domain/ops/overview.ts';
import { wordsOf } from '../views/reading.ts';
import { ofOtherProducts } from '../report/samples.ts';
import {
    customerStory,
    frame,
    guidedStory,
    inviteStory,
    letter,
    missingRow,
    NOW,
    overview,
    run,
    TENANT,
} from './samples.ts';

const looked = { searched: 0, isComplete: true };
const nothing = { asOf: NOW, items: [], cursor: null, looked, found: 0 };
const noAges = { under7Days: 0, under30Days: 0, under90Days: 0, older: 0 };
const nothingMissing = { ...nothing, isAudited: true, counts: { count: 0, byReason: {}, ages: noAges } };
const newest = { sort: 'newest' as const };

describe('a page with nothing on it says so', () => {
    it.each([
        ['missing', missingPage(nothingMissing, newest, frame), 'Nothing that we see is missing.'],
        [
            'missing, before the first audit',
            missingPage({ ...nothingMissing, isAudited: false }, newest, frame),
            'No audit has finished yet.',
        ],
        [
            'customer, before the first audit',
            customerPage({ ...customerStory('x'), standing: null, missing: { count: 0, items: [] } }, frame),
            'No finished audit got to this tenant yet.',
        ],
        [
            'missing, searched',
            missingPage(nothingMissing, { ...newest, search: 'x' }, frame),
            'Nothing that is missing fits this.',
        ],
        ['customers', customersPage(nothing, { sort: 'missing' }, frame), 'There is no customer yet'],
        ['invites', invitesPage(nothing, {}, frame), 'Nobody has been invited yet.'],
        ['invites, filtered', invitesPage(nothing, { status: 'sent' }, frame), 'No invite fits this.'],
        ['audits', auditsPage(nothing, {}, frame), 'No audit has been started yet.'],
        [
            'dead letters',
            deadLettersPage({ ...nothing, waiting: { count: 0, isComplete: true } }, {}, frame),
            'Everything could be done.',
        ],
        ['overview', overviewPage({ ...overview('x'), coverage: null }, [], frame), 'No audit has finished yet.'],
        [
            'customer',
            customerPage(
                {
                    ...{ ...customerStory('Contoso'), missing: { count: 0, items: [] }, byHand: [] },
                    ...{ invites: [], changes: [], audits: [] },
                },
                frame,
            ),
            'Nobody at Contoso has been invited yet.',
        ],
    ])('%s', (_name, page, said) => {
        expect(wordsOf(page)).toContain(said);
        expect(page).not.toContain('<tbody role="rowgroup"> </tbody>');
    });
});

describe('numbers', () => {
    it('have their thousands set apart', () => {
        const words = wordsOf(overviewPage(overview('Contoso'), [], frame));

        expect(words).toContain('61,234 of 100,000 subscriptions');
        expect(words).toContain('38,765');
        expect(words).not.toMatch(/38765|61234/);
    });

    it('of dead letters say where there are more than were counted', () => {
        const many = { ...overview('x'), deadLetters: { count: 1_000, isComplete: false } };

        expect(wordsOf(overviewPage(many, [], frame))).toContain('1,000+');
    });
});

describe('what is missing', () => {
    const found = (over: object) => wordsOf(missingPage({ ...nothingMissing, ...over }, newest, frame));

    it('is not said to be nothing before an audit has finished', () => {
        expect(found({ isAudited: false })).not.toMatch(/Nothing that we see|0 subscriptions/);
        expect(found({ isAudited: false, counts: { count: 2, byReason: {}, ages: noAges } })).toContain(
            '0 of the 2 that are missing.',
        );
    });

    it('is counted under a filter as a part of it', () => {
        expect(found({ found: 2, counts: { count: 5, byReason: {}, ages: noAges } })).toContain(
            '2 of the 5 that are missing.',
        );
    });

    it('calls the field to tick as the form does', () => {
        const words = found({
            items: [{ ...missingRow('Shop'), nextStep: 'Invite again with allowReplace.' }],
        });

        expect(words).toContain('Invite again with “May replace another partner ID”.');
        expect(words).not.toContain('allowReplace');
    });

    it('begins its next steps at the start of the line where there is little room', () => {
        const page = missingPage({ ...nothingMissing, items: [missingRow('x')] }, newest, frame);

        expect(page).toMatch(/data-name="Next step"\s+class="prose"/);
        expect(page).not.toMatch(/data-name="Why"\s+class="prose"/);
    });

    it('of a customer is no longer to be invited for once it is attached', () => {
        const story = customerStory('Shop');
        const waiting = customerPage(story, frame);
        const attached = customerPage({ ...story, attachedSince: [missingRow('x').subscriptionId] }, frame);

        expect(wordsOf(attached)).toContain('attached since the last audit');
        expect(attached).not.toContain('aria-label="Invite: Shop"');
        expect(wordsOf(waiting)).not.toContain('attached since the last audit');
        expect(waiting).toContain('aria-label="Invite: Shop"');
    });
});

describe('a running audit', () => {
    it('shows how far it is, and has the page look again soon', () => {
        const running = run({ status: 'running', totals: null, finishedAt: null });

        const page = overviewPage(overview('x'), [running], frame);

        expect(wordsOf(page)).toContain('1,200 of 1,200 tenants looked at, 10 of them failed.');
        expect(page).toMatch(/<progress\s+max="1200"\s+value="1200"/);
        expect(page).toContain('data-refresh="5"');
        expect(overviewPage(overview('x'), [], frame)).toContain('data-refresh="60"');
    });
});

describe('a list', () => {
    it('leads on with its filter kept, and from a later page back to the first', () => {
        const query = { ...newest, reason: 'no-link' as const, search: 'a&b', cursor: 'here' };

        const page = missingPage({ ...nothingMissing, items: [missingRow('x')], cursor: 'there' }, query, frame);

        expect(page).toContain('href="/api/ops/missing?reason=no-link&amp;search=a%26b">First page');
        expect(page).toContain('href="/api/ops/missing?reason=no-link&amp;search=a%26b&amp;cursor=there">Next page');
        expect(page).toContain('href="/api/ops/missing.csv?reason=no-link&amp;search=a%26b"');
    });

    it('says where a search stopped early', () => {
        const cut = { ...nothingMissing, looked: { searched: 10_000, isComplete: false } };

        expect(wordsOf(missingPage(cut, newest, frame))).toContain('10,000 entries were looked at, and there are more');
        expect(wordsOf(missingPage(nothingMissing, newest, frame))).not.toContain('looked at');
    });

    it('leads from what is missing to the filled-in form', () => {
        const page = missingPage({ ...nothingMissing, items: [missingRow('Shop')] }, newest, frame);

        expect(page).toContain(
            `href="/api/ops/invite-one?subscriptionId=c0000000-0000-4000-8000-0000000000a1&amp;tenantId=${TENANT}"`,
        );
        expect(page).toContain('aria-label="Invite: Shop"');
    });
});

const NOTHING = { resend: false, revoke: false, retry: false, proof: false };

describe('an invite about a product that is attached by hand', () => {
    const words = wordsOf(invitePage(guidedStory('Plan'), frame));

    it('says what was said, by whom, that nobody else sees it, and that it was asked again', () => {
        for (const said of [
            'Asked again, not answered yet',
            'No program can see it: it never counts as covered.',
            'as the customer’s agreement with Microsoft changed',
            'Answer counts until',
            'Dynamics 365, Plan',
            'invited, through the provider',
        ]) {
            expect(words).toContain(said);
        }
    });

    it('leads to what the same mail asked for', () => {
        const page = invitePage(guidedStory('Plan'), frame);

        expect(wordsOf(page)).toMatch(/Asked for in the same mail\s+AboutStatus\s+Enterprise Mobility \+ Security, /);
        expect(page.match(/href="\/api\/ops\/invites\/[0-9a-f-]{36}"/g)?.length).toBeGreaterThan(0);
    });

    it('has the form of the proof with what is noted, outside of what is brought up to date by itself', () => {
        const page = invitePage(guidedStory('Ticket 7'), frame);
        const [, form = ''] = /(<form class="fields"[\s\S]*?<\/form>)/.exec(page) ?? [];

        expect(form).toContain('>\nTicket 7</textarea>');
        expect(form).toMatch(/name="checked"\s+value="yes"\s+checked/);
        expect(page.slice(page.indexOf('data-live', page.indexOf('id="story"')))).toContain(form);
        expect(invitePage(guidedStory('x'), { ...frame, mayAct: false })).not.toContain('<form class="fields"');
    });

    it('says where what was said has lapsed', () => {
        const story = guidedStory('x');

        expect(wordsOf(invitePage({ ...story, invite: { ...story.invite, saidState: 'lapsed' } }, frame))).toContain(
            'Lapsed: nobody answered',
        );
    });
});

describe('the overview, by product', () => {
    const withProducts = (byProduct: OpsFunnel['byProduct']) => {
        const sample = overview('x');
        return wordsOf(overviewPage({ ...sample, funnel: { ...sample.funnel, byProduct } }, [], frame));
    };
    const azure = ofOtherProducts.funnel.byProduct.azure;

    it('has a row for each, Azure among them, where anybody was invited for another', () => {
        const words = withProducts(ofOtherProducts.funnel.byProduct);

        expect(words).toMatch(/it is counted as they say it, and never as covered/);
        expect(words).toMatch(/Microsoft 365\s+581241023\s/);
        expect(words).toMatch(/Azure, legacy partner information\s+311000\s/);
        expect(words).toContain('13 not about Azure');
    });

    it('is not there where nobody was', () => {
        const words = withProducts(azure === undefined ? {} : { azure });

        expect(words).not.toContain('By product');
        expect(words).not.toContain('not about Azure');
    });
});

describe('an invite', () => {
    it.each([
        [{ ...NOTHING, resend: true }, ['resend']],
        [{ ...NOTHING, revoke: true }, ['revoke']],
        [{ ...NOTHING, retry: true }, ['retry']],
        [{ ...NOTHING, proof: true }, ['proof']],
        [NOTHING, []],
    ])('has the buttons that are legal: %j', (can, wanted) => {
        const page = invitePage({ ...inviteStory('x'), can }, frame);

        expect([...page.matchAll(/method="post" action="[^"?]*\/(\w+)[?"]/g)].map(([, action]) => action)).toEqual(
            wanted,
        );
    });

    it('says once what is to be done next', () => {
        const story = inviteStory('x');
        const nextStep = 'Send it again.';
        const timeline = [
            { at: NOW, event: 'issued', status: 'issued' as const, detail: 'By hand.' },
            { at: NOW, event: 'expired', status: 'expired' as const, detail: nextStep },
        ];

        const words = wordsOf(invitePage({ ...story, invite: { ...story.invite, nextStep, timeline } }, frame));

        expect(words.split(nextStep)).toHaveLength(2);
        expect(words).toContain('By hand.');
    });

    it.each([
        ['invite-mail-bounced', 'Invite: came back'],
        ['outcome-admin-mail-sent', 'Outcome, to the customer: mailed'],
        ['attached', 'Attached'],
        ['something-new', 'something-new'],
        ['attested', 'Done, as the customer says'],
    ])('tells %s as %s', (event, told) => {
        expect(eventWords(event)).toBe(told);
    });
});

describe('a dead letter', () => {
    const page = (over: Parameters<typeof letter>[1]) =>
        deadLettersPage({ ...nothing, items: [letter('x', over)], waiting: { count: 1, isComplete: true } }, {}, frame);

    it('can be done again where it was not yet, and is a message of ours', () => {
        expect(page({})).toContain('method="post"');
        expect(page({ retriedAt: NOW })).not.toContain('method="post"');
        expect(page({ about: null })).not.toContain('method="post"');
    });
});
