import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Reply } from '../wire.ts';
import { pageStyle } from './page-style.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Which request a page belongs to. */
export interface PageTrip {
    tenantId: string;
    kind: 'authorize' | 'adminconsent';
    /** The query of the request. */
    request: string;
}

/** What every form of a page carries. */
export const tripFields = ({ kind, request }: PageTrip): Html =>
    html`<input type="hidden" name="kind" value="${kind}" /><input type="hidden" name="request" value="${request}" />`;

// `form-action` is left out: a browser holds it against the redirect back to the application, too.
const HEADERS = {
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'same-origin',
};

/** A page as an answer. */
export const pageReply = async (title: string, body: Html): Promise<Reply> => ({
    status: 200,
    headers: HEADERS,
    html: String(
        await html`<!doctype html>
            <html lang="en">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <title>${title}</title>
                    <style>
                        ${raw(pageStyle)}
                    </style>
                </head>
                <body>
                    <main>
                        <p class="where">Entra ID of the local cloud: no real accounts, no passwords</p>
                        <h1>${title}</h1>
                        ${body}
                    </main>
                </body>
            </html>`,
    ),
});
