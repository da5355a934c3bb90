import { Button, Link, Text } from '@react-email/components';
import { createElement, Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Block, Label } from '../blocks.ts';
import { labelNode, linesNode, phraseNode } from './phrase-node.ts';
import type { Look } from './look.ts';

const linkNode = (words: ReactNode, href: string, { style }: Look): ReactNode =>
    createElement(Link, { className: 'link', href, style: style.link }, words);

/** The whole address to read: who distrusts a button wants to see where it leads. */
export const addressNode = (href: string, look: Look): ReactNode =>
    createElement(Text, { className: 'quiet', style: look.style.address }, linkNode(href, href, look));

/** A button, and its address. */
export const buttonNode = (label: Label, href: string, look: Look): ReactNode =>
    createElement(
        Fragment,
        null,
        createElement(Button, { className: 'button', href, style: look.style.button }, labelNode(label, look)),
        addressNode(href, look),
    );

/** Several, each below what it leads to. */
export const linksNode = ({ items }: Extract<Block, { kind: 'links' }>, look: Look): ReactNode =>
    createElement(
        'ul',
        { style: look.style.list },
        ...items.map(({ lines, label, href }) =>
            createElement(
                'li',
                { style: look.style.item },
                linesNode([
                    ...lines.map((line) => phraseNode(line, look)),
                    linkNode(labelNode(label, look), href, look),
                ]),
                addressNode(href, look),
            ),
        ),
    );

/** In the middle of small print. */
export const smallLinkNode = (label: Label, href: string, look: Look): ReactNode =>
    linkNode(labelNode(label, look), href, look);
