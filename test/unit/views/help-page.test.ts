import { helpItems } from '../../../shared/views/help/help-items.ts';
import { helpPage } from '../../../shared/views/help/help-page.ts';
import { LANGUAGE_TAGS } from '../../../shared/views/languages/catalogue.ts';
import { ENGLISH, languageOf } from '../../../shared/views/languages/language.ts';
import { layout } from '../../../shared/views/layout.ts';
import { constant } from '../../../shared/views/markup.ts';
import { say } from '../../../shared/views/phrase.ts';
import { loadLanguages } from '../../support/languages.ts';
import { wordsOf } from './reading.ts';

const partner = { name: 'Fourth Coffee', contact: 'partners@fourthcoffee.example' };

/** Mails, and pages of others, point at them: one that is taken away leads nowhere. */
const ANCHORS = [
    'benefits',
    'what-it-is',
    'who-may',
    'how-many',
    'several-partners',
    'data',
    'ways-of-access',
    'relationship-requests',
    'change-or-remove',
    'new-subscriptions',
    'enterprise-agreement',
    'support',
    'unexpected-request',
];

const anchorsOf = (page: string): (string | undefined)[] => [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
const ledTo = (page: string): (string | undefined)[] => [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);

/** What stands between an anchor and the next. */
const answerAt = (id: string): string =>
    wordsOf(new RegExp(`<h2 id="${id}">.*?(?=<h2|</main>)`, 's').exec(helpPage(partner, ENGLISH))?.[0] ?? '');

describe('the page with answers', () => {
    beforeAll(loadLanguages);

    it.each(LANGUAGE_TAGS)('has the same anchors in %s, each led to from the list above', (tag) => {
        const page = helpPage(partner, languageOf(tag));

        expect(anchorsOf(page)).toEqual(ANCHORS);
        expect(ledTo(page)).toEqual(ANCHORS);
    });

    it.each(LANGUAGE_TAGS)('says something else under each question in %s', (tag) => {
        const language = languageOf(tag);
        const answers = ANCHORS.map(
            (id) => new RegExp(`<h2 id="${id}">.*?(?=<h2|</main>)`, 's').exec(helpPage(partner, language))?.[0] ?? '',
        ).map((each) => each.replace(/<h2.*?<\/h2>/s, ''));

        expect(new Set(answers.map(wordsOf)).size).toBe(helpItems(partner).length);
        expect(answers.filter((each) => wordsOf(each).length < 20)).toEqual([]);
    });

    it.each([
        ['what-it-is', ['no contract', 'Business Central, Intune, Enterprise Mobility + Security', 'No program']],
        ['who-may', ['Only your organisation', 'Owner', 'User Access Administrator', 'not certain']],
        ['how-many', ['Several, side by side', 'One for each subscription']],
        ['data', ['does not read what is stored', 'reported', 'Personal data']],
        ['ways-of-access', ['service principal', 'Azure Lighthouse', 'Guest user', 'Directory account']],
        ['change-or-remove', ['Remove partner', 'Access control (IAM)', 'delete icon', 'Your products', 'reseller']],
        ['new-subscriptions', ['each new subscription', 'management group']],
        ['enterprise-agreement', ['does not move', 'The link moves']],
        [
            'relationship-requests',
            ['730 days', '180 days', 'unless it includes the Global Administrator', 'Neither is needed'],
        ],
        ['support', ['Azure portal', 'admin center', 'partners@fourthcoffee.example']],
        ['unexpected-request', ['Press nothing', 'partners@fourthcoffee.example', 'without your decision']],
    ])('tells at %s what was asked', (id, told) => {
        const answer = answerAt(id);

        expect(told.filter((each) => !answer.includes(each))).toEqual([]);
    });

    it('claims in no language what only Microsoft can say, and leads nowhere but to its answers and the contact', () => {
        const pages = LANGUAGE_TAGS.map((tag) => helpPage(partner, languageOf(tag)));

        for (const page of pages) {
            const elsewhere = [...page.matchAll(/href="([^"#]*)[^"]*"/g)].map(([, href]) => href);
            expect(new Set(elsewhere.map((href) => href?.replace(/\?.*/, '')))).toEqual(
                new Set(['', 'mailto:partners@fourthcoffee.example']),
            );
            expect(page).not.toMatch(/recogni[sz]ed by Microsoft/i);
        }
    });

    it('is linked in the footer of every other page, in the language of the page', () => {
        const other = {
            title: say`Another page`,
            body: constant(''),
            partnerName: partner.name,
            contact: partner.contact,
        };

        expect(layout(other, languageOf('pt-BR'))).toMatch(
            /<footer>.*<a href="\/api\/help\?lang=pt-BR">Perguntas e respostas<\/a>.*<\/footer>/s,
        );
    });
});
