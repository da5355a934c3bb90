import type { Tone } from '../blocks.ts';
import { DARK, LIGHT } from '../palette.ts';
import type { Palette } from '../palette.ts';

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";

/** Inline, because some mail programs drop every stylesheet: a mail is whole without `MAIL_STYLES`. */
export const STYLE = {
    body: `margin:0;padding:0;background-color:${LIGHT.ground}`,
    preview: 'display:none;max-height:0;overflow:hidden;mso-hide:all',
    ground: `background-color:${LIGHT.ground}`,
    margin: 'padding:24px 8px',
    card: `width:100%;max-width:600px;background-color:${LIGHT.card};border:1px solid ${LIGHT.line};border-radius:8px`,
    content: `padding:24px;text-align:left;color:${LIGHT.ink};${FONT};font-size:16px;line-height:24px;word-break:break-word`,
    title: 'margin:0 0 16px;font-size:22px;line-height:29px;font-weight:600',
    heading: 'margin:28px 0 8px;font-size:17px;line-height:24px;font-weight:600',
    paragraph: 'margin:0 0 12px',
    list: 'margin:0 0 12px;padding:0 0 0 20px',
    item: 'margin:0 0 8px',
    facts: 'margin:16px 0;border-collapse:collapse',
    fact: `padding:8px 0;border-bottom:1px solid ${LIGHT.line};word-break:break-word`,
    factName: `color:${LIGHT.quiet};font-size:14px;line-height:20px`,
    calloutTable: 'margin:16px 0;border-collapse:separate',
    callout: (tone: Tone) => {
        const { ink, ground, edge } = LIGHT.bands[tone];
        return `padding:12px 16px;color:${ink};background-color:${ground};border:1px solid ${edge};border-left:6px solid ${edge};border-radius:6px`;
    },
    calloutWords: 'margin:4px 0',
    quoteBy: `margin:16px 0 4px;color:${LIGHT.quiet};font-size:14px`,
    quote: `margin:0 0 16px;padding:0 0 0 14px;border-left:4px solid ${LIGHT.line}`,
    buttonTable: 'margin:24px 0 8px',
    buttonColour: LIGHT.accent,
    buttonCell: `background-color:${LIGHT.accent};border-radius:6px;mso-padding-alt:12px 24px`,
    button: `display:inline-block;padding:12px 24px;color:${LIGHT.onAccent};font-weight:600;text-decoration:none`,
    address: `margin:0 0 16px;color:${LIGHT.quiet};font-size:14px;line-height:20px;word-break:break-all`,
    code: 'margin:0 0 12px;word-break:break-all',
    table: 'margin:12px 0;border-collapse:collapse;font-size:14px;line-height:20px',
    cell: `width:34%;padding:6px 8px 6px 0;border-bottom:1px solid ${LIGHT.line};text-align:left;vertical-align:top;word-break:break-word`,
    number: `padding:6px 0 6px 8px;word-break:normal;border-bottom:1px solid ${LIGHT.line};text-align:right;vertical-align:top`,
    columnName: `color:${LIGHT.quiet};font-weight:400`,
    barWords: 'margin:8px 0 2px;font-size:14px;line-height:20px',
    bar: 'margin:0 0 6px;border-collapse:collapse;table-layout:fixed',
    barPart: (colour: string) => `height:12px;font-size:0;line-height:12px;background-color:${colour}`,
    swatch: (colour: string) =>
        `display:inline-block;width:12px;height:12px;margin-right:6px;vertical-align:middle;font-size:0;line-height:12px;background-color:${colour}`,
    link: `color:${LIGHT.accent}`,
    footer: `margin:28px 0 0;padding:16px 0 0;border-top:1px solid ${LIGHT.line};color:${LIGHT.quiet};font-size:14px;line-height:20px`,
} as const;

const darkBands = Object.entries(DARK.bands)
    .map(
        ([tone, { ink, ground, edge }]) =>
            `.${tone}{color:${ink}!important;background-color:${ground}!important;border-color:${edge}!important}`,
    )
    .join('\n');

/** The colour of a part of a bar, by its tone. */
export const barColour = ({ bands, edge }: Palette, tone: Tone): string =>
    tone === 'neutral' ? edge : bands[tone].edge;

const darkBars = (Object.keys(DARK.bands) as Tone[])
    .map((tone) => `.bar-${tone}{background-color:${barColour(DARK, tone)}!important}`)
    .join('\n');

/** What can only be said in a stylesheet: dark colours where the mail program lets a mail choose them. */
export const MAIL_STYLES = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
.link{color:${LIGHT.accent}}
code{font-family:Consolas,Menlo,monospace;font-size:15px}
@media (prefers-color-scheme:dark){
.ground{background-color:${DARK.ground}!important}
.card{background-color:${DARK.card}!important;border-color:${DARK.line}!important}
.content{color:${DARK.ink}!important}
.quiet{color:${DARK.quiet}!important}
.line{border-color:${DARK.line}!important}
.link{color:${DARK.accent}!important}
.button{background-color:${DARK.accent}!important}
.button-label{color:${DARK.onAccent}!important}
${darkBands}
${darkBars}
}
`;
