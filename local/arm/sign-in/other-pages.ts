import { html } from 'hono/html';
import type { World } from '../state/world.ts';
import type { Reply } from '../wire.ts';
import { pageReply } from './page.ts';

/** What is told on a page and never by a redirect. Entra answers it with 200, as every page. */
export const errorPage = (text: string): Promise<Reply> =>
    pageReply(
        "Sorry, but we're having trouble signing you in",
        html`<p>${text}</p>
            <p class="soft">Close this page, and start again where you came from.</p>`,
    );

/** `AADSTS{code}: {message}` of an error. */
export const problemText = ({ code, message }: { code: number; message: string }): string =>
    `AADSTS${code}: ${message}`;

/** Who can sign in to which tenant. */
export const homePage = ({ document }: World): Promise<Reply> =>
    pageReply(
        'Who can sign in',
        html`<p>An application that asks for a sign-in leads here by itself, and any of these can be picked there.</p>
            ${document.tenants.map(
                ({ tenantId, displayName, users }) =>
                    html`<h2>${displayName}</h2>
                        <p class="soft">${tenantId}</p>
                        <ul>
                            ${users.map(
                                ({ userPrincipalName, homeTenantId }) =>
                                    html`<li>${userPrincipalName}${homeTenantId === undefined ? '' : ' (guest)'}</li>`,
                            )}
                        </ul>`,
            )}`,
    );
