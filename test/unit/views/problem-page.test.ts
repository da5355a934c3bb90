import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { linkGonePage } from '../../../shared/views/link-gone-page.ts';
import { problemPage } from '../../../shared/views/problem-page.ts';

const who = { partnerName: 'Fourth <Coffee>', contact: 'partners@fourthcoffee.example' };
const problem = {
    ...who,
    status: 403,
    title: 'The request came from another site.',
    detail: 'Sent from <b>elsewhere</b>.',
    correlationId: 'corr-1234',
};

describe('the problem page', () => {
    it('tells what was refused, and the reference to ask with', () => {
        const page = problemPage(problem, ENGLISH);

        expect(page).toContain('<h1>The request came from another site.</h1>');
        expect(page).toContain('<p>Sent from &lt;b&gt;elsewhere&lt;/b&gt;.</p>');
        expect(page).toContain('<code>corr-1234</code>');
        expect(page).toContain('Open the link in the mail again');
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
