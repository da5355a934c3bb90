import { DARK, LIGHT } from '../../../shared/views/palette.ts';
import type { Palette } from '../../../shared/views/palette.ts';

const channel = (hex: string): number => {
    const share = Number.parseInt(hex, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = (colour: string): number =>
    0.2126 * channel(colour.slice(1, 3)) + 0.7152 * channel(colour.slice(3, 5)) + 0.0722 * channel(colour.slice(5, 7));

/** WCAG 2.2, "contrast ratio". */
const contrast = (one: string, other: string): number => {
    const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
};

const texts = (palette: Palette): [string, string, string][] => [
    ['ink on card', palette.ink, palette.card],
    ['quiet on card', palette.quiet, palette.card],
    ['quiet on ground', palette.quiet, palette.ground],
    ['links on card', palette.accent, palette.card],
    ['links on ground', palette.accent, palette.ground],
    ['the chief button', palette.onAccent, palette.accent],
    ...Object.entries(palette.bands).map(([tone, band]): [string, string, string] => [tone, band.ink, band.ground]),
];

const shapes = (palette: Palette): [string, string, string][] => [
    ['the edge of a button', palette.edge, palette.card],
    ['the chief button', palette.accent, palette.card],
    ...Object.entries(palette.bands).map(([tone, band]): [string, string, string] => [tone, band.edge, palette.card]),
];

describe.each([
    ['light', LIGHT],
    ['dark', DARK],
])('the %s palette', (_name, palette) => {
    it.each(texts(palette))('reads well: %s', (_what, ink, ground) => {
        expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    });

    it.each(shapes(palette))('shows %s', (_what, edge, ground) => {
        expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
    });

    it('is measured as WCAG measures', () => {
        expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
        expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    });
});
