import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { withoutLooseIsolates } from '../bidi.ts';
import type { Block, Fact, Label } from '../blocks.ts';
import type { MailContent, StopLink } from './content.ts';
import { MAIL_STYLES, STYLE } from './styles.ts';
import { constant, rendered } from '../markup.ts';
import type { Markup } from '../markup.ts';
import { linesOf } from '../one-line.ts';
import { labelToHtml, phraseToHtml } from '../phrase-html.ts';
import { phraseToText } from '../phrase-text.ts';
import type { Phrase } from '../phrase.ts';
import { chartToMail } from './chart.ts';
import { tableToMail } from './table.ts';

const paragraphToHtml = (words: Phrase, language: Language): Markup =>
    html`<p style="${STYLE.paragraph}">${phraseToHtml(words, language)}</p>`;

const factToHtml = ({ name, lines }: Fact, language: Language): Markup =>
    html`<tr>
        <td class="line" style="${STYLE.fact}">
            <span class="quiet" style="${STYLE.factName}">${labelToHtml(name, language)}</span><br />
            ${lines.map((line, index) => [index === 0 ? '' : html`<br />`, phraseToHtml(line, language)])}
        </td>
    </tr>`;

/** Outlook gives a link no padding: the cell around it carries colour and shape. */
const linkToHtml = (label: Label, href: string, language: Language): Markup =>
    html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="${STYLE.buttonTable}">
            <tr>
                <td class="button" bgcolor="${STYLE.buttonColour}" style="${STYLE.buttonCell}">
                    <a class="button-label" href="${href}" style="${STYLE.button}">${labelToHtml(label, language)}</a>
                </td>
            </tr>
        </table>
        <p class="quiet" style="${STYLE.address}"><a class="link" href="${href}" style="${STYLE.link}">${href}</a></p>`;

function blockToHtml(block: Block, language: Language): Markup {
    switch (block.kind) {
        case 'heading':
            return html`<h2 style="${STYLE.heading}">${labelToHtml(block.words, language)}</h2>`;
        case 'paragraph':
            return paragraphToHtml(block.words, language);
        case 'list':
            return html`<ul style="${STYLE.list}">
                ${block.items.map((item) => html`<li style="${STYLE.item}">${phraseToHtml(item, language)}</li>`)}
            </ul>`;
        case 'facts':
            return html`<table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border="0"
                style="${STYLE.facts}"
            >
                ${block.rows.map((each) => factToHtml(each, language))}
            </table>`;
        case 'callout':
            return html`<table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border="0"
                style="${STYLE.calloutTable}"
            >
                <tr>
                    <td class="${block.tone}" style="${STYLE.callout(block.tone)}">
                        ${block.words.map((words) => html`<p style="${STYLE.calloutWords}">${phraseToHtml(words, language)}</p>`)}
                    </td>
                </tr>
            </table>`;
        case 'quote':
            return html`<p class="quiet" style="${STYLE.quoteBy}">${phraseToHtml(block.by, language)}</p>
                <blockquote dir="auto" class="line" style="${STYLE.quote}">
                    ${linesOf(block.text).map((line, index) => [
                        index === 0 ? '' : html`<br />`,
                        html`<bdi>${withoutLooseIsolates(line)}</bdi>`,
                    ])}
                </blockquote>`;
        case 'link':
            return linkToHtml(block.label, block.href, language);
        case 'links':
            return html`<ul style="${STYLE.list}">
                ${block.items.map(
                    ({ lines, label, href }) =>
                        html`<li style="${STYLE.item}">
                            ${lines.map((line) => html`${phraseToHtml(line, language)}<br />`)}
                            <a class="link" href="${href}" style="${STYLE.link}">${labelToHtml(label, language)}</a>
                        </li>`,
                )}
            </ul>`;
        case 'table':
            return tableToMail(block, language);
        case 'chart':
            return chartToMail(block, language);
        case 'code':
            return html`<p style="${STYLE.code}"><code>${block.text}</code></p>`;
    }
}

const stopToHtml = (stop: StopLink | null, language: Language): Markup | '' =>
    stop === null
        ? ''
        : html`<br />${phraseToHtml(stop.words, language)}
              <a class="link" href="${stop.href}" style="${STYLE.link}">${labelToHtml(stop.label, language)}</a>`;

const styles = constant(`<style>${MAIL_STYLES}</style>`);

/** A mail as HTML for Outlook, Gmail and Apple Mail: one column of tables, styles inline, no images. */
export const mailToHtml = ({ title, preview, blocks, footer, stop }: MailContent, language: Language): string =>
    rendered(
        html`<!doctype html>
            <html lang="${language.tag}" dir="ltr">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="supported-color-schemes" content="light dark" />
                    <meta name="format-detection" content="telephone=no" />
                    <meta name="x-apple-disable-message-reformatting" />
                    <title>${phraseToText(title, language)}</title>
                    ${styles}
                </head>
                <body class="ground" style="${STYLE.body}">
                    <div style="${STYLE.preview}">${phraseToHtml(preview, language)}</div>
                    <table
                        role="presentation"
                        class="ground"
                        width="100%"
                        cellpadding="0"
                        cellspacing="0"
                        border="0"
                        style="${STYLE.ground}"
                    >
                        <tr>
                            <td align="center" style="${STYLE.margin}">
                                <table
                                    role="presentation"
                                    class="card"
                                    width="600"
                                    cellpadding="0"
                                    cellspacing="0"
                                    border="0"
                                    style="${STYLE.card}"
                                >
                                    <tr>
                                        <td class="content" style="${STYLE.content}">
                                            <h1 style="${STYLE.title}">${phraseToHtml(title, language)}</h1>
                                            ${blocks.map((each) => blockToHtml(each, language))}
                                            <p class="quiet line" style="${STYLE.footer}">
                                                ${phraseToHtml(footer, language)} ${stopToHtml(stop, language)}
                                            </p>
                                        </td>
                                    </tr>
                                </table>
                            </td>
                        </tr>
                    </table>
                </body>
            </html> `,
    );
