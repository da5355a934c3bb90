import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { linkGonePage } from '../../../shared/views/link-gone-page.ts';
import { problemPage } from '../../../shared/views/problem-page.ts';

const who = { partnerName: 'Fourth <Coffee>', contact: 'partners@fourthcoffee.example' };
const problem = {
    ...who,
    status: 400,
    code: 'validation-failed',
    title: 'Refused.',
    detail: 'decision: <b>elsewhere</b>',
    correlationId: 'corr-1234',
} as const;

describe('the problem page', () => {
    it('tells what was refused, and the reference to ask with', () => {
        const page = problemPage(problem, ENGLISH);

        expect(page).toContain('<h1>The request does not fit.</h1>');
        expect(page).toContain('<bdi>decision: &lt;b&gt;elsewhere&lt;/b&gt;</bdi>');
        expect(page).toContain('<code>corr-1234</code>');
        expect(page).toContain('Open the link again, in the mail or wherever you got it');
    });

    it.each([
        ['cross-site', 403, 'The request came from another site.', 'decide on that page'],
        ['subscription-not-found', 400, 'There is no such subscription.', 'knows no subscription'],
        ['partner-id-mismatch', 409, 'Your organisation has another partner ID.', 'ask it for the right link'],
        ['body-too-large', 413, 'That is too much at once.', 'Choose fewer subscriptions'],
    ] as const)('has words of its own for %s', (code, status, title, detail) => {
        const page = problemPage({ ...problem, code, status }, ENGLISH);

        expect(page).toContain(`<h1>${title}</h1>`);
        expect(page).toContain(detail);
        expect(page).not.toContain('elsewhere');
    });

    it('keeps the title of what only programs of the partner’s meet', () => {
        expect(problemPage({ ...problem, code: 'mail-limit', title: 'Too many.' }, ENGLISH)).toContain(
            '<h1>Too many.</h1>',
        );
    });

    it.each([500, 503])('keeps the detail of a fault of ours to itself: %i', (status) => {
        const page = problemPage({ ...problem, status }, ENGLISH);

        expect(page).not.toContain('elsewhere');
        expect(page).toContain('on our side');
        expect(page).toContain('<code>corr-1234</code>');
    });
});

describe('the page of a link that is gone', () => {
    it('says what to do and not why', () => {
        const page = linkGonePage(who, ENGLISH);

        expect(page).toContain('<h1>This link does not work</h1>');
        expect(page).toContain('ask <bdi>Fourth &lt;Coffee&gt;</bdi> for a new one');
        expect(page).not.toMatch(/expired|revoked|withdrawn|forged|superseded/i);
    });
});
