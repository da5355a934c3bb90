import { html } from 'hono/html';
import type { CommandLines } from '../../domain/ways/command-lines.ts';
import { code } from '../blocks.ts';
import type { Markup } from '../markup.ts';
import { pageBlocks } from '../page-blocks.ts';
import { SHELLS } from '../words/ways/other-ways.ts';

const shell = (name: string, lines: readonly string[]): Markup =>
    html`<h3>${name}</h3>
        ${pageBlocks([code(lines.join('\n'))])}`;

/** The lines for either shell, each in one piece to copy. */
export const linesToHtml = ({ az, powerShell }: CommandLines): Markup =>
    html`${shell(SHELLS.az, az)} ${shell(SHELLS.powerShell, powerShell)}`;

/** What is opened by whoever wants it. */
export const foldedToHtml = (summary: string, inside: Markup): Markup =>
    html`<details>
        <summary>${summary}</summary>
        ${inside}
    </details>`;
