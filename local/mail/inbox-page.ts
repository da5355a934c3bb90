import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { inboxStyle } from './inbox-style.ts';
import type { Message } from './mailbox.ts';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const REFRESH_SECONDS = 5;

const page = (title: string, body: Html, head: Html | '' = ''): Html =>
    html`<!doctype html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>${title}</title>
                ${head}
                <style>
                    ${raw(inboxStyle)}
                </style>
            </head>
            <body>
                ${body}
            </body>
        </html>`;

const received = (message: Message): Html =>
    html`<time datetime="${message.receivedAt}">${message.receivedAt.replace('T', ' ').slice(0, 19)} UTC</time>`;

const listed = (message: Message): Html =>
    html`<li>
        <a href="/messages/${message.id}"><bdi>${message.subject}</bdi></a>
        <span class="soft">${received(message)}</span>
        <span class="soft">to <bdi>${message.to}</bdi></span>
    </li>`;

/** The list of mails, newest first; it reloads itself. */
export const inboxPage = (messages: readonly Message[]): Html =>
    page(
        `Inbox (${messages.length})`,
        html`<h1>Inbox of the local mail service</h1>
            ${
                messages.length === 0
                    ? html`<p class="soft">
                          No mail yet. What the app sends arrives here and leaves this machine never.
                      </p>`
                    : html`<ol>
                          ${messages.toReversed().map(listed)}
                      </ol>`
            }`,
        html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}" />`,
    );

const fact = (name: string, value: string): Html | '' =>
    value === ''
        ? ''
        : html`<dt>${name}</dt>
              <dd><bdi>${value}</bdi></dd>`;

const attached = ({ id, attachments }: Message): Html | '' =>
    attachments.length === 0
        ? ''
        : html`<dt>Attachments</dt>
              ${attachments.map(
                  (filename, index) =>
                      html`<dd>
                          <a href="/messages/${id}/attachments/${index}"><bdi>${filename}</bdi></a>
                      </dd>`,
              )}`;

// A link of the mail must not replace the frame it stands in.
const framed = (mail: string): string => `<base target="_blank">${mail}`;

/** One mail: who, to whom, its HTML in a frame without scripts, and its plain text. */
export const messagePage = (message: Message): Html =>
    page(
        message.subject,
        html`<p><a href="/">Inbox</a></p>
            <h1><bdi>${message.subject}</bdi></h1>
            <dl>
                ${fact('From', message.fromName === '' ? message.from : `${message.fromName} <${message.from}>`)}
                ${fact('To', message.to)} ${fact('Cc', message.cc)} ${fact('Bcc', message.bcc)}
                ${fact('Reply to', message.replyTo)} ${attached(message)}
                <dt>Received</dt>
                <dd>${received(message)}</dd>
            </dl>
            <div class="parts">
                <section>
                    <h2>HTML</h2>
                    <iframe
                        title="The mail as HTML"
                        sandbox="allow-popups allow-popups-to-escape-sandbox"
                        referrerpolicy="no-referrer"
                        srcdoc="${framed(message.html)}"
                    ></iframe>
                </section>
                <section>
                    <h2>Plain text</h2>
                    <pre dir="auto">${message.text}</pre>
                </section>
            </div>`,
    );

/** Says that there is no such mail. */
export const noMessagePage = (): Html =>
    page(
        'No such mail',
        html`<h1>There is no such mail</h1>
            <p><a href="/">Inbox</a></p>`,
    );
