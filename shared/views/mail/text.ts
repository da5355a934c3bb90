import type { Language } from '../languages/language.ts';
import { isolated } from '../bidi.ts';
import type { Block, Fact } from '../blocks.ts';
import { linesOf } from '../one-line.ts';
import { phraseToText } from '../phrase-text.ts';
import { chartToText, tableToText } from './table-text.ts';
import type { MailContent } from './content.ts';

const factToText = ({ name, lines }: Fact, language: Language): string =>
    `${phraseToText(name, language)}: ${lines.map((each) => phraseToText(each, language)).join('\n    ')}`;

const underlined = (words: string): string => `${words}\n${'-'.repeat(words.length)}`;

function blockToText(block: Block, language: Language): string {
    switch (block.kind) {
        case 'heading':
            return underlined(phraseToText(block.words, language));
        case 'paragraph':
            return phraseToText(block.words, language);
        case 'list':
            return block.items.map((item) => `- ${phraseToText(item, language)}`).join('\n');
        case 'facts':
            return block.rows.map((each) => factToText(each, language)).join('\n');
        case 'callout':
            return block.words.map((words) => `* ${phraseToText(words, language)}`).join('\n');
        case 'quote':
            return [phraseToText(block.by, language), ...linesOf(block.text).map((line) => `> ${isolated(line)}`)].join(
                '\n',
            );
        case 'link':
            // Alone on its line, or mail programs take the next word into the link.
            return `${phraseToText(block.label, language)}:\n\n${block.href}`;
        case 'links':
            return block.items
                .map(
                    ({ lines, href }) =>
                        `- ${lines.map((each) => phraseToText(each, language)).join('\n  ')}\n\n${href}`,
                )
                .join('\n\n');
        case 'table':
            return tableToText(block, language);
        case 'chart':
            return chartToText(block, language);
        case 'code':
            return block.text;
    }
}

/** Blocks apart by an empty line. */
export const blocksToText = (blocks: readonly Block[], language: Language): string =>
    blocks.map((each) => blockToText(each, language)).join('\n\n');

/** A mail for those who read plain text: the same words, every link in full. */
export const mailToText = ({ title, blocks, footer, help, stop }: MailContent, language: Language): string =>
    [
        phraseToText(title, language),
        ...blocks.map((each) => blockToText(each, language)),
        '--',
        phraseToText(footer, language),
        ...[help, stop].flatMap((link) => (link === null ? [] : [phraseToText(link.words, language), link.href])),
    ].join('\n\n') + '\n';
