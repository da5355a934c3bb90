import { Column, Heading, Section, Text } from '@react-email/components';
import { createElement, Fragment } from 'react';
import type { ReactNode } from 'react';
import { withoutLooseIsolates } from '../bidi.ts';
import type { Block, Fact } from '../blocks.ts';
import { linesOf } from '../one-line.ts';
import { chartNode } from './chart.ts';
import { buttonNode, linksNode } from './links.ts';
import type { Look } from './look.ts';
import { linesNode, phraseNode } from './phrase-node.ts';
import { rowNode } from './row.ts';
import { tableNode } from './table.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

const factNode = ({ name, lines }: Fact, look: Look): ReactNode =>
    rowNode(
        {},
        createElement(
            Column,
            { className: 'line', style: look.style.fact },
            linesNode([
                createElement('span', { className: 'quiet', style: look.style.quiet }, phraseNode(name, look)),
                ...lines.map((line) => phraseNode(line, look)),
            ]),
        ),
    );

const listNode = ({ items }: Of<'list'>, look: Look): ReactNode =>
    createElement(
        'ul',
        { style: look.style.list },
        ...items.map((item) => createElement('li', { style: look.style.item }, phraseNode(item, look))),
    );

/** Outlook gives space to the cells of a table alone. */
const calloutNode = ({ tone, words }: Of<'callout'>, look: Look): ReactNode =>
    rowNode(
        { style: look.style.facts },
        createElement(
            Column,
            { className: tone, style: look.style.callout(tone) },
            ...words.map((each) => createElement(Text, { style: look.style.calloutWords }, phraseNode(each, look))),
        ),
    );

const quoteNode = ({ by, text }: Of<'quote'>, look: Look): ReactNode =>
    createElement(
        Fragment,
        null,
        createElement(Text, { className: 'quiet', style: look.style.quoteBy }, phraseNode(by, look)),
        createElement(
            'blockquote',
            { className: 'line', dir: 'auto', style: look.style.quote },
            linesNode(linesOf(text).map((line) => createElement('bdi', null, withoutLooseIsolates(line)))),
        ),
    );

/** A block as it stands in a mail. */
export function blockNode(block: Block, look: Look): ReactNode {
    const { style } = look;
    switch (block.kind) {
        case 'heading':
            return createElement(Heading, { as: 'h2', style: style.heading }, phraseNode(block.words, look));
        case 'paragraph':
            return createElement(Text, { style: style.paragraph }, phraseNode(block.words, look));
        case 'list':
            return listNode(block, look);
        case 'facts':
            return createElement(Section, { style: style.facts }, ...block.rows.map((each) => factNode(each, look)));
        case 'callout':
            return calloutNode(block, look);
        case 'quote':
            return quoteNode(block, look);
        case 'link':
            return buttonNode(block.label, block.href, look);
        case 'links':
            return linksNode(block, look);
        case 'table':
            return tableNode(block, look);
        case 'chart':
            return chartNode(block, look);
        case 'code':
            return createElement(Text, { style: style.code }, createElement('code', null, block.text));
    }
}
