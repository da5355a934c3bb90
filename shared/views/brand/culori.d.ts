/** The part of culori that is used here: it brings no types of its own. */
declare module 'culori' {
    export interface Oklch {
        mode: 'oklch';
        /** Lightness, 0 to 1. */
        l: number;
        /** Chroma, from 0. */
        c: number;
        /** Hue in degrees; greys have none. */
        h?: number;
    }
    export interface Rgb {
        mode: 'rgb';
        r: number;
        g: number;
        b: number;
    }
    export function converter(mode: 'oklch'): (colour: string) => Oklch | undefined;
    /** Lessens the chroma as far as the colour space demands. */
    export function toGamut(space: 'rgb', mode: 'oklch'): (colour: Oklch) => Rgb;
    export function formatHex(colour: Rgb | Oklch): string;
    /** 1 to 21. */
    export function wcagContrast(one: string, other: string): number;
}
