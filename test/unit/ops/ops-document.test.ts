import { createHash } from 'node:crypto';
import { brandOf } from '../../../shared/views/brand/brand.ts';
import { constant } from '../../../shared/views/markup.ts';
import { opsCsp } from '../../../shared/views/ops/ops-csp.ts';
import { opsLayout } from '../../../shared/views/ops/ops-layout.ts';
import { say } from '../../../shared/views/phrase.ts';
import { flashOf } from '../../../shared/views/words/ops/flash.ts';
import { frame, opsPages, overview } from './samples.ts';
import { overviewPage } from '../../../shared/views/ops/overview-page.ts';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const inside = (page: string, tag: string): string[] =>
    [...page.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, 'gs'))].map(([, text = '']) => text);

const without = (page: string): string => page.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '');

/** A page without the places that set a text apart by direction. */
const outside = (page: string): string =>
    without(page)
        .replaceAll(/<(bdi|blockquote|textarea|option|title)\b[^>]*>.*?<\/\1>/gs, '')
        .replaceAll(/(value|aria-label)="[^"]*"/g, '');

/** The names of all tags, in their order. */
const tagsOf = (page: string): string[] => [...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([tag]) => tag);

describe.each(opsPages('Contoso'))('the operations page %s', (_name, page) => {
    it('carries the style and the script that the policy allows, and no other', () => {
        const [styles, scripts] = [inside(page, 'style').map(hashOf), inside(page, 'script').map(hashOf)];

        expect(styles).toHaveLength(1);
        expect(styles.filter((hash) => !opsCsp().includes(`style-src ${hash};`))).toEqual([]);
        expect(scripts.filter((hash) => !opsCsp().includes(`script-src ${hash};`))).toEqual([]);
    });

    it('has nothing that the policy would block, and leads nowhere else', () => {
        expect(without(page)).not.toMatch(/<(link|img|iframe|object|base)\b/i);
        expect(without(page)).not.toMatch(/\s(style|on[a-z]+)=/i);
        expect(page).not.toMatch(/@import|url\(|https?:/i);
    });

    it('is a document with language, title, one heading of the first order, landmarks and a way past the menu', () => {
        expect(page).toMatch(/^<!doctype html>\s*<html lang="en" dir="ltr">/i);
        expect(inside(page, 'title')[0]).toMatch(/ · \S/);
        for (const tag of ['h1', 'header', 'main', 'footer']) expect(inside(page, tag)).toHaveLength(1);
        expect(page).toContain('href="#content"');
        expect(page).toMatch(/<main\s+id="content"/);
    });

    it('gives no ID twice', () => {
        const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);

        expect(ids.length).toBe(new Set(ids).size);
    });
});

const HOSTILE: [string, string][] = [
    ['markup', `</td></bdi><script>alert('1')</script><img src=x onerror=alert(1)>" autofocus onfocus="alert(1)`],
    ['200 letters of Arabic', 'مرحبا'.repeat(40)],
    ['emoji', '🦊👩🏽‍💻'.repeat(20)],
];

describe.each(HOSTILE)('names of %s', (_kind, text) => {
    const harmless = new Map(opsPages('x'));

    it.each(opsPages(text))('leave the page %s as it is built', (name, page) => {
        expect(tagsOf(page)).toEqual(tagsOf(harmless.get(name) ?? ''));
    });
});

describe('names that turn the direction', () => {
    it.each(opsPages('safe\u202Eevil\u2069\u2066'))('end where they end, on the page %s', (_name, page) => {
        const told = [...without(page).matchAll(/<bdi>(.*?)<\/bdi>/gs)].map(([, text = '']) => text);

        expect(told.filter((text) => /[\u2066\u2069]/.test(text))).toEqual([]);
        expect(outside(page)).not.toContain('\u202E');
    });
});

describe('who may only look', () => {
    it.each(opsPages('Contoso', { mayAct: false }).filter(([name]) => !/form|preview|result|problem/.test(name)))(
        'sees no button of the page %s that changes anything',
        (name, page) => {
            const asOperator = new Map(opsPages('Contoso')).get(name) ?? '';

            expect(page).not.toMatch(/method="post"|\/api\/ops\/invite-(one|many)/);
            expect(page).toContain('You may look at everything and change nothing.');
            expect(asOperator).not.toContain('You may look at everything and change nothing.');
        },
    );
});

describe('an operations page in the looks of a partner', () => {
    const logo = 'data:image/png;base64,iVBORw0KGgo=';
    const brand = brandOf({ colour: '#7f00ff', logo });
    const blank = { title: say`A page`, section: null, body: constant('<p>Words.</p>') };
    const named = { ...frame, partnerName: 'Fourth "<Coffee>"' };
    const page = opsLayout(blank, named, brand);

    it('has the accent of the partner, and the stylesheet that its policy allows and that of other looks does not', () => {
        const [style = ''] = inside(page, 'style');

        expect(style).toContain(`--accent:${brand.light.accent}`);
        expect(style).toContain(`--accent:${brand.dark.accent}`);
        expect(opsCsp(brand)).toContain(`style-src ${hashOf(style)};`);
        expect(opsCsp()).not.toContain(hashOf(style));
    });

    it('shows the logo by the name of the partner, in place of the name', () => {
        const [header = ''] = inside(page, 'header');

        expect(header).toContain(`<img class="logo" src="${logo}" alt="Fourth &quot;&lt;Coffee&gt;&quot;" />`);
        expect(header).not.toContain('<bdi>Fourth');
        expect(inside(opsLayout(blank, named, brandOf({})), 'header')[0]).not.toContain('<img');
    });

    it('may show pictures only where there is a logo, and only those that stand in the page', () => {
        expect(opsCsp(brand)).toContain('; img-src data:;');
        expect(opsCsp(brandOf({ colour: '#7f00ff' }))).not.toContain('img-src');
    });
});

describe('what an action came to', () => {
    it('is told in our words, by its code', () => {
        const page = overviewPage(overview('x'), [], { ...frame, flash: flashOf('audit-started', null) });

        expect(page).toContain('The audit has started.');
    });

    it.each([
        ['no code of ours', 'Your account is blocked, call 0900'],
        ['a name that every object has', 'constructor'],
        ['a code of the other kind', 'opted-out'],
    ])('is nothing for %s', (_what, code) => {
        expect(flashOf(code, null)).toBeUndefined();
    });
});
