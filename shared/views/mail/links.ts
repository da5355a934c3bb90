import { Button, Link, Text } from '@react-email/components';
import { createElement, Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Block } from '../blocks.ts';
import type { Phrase } from '../phrase.ts';
import { linesNode, phraseNode } from './phrase-node.ts';
import type { Look } from './look.ts';

const linkNode = (words: ReactNode, href: string, { style }: Look): ReactNode =>
    createElement(Link, { className: 'link', href, style: style.link }, words);

/** The whole address to read: who distrusts a button wants to see where it leads. */
export const addressNode = (href: string, look: Look): ReactNode =>
    createElement(Text, { className: 'quiet', style: look.style.address }, linkNode(href, href, look));

/** A button, and its address. */
export const buttonNode = (label: Phrase, href: string, look: Look): ReactNode =>
    createElement(
        Fragment,
        null,
        createElement(Button, { className: 'button', href, style: look.style.button }, phraseNode(label, look)),
        addressNode(href, look),
    );

/** Several, each below what it leads to. Fifty whole addresses would make a mail that is cut off: its text has them. */
export const linksNode = ({ items }: Extract<Block, { kind: 'links' }>, look: Look): ReactNode =>
    createElement(
        'ul',
        { className: 'rows' },
        ...items.map(({ lines, label, href }) =>
            createElement(
                'li',
                null,
                linesNode([
                    ...lines.map((line) => phraseNode(line, look)),
                    createElement(Link, { className: 'link', href, style: look.style.plain }, phraseNode(label, look)),
                ]),
            ),
        ),
    );

/** In the middle of small print. */
export const smallLinkNode = (label: Phrase, href: string, look: Look): ReactNode =>
    linkNode(phraseNode(label, look), href, look);
