import { html } from 'hono/html';
import type { Reply } from '../wire.ts';
import { APP_NAME } from './application.ts';
import { pageReply, tripFields, type Html, type PageTrip } from './page.ts';

/** What a consent page is about. */
export interface ConsentAsked {
    /** Object ID and name of the person. */
    account: string;
    userPrincipalName: string;
    /** What the application is from: the tenant where it is registered. */
    publisher: string;
    tenantName: string;
}

const about = ({ publisher, userPrincipalName }: ConsentAsked): Html =>
    html`<p class="soft">${userPrincipalName}</p>
        <dl>
            <dt>Application</dt>
            <dd>
                <strong>${APP_NAME}</strong>
            </dd>
            <dt>Publisher</dt>
            <dd>${publisher} (unverified)</dd>
        </dl>
        <h2>This application would like to:</h2>
        <ul>
            <li class="permission">Access Azure Resource Manager as you</li>
            <li class="permission">Sign you in and read your profile</li>
        </ul>`;

/** Asks for consent: a person for itself, an administrator for everybody. */
export const consentPage = (trip: PageTrip, asked: ConsentAsked): Promise<Reply> =>
    pageReply(
        'Permissions requested',
        html`${about(asked)}
            ${
                trip.kind === 'adminconsent'
                    ? html`<p>If you accept, this is consented to for everybody in ${asked.tenantName}.</p>`
                    : ''
            }
            <form method="post" action="/${trip.tenantId}/consent">
                ${tripFields(trip)}
                <input type="hidden" name="account" value="${asked.account}" />
                <div class="choices">
                    <button name="decision" value="cancel">Cancel</button>
                    <button class="main" name="decision" value="accept">Accept</button>
                </div>
            </form>`,
    );

/**
 * Says that only an administrator may consent; there is only a way back.
 *
 * @param problem `AADSTS90094: …`
 */
export const approvalPage = (trip: PageTrip, asked: ConsentAsked, problem: string): Promise<Reply> =>
    pageReply(
        'Approval required',
        html`${about(asked)}
            <p>
                <strong>${APP_NAME}</strong> needs permissions in ${asked.tenantName} that only an administrator can
                grant. Ask an administrator to grant them before you use it.
            </p>
            <p class="soft">${problem}</p>
            <form method="post" action="/${trip.tenantId}/login">
                ${tripFields(trip)}
                <p>Return to the application without granting consent:</p>
                <div class="choices"><button name="cancel" value="approval">Cancel</button></div>
            </form>`,
    );
