import { converter, wcagContrast } from 'culori';
import { createHash } from 'node:crypto';
import { brandOf } from '../../../shared/views/brand/brand.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { layout } from '../../../shared/views/layout.ts';
import { constant } from '../../../shared/views/markup.ts';
import { pageCsp } from '../../../shared/views/page-policy.ts';
import { DARK, LIGHT } from '../../../shared/views/palette.ts';
import type { Palette } from '../../../shared/views/palette.ts';
import { say } from '../../../shared/views/phrase.ts';

const LOGO = 'data:image/png;base64,iVBORw0KGgo=';
const toOklch = converter('oklch');

/** Around the circle of hues, and the ends of lightness. */
const COLOURS = ['#e4002b', '#ff8800', '#ffcc00', '#00ff00', '#0b8043', '#00bcd4', '#0b57b0', '#7f00ff', '#ff00aa'];
const GREYS = ['#000000', '#808080', '#ffffff'];

const underLinks = ({ ground, card, bands }: Palette): string[] => [
    ground,
    card,
    ...Object.values(bands).map((band) => band.ground),
];

const page = {
    title: say`A page`,
    body: constant('<p>Words.</p>'),
    partnerName: 'Fourth "<Coffee>"',
    contact: 'a@b.example',
};

describe.each([...COLOURS, ...GREYS])('the looks of a partner whose colour is %s', (colour) => {
    const brand = brandOf({ colour });

    it.each([
        ['light', brand.light],
        ['dark', brand.dark],
    ])('can be read wherever an accent stands, in %s', (_scheme, palette) => {
        for (const ground of underLinks(palette)) {
            expect(wcagContrast(palette.accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
        expect(wcagContrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
    });

    it('can be read in the band of a mail, which is the very colour', () => {
        expect(brand.mail.band.ground).toBe(colour);
        expect(wcagContrast(brand.mail.band.ink, colour)).toBeGreaterThanOrEqual(4.5);
    });
});

describe('the accent', () => {
    const hue = (colour: string): number => toOklch(colour)?.h ?? Number.NaN;

    it.each(COLOURS)('keeps the hue of %s, as near as eight bits a channel allow', (colour) => {
        const { light, dark } = brandOf({ colour });

        for (const { accent } of [light, dark]) {
            const apart = Math.abs(hue(accent) - hue(colour));
            expect(Math.min(apart, 360 - apart)).toBeLessThan(3);
        }
    });

    it('is the given colour where that can be read as it is', () => {
        expect(brandOf({ colour: '#0b57b0' }).light.accent).toBe('#0b57b0');
    });

    it('is ours where the partner has named no colour', () => {
        const { light, dark } = brandOf({});

        expect([light, dark]).toEqual([LIGHT, DARK]);
    });
});

describe('a page in the looks of a partner', () => {
    const brand = brandOf({ colour: '#7f00ff', logo: LOGO });
    const html = layout(page, ENGLISH, brand);

    it('has the stylesheet that its policy allows, and that of no other looks', () => {
        const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
        const hash = `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;

        expect(style).toContain('--accent:#7f00ff');
        expect(pageCsp({}, brand)).toContain(hash);
        expect(pageCsp({}, brandOf({}))).not.toContain(hash);
    });

    it('shows the logo by the name of the partner, in place of the name', () => {
        const header = /<header>(.*?)<\/header>/s.exec(html)?.[1];

        expect(header).toBe(`<img class="logo" src="${LOGO}" alt="Fourth &quot;&lt;Coffee&gt;&quot;" />`);
    });

    it('may show pictures only where there is a logo, and only those that stand in the page', () => {
        expect(pageCsp({}, brand)).toContain('; img-src data:;');
        expect(pageCsp({}, brandOf({ colour: '#7f00ff' }))).not.toContain('img-src');
        expect(layout(page, ENGLISH, brandOf({}))).not.toContain('<img');
    });
});
