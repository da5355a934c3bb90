import { html } from 'hono/html';
import { constant } from './markup.ts';
import type { Markup } from './markup.ts';

/**
 * The head of any page: for people alone, of any width, in light and dark.
 *
 * @param title plain text
 * @param styles the one stylesheet of the page
 */
export const documentHead = (title: string, styles: string): Markup =>
    html`<head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${
            // One piece, because the hash in the policy is over every character between the tags.
            constant(`<style>${styles}</style>`)
        }
    </head>`;
