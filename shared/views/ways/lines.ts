import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import type { CommandLines } from '../../domain/ways/command-lines.ts';
import { code } from '../blocks.ts';
import type { Markup } from '../markup.ts';
import { pageBlocks } from '../page-blocks.ts';
import { phraseToHtml } from '../phrase-html.ts';
import type { Phrase } from '../phrase.ts';
import { SHELLS } from '../words/ways/other-ways.ts';

const shell = (name: Phrase, lines: readonly string[], language: Language): Markup =>
    html`<h3>${phraseToHtml(name, language)}</h3>
        ${pageBlocks([code(lines.join('\n'))], language)}`;

/** The lines for either shell, each in one piece to copy. */
export const linesToHtml = ({ az, powerShell }: CommandLines, language: Language): Markup =>
    html`${shell(SHELLS.az, az, language)} ${shell(SHELLS.powerShell, powerShell, language)}`;

/** What is opened by whoever wants it. */
export const foldedToHtml = (summary: Phrase, inside: Markup, language: Language): Markup =>
    html`<details>
        <summary>${phraseToHtml(summary, language)}</summary>
        ${inside}
    </details>`;
