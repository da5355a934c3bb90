import { raw } from 'hono/html';
import type { html } from 'hono/html';

/** A piece of HTML, escaped already. */
export type Markup = ReturnType<typeof html>;

/** Constant text of ours as HTML that needs no escaping. */
export const constant = (text: string): Markup => raw(text);

/**
 * The finished text.
 *
 * @throws TypeError where a promise got into the template, which would print as `[object Promise]`
 */
export function rendered(markup: Markup): string {
    if (markup instanceof Promise) throw new TypeError('A page is made from values, not from promises.');
    return markup.toString();
}
