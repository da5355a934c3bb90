import type { CSSProperties } from 'react';
import type { Tone } from '../blocks.ts';
import type { Brand } from '../brand/brand.ts';
import type { Palette } from '../palette.ts';

export const FONT = "'Segoe UI',Helvetica,Arial,sans-serif";

/** The colour of a part of a bar, by its tone. */
export const barColour = ({ bands, edge }: Palette, tone: Tone): string =>
    tone === 'neutral' ? edge : bands[tone].edge;

/** Properties that Outlook alone knows. */
const withOutlooks = (style: CSSProperties, outlooks: Record<`mso${string}`, string>): CSSProperties => ({
    ...style,
    ...outlooks,
});

/** The framework writes out each side of a margin, and the short form as well: this is all that a paragraph needs. */
const spaced = (marginTop: string, marginBottom: string): CSSProperties => ({ marginTop, marginBottom });

/**
 * Inline, because some mail programs drop every stylesheet. What a report repeats a hundred times is in the
 * stylesheet alone (`stylesheet.ts`): it can be read without.
 */
export const mailStyle = ({ light, band }: Brand['mail']) =>
    ({
        body: { margin: 0, padding: '24px 8px', backgroundColor: light.ground },
        preview: withOutlooks(
            { display: 'none', overflow: 'hidden', lineHeight: '1px', opacity: 0, maxHeight: 0, maxWidth: 0 },
            { msoHide: 'all' },
        ),
        card: {
            width: '100%',
            maxWidth: '600px',
            backgroundColor: light.card,
            border: `1px solid ${light.line}`,
            borderRadius: '8px',
            borderCollapse: 'separate',
        },
        band: {
            padding: '14px 24px',
            textAlign: 'left',
            fontFamily: FONT,
            fontSize: '16px',
            lineHeight: '24px',
            fontWeight: 600,
            wordBreak: 'break-word',
            color: band.ink,
            backgroundColor: band.ground,
            borderRadius: '7px 7px 0 0',
        },
        content: {
            padding: '24px',
            textAlign: 'left',
            fontFamily: FONT,
            fontSize: '16px',
            lineHeight: '24px',
            wordBreak: 'break-word',
            color: light.ink,
        },
        title: { margin: '0 0 16px', fontSize: '22px', lineHeight: '29px', fontWeight: 600 },
        heading: { margin: '28px 0 8px', fontSize: '17px', lineHeight: '24px', fontWeight: 600 },
        paragraph: { ...spaced('0', '12px'), fontSize: '16px' },
        list: { margin: '0 0 12px', padding: '0 0 0 20px' },
        item: { margin: '0 0 8px' },
        facts: { margin: '16px 0' },
        fact: { padding: '8px 0', borderBottom: `1px solid ${light.line}`, wordBreak: 'break-word' },
        quiet: { color: light.quiet, fontSize: '14px', lineHeight: '20px' },
        callout: (tone: Tone): CSSProperties => {
            const { ink, ground, edge } = light.bands[tone];
            return {
                padding: '12px 16px',
                color: ink,
                backgroundColor: ground,
                border: `1px solid ${edge}`,
                borderLeft: `6px solid ${edge}`,
                borderRadius: '6px',
            };
        },
        calloutWords: { ...spaced('4px', '4px'), fontSize: '16px' },
        quoteBy: { ...spaced('16px', '4px'), color: light.quiet, fontSize: '14px', lineHeight: '20px' },
        quote: { margin: '0 0 16px', padding: '0 0 0 14px', borderLeft: `4px solid ${light.line}` },
        button: {
            margin: '12px 0 12px',
            padding: '14px 24px',
            backgroundColor: light.accent,
            borderRadius: '6px',
            color: light.onAccent,
            fontSize: '16px',
            fontWeight: 600,
        },
        address: {
            ...spaced('0', '16px'),
            color: light.quiet,
            fontSize: '14px',
            // As high as a finger needs, where the address is all that stands in a line.
            lineHeight: '24px',
            wordBreak: 'break-all',
        },
        code: { ...spaced('0', '12px'), fontSize: '16px', wordBreak: 'break-all' },
        legend: { ...spaced('8px', '8px'), color: light.quiet, fontSize: '14px', lineHeight: '20px' },
        swatch: (tone: Tone): CSSProperties => ({ color: barColour(light, tone) }),
        barWords: { ...spaced('8px', '2px'), fontSize: '14px', lineHeight: '20px' },
        bar: { tableLayout: 'fixed' },
        barPart: (tone: Tone): CSSProperties => ({
            fontSize: 0,
            lineHeight: '12px',
            backgroundColor: barColour(light, tone),
        }),
        /** What the framework would say of every link is in the stylesheet. */
        plain: { color: undefined, textDecorationLine: undefined },
        link: { color: light.accent, textDecorationLine: 'underline' },
        rule: { margin: '28px 0 0', borderTop: `1px solid ${light.line}` },
        footer: { ...spaced('16px', '0'), color: light.quiet, fontSize: '14px', lineHeight: '20px' },
    }) as const;

export type MailStyle = ReturnType<typeof mailStyle>;
