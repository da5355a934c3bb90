import type { Tone } from '../blocks.ts';
import type { Brand } from '../brand/brand.ts';
import type { Palette } from '../palette.ts';
import { barColour, FONT } from './styles.ts';

const TONES: readonly Tone[] = ['neutral', 'good', 'caution', 'bad'];

/** For every mail program that takes a stylesheet: type in nested tables (Outlook), and what reports repeat. */
const always = ({ line, quiet, accent }: Palette): string => `
:root{color-scheme:light dark;supported-color-schemes:light dark}
td,p,h1,h2,li,th{font-family:${FONT}}
code{font-family:Consolas,Menlo,monospace;font-size:15px}
.link{color:${accent}}
.rows{margin:12px 0;padding:0;list-style:none;font-size:14px;line-height:20px}
.rows li{margin:0;padding:8px 0;border-bottom:1px solid ${line}}
.rows span{color:${quiet}}
.numbers{margin:12px 0;border-collapse:collapse;font-size:14px;line-height:20px}
.numbers td,.numbers th{padding:6px 0 6px 8px;border-bottom:1px solid ${line};text-align:right;vertical-align:top;word-break:normal}
.numbers th{color:${quiet};font-weight:400}
.numbers .words{width:34%;padding:6px 8px 6px 0;text-align:left;word-break:break-word}
@media (max-width:420px){.content{padding:16px!important}.band{padding:12px 16px!important}.numbers{font-size:12px}.numbers td,.numbers th{padding-left:4px}}
`;

/** Where the mail program lets a mail choose its dark colours; the others turn the light ones over by themselves. */
const inTheDark = (dark: Palette): string => `
@media (prefers-color-scheme:dark){
.ground,.ground>table>tbody>tr>td{background-color:${dark.ground}!important}
.card{background-color:${dark.card}!important;border-color:${dark.line}!important}
.content{color:${dark.ink}!important}
.quiet,.rows span,.numbers th{color:${dark.quiet}!important}
.line,.rows li,.numbers td,.numbers th{border-color:${dark.line}!important}
.link{color:${dark.accent}!important}
.button{color:${dark.onAccent}!important;background-color:${dark.accent}!important}
${TONES.map((tone) => {
    const { ink, ground, edge } = dark.bands[tone];
    return `.${tone}{color:${ink}!important;background-color:${ground}!important;border-color:${edge}!important}
.bar-${tone}{background-color:${barColour(dark, tone)}!important}
.swatch-${tone}{color:${barColour(dark, tone)}!important}`;
}).join('\n')}
}
`;

/** Two, because a program that stumbles over the second keeps the first. */
export const stylesheets = ({ light, dark }: Brand['mail']): readonly [string, string] => [
    always(light),
    inTheDark(dark),
];
