import type { Tone } from './blocks.ts';

export interface Band {
    ink: string;
    ground: string;
    edge: string;
}

export interface Palette {
    /** Behind everything. */
    ground: string;
    /** Behind the text. */
    card: string;
    ink: string;
    /** For what is said beside the point. */
    quiet: string;
    /** Lines that only divide. */
    line: string;
    /** Lines that show where to press. */
    edge: string;
    accent: string;
    onAccent: string;
    bands: Record<Tone, Band>;
}

export const LIGHT: Palette = {
    ground: '#f4f5f7',
    card: '#ffffff',
    ink: '#1b1f24',
    quiet: '#525b69',
    line: '#d5d9e0',
    edge: '#6b7482',
    accent: '#0b57b0',
    onAccent: '#ffffff',
    bands: {
        neutral: { ink: '#123c6e', ground: '#e8f1fc', edge: '#0b57b0' },
        good: { ink: '#0b4f2a', ground: '#e5f4ea', edge: '#1a7a45' },
        caution: { ink: '#5c3a00', ground: '#fdf3df', edge: '#a86a00' },
        bad: { ink: '#7d1616', ground: '#fdeaea', edge: '#b42323' },
    },
};

export const DARK: Palette = {
    ground: '#14171c',
    card: '#1d2128',
    ink: '#e8eaee',
    quiet: '#aab2bf',
    line: '#3a414d',
    edge: '#8b94a3',
    accent: '#8fbcff',
    onAccent: '#0b1a2e',
    bands: {
        neutral: { ink: '#d3e4ff', ground: '#1c2c44', edge: '#8fbcff' },
        good: { ink: '#c9f0d6', ground: '#17301f', edge: '#63c088' },
        caution: { ink: '#fbe3b5', ground: '#37290f', edge: '#dba544' },
        bad: { ink: '#ffd6d6', ground: '#3d1b1d', edge: '#f08a8a' },
    },
};
