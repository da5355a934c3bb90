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
    export function converter(mode: 'oklch'): (colour: string) => Oklch | undefined;
    /** Lessens the chroma alone, as far as the colour space demands. */
    export function clampChroma(colour: Oklch, mode: 'oklch', space: 'rgb'): Oklch;
    export function formatHex(colour: Oklch): string;
    /** 1 to 21. */
    export function wcagContrast(one: string, other: string): number;
}
