import { DARK, LIGHT } from '../palette.ts';
import type { Palette } from '../palette.ts';
import { accentFor } from './accent.ts';
import { wcagContrast } from './colours.ts';

/** What the partner gives of its looks. */
export interface BrandSettings {
    /** `#rrggbb`. */
    readonly colour?: string | undefined;
    /** A PNG or WebP as `data:` address. */
    readonly logo?: string | undefined;
}

/** A band in the partner's colour, and what is written on it; both `#rrggbb`. */
export interface BandColours {
    readonly ground: string;
    readonly ink: string;
}

/** How pages and mails look for this partner. Everything in it is legible: contrasts are at least WCAG 2.2 AA. */
export interface Brand {
    /** The palettes with the partner's accent for links and buttons. */
    readonly light: Palette;
    readonly dark: Palette;
    /** A `data:` address; undefined where the name alone stands in the head of a page. */
    readonly logo: string | undefined;
    /** For mails: the band with the partner's name, the same in light and dark; and the accents for both. */
    readonly mail: { readonly band: BandColours; readonly light: Palette; readonly dark: Palette };
}

const inkOn = (ground: string): string =>
    wcagContrast(ground, '#ffffff') >= wcagContrast(ground, '#000000') ? '#ffffff' : '#000000';

/** The band is in the very colour of the partner: black or white can always be read on it. */
const bandOf = (colour: string): BandColours => ({ ground: colour, ink: inkOn(colour) });

/**
 * The looks of a partner.
 *
 * @throws TypeError for a colour that is none
 */
export function brandOf({ colour, logo }: BrandSettings): Brand {
    const light = colour === undefined ? LIGHT : { ...LIGHT, accent: accentFor(colour, LIGHT) };
    const dark = colour === undefined ? DARK : { ...DARK, accent: accentFor(colour, DARK) };
    return { light, dark, logo, mail: { band: bandOf(colour ?? light.accent), light, dark } };
}

/** Of a partner that has said nothing of its looks. */
export const PLAIN = brandOf({});
