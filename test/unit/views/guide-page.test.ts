import { createHash } from 'node:crypto';
import { GUIDED_PRODUCTS } from '../../../shared/domain/products/product.ts';
import { guidePage } from '../../../shared/views/guide/guide-page.ts';
import type { GuidePageModel } from '../../../shared/views/guide/models.ts';
import { helpPage } from '../../../shared/views/help/help-page.ts';
import { ENGLISH, languageOf } from '../../../shared/views/languages/language.ts';
import { PAGE_CSP, pageCsp } from '../../../shared/views/page-policy.ts';
import { loadLanguages } from '../../support/languages.ts';
import { PSEUDO, untranslated } from '../../support/pseudo-language.ts';
import { again, gone, guidePages, LEGACY, open, PORTAL_LINK, said } from './guide-samples.ts';

/** What others wrote in the samples, and names of Microsoft's. */
const NAMES = ['Fourth Coffee', 'Microsoft 365', 'Dynamics 365', 'E5'];

const english = (model: GuidePageModel): string => guidePage(model, ENGLISH);
const textOf = (page: string): string =>
    page
        .replace(/<(style|script)>.*?<\/\1>/gs, '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ');
const buttonsOf = (page: string): string[] =>
    [...page.matchAll(/<button[^>]*type="submit"[^>]*value="(\w+)"/g)].map(([, value = '']) => value);

describe.each(guidePages)('the guide page, %s', (_which, model) => {
    it('says nothing but what is translated', () => {
        expect(untranslated(guidePage(model, PSEUDO), NAMES)).toEqual([]);
    });

    it('carries the script that its policy allows, or none, and nothing else that is blocked', () => {
        const page = english(model);
        const policy = pageCsp({ copies: page.includes('data-copies') });

        const allowed = /script-src 'sha256-([^']+)'/.exec(policy)?.[1];
        const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = '']) => script);
        expect(scripts.map((script) => createHash('sha256').update(script).digest('base64'))).toEqual(
            allowed === undefined ? [] : [allowed],
        );
        const body = page.replace(/<style>.*?<\/style>/s, '').replace(/<script>.*?<\/script>/s, '');
        expect(body).not.toMatch(/<(script|link|img|iframe|object|base)\b/i);
        expect(body).not.toMatch(/\s(style|on[a-z]+)=/i);
    });

    it('leads to the partner’s contact and to the answers, by their anchors', () => {
        const page = english(model);

        expect(page).toContain('href="mailto:partners@fourthcoffee.example"');
        expect(page).toContain('href="/api/help?lang=en#change-or-remove"');
        expect(page).toContain('href="/api/help?lang=en#unexpected-request"');
    });
});

describe('the guide page', () => {
    it.each(GUIDED_PRODUCTS.filter((id) => id !== 'azure-dpor'))('leads through the admin center for %s', (id) => {
        const page = english({ ...open, product: { ...open.product, id } });

        const words = textOf(page);
        expect(words).toMatch(
            /Billing .*Your products .*Partner information .*314159 .*Add .*I have added the partner/,
        );
        expect(page).toContain(`href="${PORTAL_LINK}" target="_blank" rel="noopener noreferrer"`);
        expect(words).not.toContain('Validate ID');
        expect(words).not.toContain('Enterprise Agreement');
    });

    it('leads to the older field of a subscription, and says what it is', () => {
        const words = textOf(english({ ...open, ...LEGACY }));

        expect(words).toMatch(/3141592 .*Validate ID .*Fourth Coffee .*Save partner .*I have added the partner/);
        expect(words).toMatch(/Enterprise Agreement.*Microsoft Customer Agreement.*does not move along/);
        expect(words).not.toContain('Your products');
    });

    it('says before the buttons that a reseller cannot be removed', () => {
        const page = english(open);

        const caveat = page.indexOf('A reseller through which you bought a product');
        expect(caveat).toBeGreaterThan(0);
        expect(caveat).toBeLessThan(page.indexOf('value="added"'));
    });

    it('speaks of no button that it does not have', () => {
        const words = textOf(english({ ...open, declined: true }));

        expect(textOf(english(open))).toMatch(/itself is that reseller.*you can press Decline/);
        expect(words).toContain('A reseller through which you bought a product');
        expect(words).not.toContain('Decline');
    });

    it.each([
        ['open', open],
        ['asked again', again],
    ])('leads from its beginning to the ID where it is %s', (_state, model) => {
        const page = english(model);

        const [jump, id] = [page.indexOf('href="#way"'), page.indexOf('id="way"')];
        expect(jump).toBeGreaterThan(0);
        expect(jump).toBeLessThan(page.indexOf('<dl'));
        expect(page.slice(id)).toMatch(/^[^>]*>[^<]*<\/h2>\s*<div class="entry">/);
    });

    it('says of the portal’s names that they are in English where the page is not', async () => {
        await loadLanguages();

        expect(textOf(guidePage(open, languageOf('de')))).toContain('Die Namen im Portal stehen hier auf Englisch.');
        expect(textOf(english(open))).not.toContain('in English');
    });

    it('leads to the answers that belong to it, each of which is there', () => {
        const anchorsOf = (model: GuidePageModel): string[] =>
            [...english(model).matchAll(/href="\/api\/help\?lang=en#([^"]*)"/g)].map(([, anchor = '']) => anchor);
        const relationships = [{ kind: 'gdap', href: 'https://admin.example/r', provider: null } as const];
        const help = helpPage(open.partner, ENGLISH);

        const [plain, besides, legacy] = [open, { ...open, relationships }, { ...open, ...LEGACY }].map(anchorsOf);

        expect(besides?.filter((anchor) => plain?.includes(anchor) === false)).toEqual(['relationship-requests']);
        expect(legacy?.filter((anchor) => plain?.includes(anchor) === false)).toEqual(['enterprise-agreement']);
        for (const anchor of [...(plain ?? []), ...(besides ?? []), ...(legacy ?? [])]) {
            expect(help).toContain(`<h2 id="${anchor}">`);
        }
    });

    it('speaks of its own product alone', () => {
        expect(textOf(english(open))).not.toContain('older field');
    });

    it('has the ID in one piece, the button to copy it hidden as long as no script runs', () => {
        const page = english(open);

        expect(page).toContain('<code id="entry">314159</code>');
        expect(page).toMatch(/<button\s[^>]*data-copies="entry"[^>]*\shidden\s*>/);
    });

    it.each<[string, GuidePageModel, string[]]>([
        ['it is open', open, ['added', 'later', 'decline']],
        ['it was declined', { ...open, declined: true }, ['added']],
        ['it is asked again', again, ['added', 'gone', 'later']],
        ['it was said', said, ['gone']],
        ['it was taken back', gone, []],
    ])('has the buttons that fit where %s', (_where, model, buttons) => {
        expect(buttonsOf(english(model))).toEqual(buttons);
    });

    it('tells what was said, when, and that nobody else can see it', () => {
        const words = textOf(english(said));

        expect(words).toMatch(/On 8 November 2026 at 09:00 UTC you told us .*We cannot see it ourselves/);
        expect(words).toContain('After 8 November 2027 at 09:00 UTC you are asked once');
    });

    it.each([
        ['time', 'That was some time ago'],
        ['facts', 'agreement with Microsoft for Azure has changed'],
    ] as const)('asks again and says why: %s', (why, words) => {
        expect(textOf(english({ ...again, why }))).toContain(words);
    });

    it('names the relationships that are asked for behind its own buttons', () => {
        const href = 'https://admin.example/relationship';
        const page = english({ ...open, relationships: [{ kind: 'gdap', href, provider: null }] });

        expect(page.indexOf(href)).toBeGreaterThan(page.indexOf('value="decline"'));
    });

    it('makes no markup of what others write', () => {
        const hostile = `"><script>alert('1')</script>\u202E`;
        const product = { ...open.product, name: hostile, customerName: hostile };
        const partner = { ...open.partner, name: hostile };
        const page = english({ ...open, product, partner, invitedBy: hostile, note: hostile });

        expect(page.match(/<script/g)).toHaveLength(1);
        expect(page).toContain('&lt;script&gt;');
        expect(page.match(/<[^>]*>/g)).toEqual(english(open).match(/<[^>]*>/g));
    });
});

describe('the policy of a page that copies', () => {
    it('lets it run its own script, and nothing else more', () => {
        const policy = pageCsp({ copies: true });

        expect(policy.replace(/script-src 'sha256-[A-Za-z0-9+/]{43}='; /, '')).toBe(PAGE_CSP);
        expect(policy).not.toBe(pageCsp({ isLive: true }));
    });
});
