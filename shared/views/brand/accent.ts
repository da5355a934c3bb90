import type { Palette } from '../palette.ts';
import { clampChroma, formatHex, toOklch, wcagContrast } from './colours.ts';

/** WCAG 2.2 AA for text of any size. */
const READABLE = 4.5;
/** Lightness is tried in such steps, from the given one on. */
const STEP = 0.005;

/** Everything that a link or a button may stand on. */
const groundsOf = ({ ground, card, bands }: Palette): string[] => [
    ground,
    card,
    ...Object.values(bands).map((band) => band.ground),
];

const isReadable = (colour: string, { onAccent, ...palette }: Palette): boolean =>
    [...groundsOf({ onAccent, ...palette }), onAccent].every((other) => wcagContrast(colour, other) >= READABLE);

/**
 * The accent that is nearest to a colour and can be read wherever the palette uses it: of the same hue, with its
 * lightness moved no further than needed.
 *
 * @param colour `#rrggbb`
 * @returns `#rrggbb`
 * @throws TypeError where no colour is given, or the palette leaves no lightness for one
 */
export function accentFor(colour: string, palette: Palette): string {
    const given = toOklch(colour);
    if (given === undefined) throw new TypeError('A colour is written as #rrggbb.');
    for (let away = 0; away <= 1; away += STEP) {
        for (const l of [given.l - away, given.l + away]) {
            const tried = formatHex(clampChroma({ ...given, l: Math.min(1, Math.max(0, l)) }, 'oklch', 'rgb'));
            if (isReadable(tried, palette)) return tried;
        }
    }
    throw new TypeError('The palette leaves no room for an accent.');
}
