import { html } from 'hono/html';
import type { SampleTenant } from '../state/document.ts';
import type { Reply } from '../wire.ts';
import { APP_NAME } from './application.ts';
import { pageReply, tripFields, type Html, type PageTrip } from './page.ts';

type SampleUser = SampleTenant['users'][number];

const nameField = (label: string): Html =>
    html`<label for="name">${label}</label>
        <input type="text" id="name" name="name" autocomplete="username" inputmode="email" spellcheck="false" />`;

// The button is named by the account alone; who that is stands beside it as its description.
const accountButton = ({ objectId, userPrincipalName, displayName, homeTenantId }: SampleUser): Html =>
    html`<li>
        <button class="account" name="account" value="${objectId}" aria-describedby="about-${objectId}">
            ${userPrincipalName}
        </button>
        <span class="soft" id="about-${objectId}">${displayName}${homeTenantId === undefined ? '' : ', guest'}</span>
    </li>`;

const cancelButton = (reason: string): Html => html`<button name="cancel" value="${reason}">Cancel</button>`;

const purpose = ({ kind }: PageTrip, tenantName: string): Html =>
    kind === 'authorize'
        ? html`<p>to continue to <strong>${APP_NAME}</strong>, in the directory ${tenantName}</p>`
        : html`<p>
              as an administrator of ${tenantName}, to decide about <strong>${APP_NAME}</strong>. Here any user of the
              directory may play its administrator.
          </p>`;

/** The accounts of a tenant, guests included, one button each; and a field for any other. */
export const pickerPage = (trip: PageTrip, tenant: SampleTenant): Promise<Reply> =>
    pageReply(
        'Pick an account',
        html`${purpose(trip, tenant.displayName)}
            <form method="post" action="/${trip.tenantId}/login">
                ${tripFields(trip)}
                <ul>
                    ${tenant.users.map(accountButton)}
                </ul>
            </form>
            <form method="post" action="/${trip.tenantId}/login">
                ${tripFields(trip)} ${nameField('Another account, such as someone@example.com')}
                <button>Use another account</button>
            </form>
            <form method="post" action="/${trip.tenantId}/login">
                ${tripFields(trip)}
                <div class="choices">${cancelButton('sign-in')}</div>
            </form>`,
    );

/** Asks for the name of an account. */
export const otherAccountPage = (trip: PageTrip): Promise<Reply> =>
    pageReply(
        'Sign in',
        html`<form method="post" action="/${trip.tenantId}/login">
                ${tripFields(trip)} ${nameField('Account, such as someone@example.com')}
                <div class="choices"><button class="main">Next</button></div>
            </form>
            <form method="post" action="/${trip.tenantId}/login">
                ${tripFields(trip)}
                <div class="choices">${cancelButton('sign-in')}</div>
            </form>`,
    );

/**
 * Says that an account is not of this tenant.
 *
 * @param account as it was typed
 * @param problem `AADSTS50020: …`
 */
export const unknownAccountPage = (trip: PageTrip, account: string, problem: string): Promise<Reply> =>
    pageReply(
        'This account cannot sign in here',
        html`<p>${problem}</p>
            <form method="post" action="/${trip.tenantId}/login">
                ${tripFields(trip)}
                <button>Use another account</button>
            </form>
            <form method="post" action="/${trip.tenantId}/login">
                ${tripFields(trip)}
                <input type="hidden" name="name" value="${account}" />
                <div class="choices">${cancelButton('unknown-account')}</div>
            </form>`,
    );
