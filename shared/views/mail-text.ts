import { isolated } from './bidi.ts';
import type { Block, Fact } from './blocks.ts';
import { linesOf } from './one-line.ts';
import { phraseToText } from './phrase-text.ts';
import { chartToText, tableToText } from './report/mail-text.ts';
import type { MailContent } from './mail-content.ts';

const factToText = ({ name, lines }: Fact): string => `${name}: ${lines.map(phraseToText).join('\n    ')}`;

function blockToText(block: Block): string {
    switch (block.kind) {
        case 'heading':
            return `${block.words}\n${'-'.repeat(block.words.length)}`;
        case 'paragraph':
            return phraseToText(block.words);
        case 'list':
            return block.items.map((item) => `- ${phraseToText(item)}`).join('\n');
        case 'facts':
            return block.rows.map(factToText).join('\n');
        case 'callout':
            return block.words.map((words) => `* ${phraseToText(words)}`).join('\n');
        case 'quote':
            return [phraseToText(block.by), ...linesOf(block.text).map((line) => `> ${isolated(line)}`)].join('\n');
        case 'link':
            // Alone on its line, or mail programs take the next word into the link.
            return `${block.label}:\n\n${block.href}`;
        case 'links':
            return block.items
                .map(({ lines, href }) => `- ${lines.map(phraseToText).join('\n  ')}\n\n${href}`)
                .join('\n\n');
        case 'table':
            return tableToText(block);
        case 'chart':
            return chartToText(block);
        case 'code':
            return block.text;
    }
}

/** A mail for those who read plain text: the same words, every link in full. */
export const mailToText = ({ title, blocks, footer, stop }: MailContent): string =>
    [
        phraseToText(title),
        ...blocks.map(blockToText),
        '--',
        phraseToText(footer),
        ...(stop === null ? [] : [phraseToText(stop.words), stop.href]),
    ].join('\n\n') + '\n';
