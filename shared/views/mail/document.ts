import { Body, Column, Container, Head, Heading, Hr, Html, Preview, Text } from '@react-email/components';
import { createElement } from 'react';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { withoutLooseMarks } from '../bidi.ts';
import { worn } from '../brand/worn.ts';
import type { Language } from '../languages/language.ts';
import { foreign, say } from '../phrase.ts';
import { phraseToText } from '../phrase-text.ts';
import { blockNode } from './block.ts';
import type { FooterLink, MailContent } from './content.ts';
import { addressNode, smallLinkNode } from './links.ts';
import type { Look } from './look.ts';
import { phraseNode } from './phrase-node.ts';
import { rowNode } from './row.ts';
import { mailStyle } from './styles.ts';
import { stylesheets } from './stylesheet.ts';

/** Mail programs show no more characters; the framework would cut there itself, through a character perhaps. */
const MOST_PREVIEWED = 149;

const previewText = ({ preview }: MailContent, language: Language): string =>
    withoutLooseMarks(phraseToText(preview, language).slice(0, MOST_PREVIEWED).toWellFormed());

const meta = (name: string, content: string): ReactNode => createElement('meta', { name, content });

const headNode = (content: MailContent, look: Look): ReactNode =>
    createElement(
        Head,
        null,
        meta('viewport', 'width=device-width, initial-scale=1'),
        meta('color-scheme', 'light dark'),
        meta('supported-color-schemes', 'light dark'),
        meta('format-detection', 'telephone=no,date=no,address=no,email=no,url=no'),
        createElement('title', null, phraseToText(content.title, look.language)),
        ...stylesheets(worn().mail).map((css) => createElement('style', { dangerouslySetInnerHTML: { __html: css } })),
    );

const footerLinkNodes = (link: FooterLink | null, look: Look): ReactNode[] =>
    link === null
        ? []
        : [
              createElement(
                  Text,
                  { className: 'quiet', style: look.style.footer },
                  phraseNode(link.words, look),
                  ' ',
                  smallLinkNode(link.label, link.href, look),
              ),
              addressNode(link.href, look),
          ];

const contentNode = ({ title, blocks, footer, help, stop }: MailContent, look: Look): ReactNode =>
    rowNode(
        {},
        createElement(
            Column,
            { className: 'content', style: look.style.content },
            createElement(Heading, { as: 'h1', style: look.style.title }, phraseNode(title, look)),
            ...blocks.map((each) => blockNode(each, look)),
            createElement(Hr, { className: 'line', style: look.style.rule }),
            createElement(Text, { className: 'quiet', style: look.style.footer }, phraseNode(footer, look)),
            ...footerLinkNodes(help, look),
            ...footerLinkNodes(stop, look),
        ),
    );

const bandNode = ({ from }: MailContent, look: Look): ReactNode =>
    rowNode(
        {},
        createElement(Column, { className: 'band', style: look.style.band }, phraseNode(say`${foreign(from)}`, look)),
    );

/**
 * One column, whole without a stylesheet, no picture and nothing else to load. Language and landmark stand once more
 * inside: webmail throws the document around it away.
 */
const documentNode = (content: MailContent, look: Look): ReactNode => {
    const { style, language } = look;
    const spoken = { lang: language.tag, dir: 'ltr' } as const;
    return createElement(
        Html,
        spoken,
        headNode(content, look),
        createElement(
            Body,
            { className: 'ground', style: style.body },
            createElement(Preview, { style: style.preview, children: previewText(content, language) }),
            createElement(
                'div',
                { role: 'main', ...spoken },
                createElement(
                    Container,
                    { className: 'card', width: 600, style: style.card },
                    bandNode(content, look),
                    contentNode(content, look),
                ),
            ),
        ),
    );
};

/** A mail as HTML for Outlook, Gmail and Apple Mail. */
export const mailToHtml = (content: MailContent, language: Language): string =>
    `<!doctype html>${renderToStaticMarkup(documentNode(content, { language, style: mailStyle(worn().mail) }))}\n`;
