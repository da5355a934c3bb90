import { z } from 'zod';
import { EntraError } from '../entra/entra-error.ts';
import type { Reply } from '../wire.ts';
import { goOn, readForm, tripSchema } from './forms.ts';
import type { PageVisit } from './page-visit.ts';
import { declinedAdminConsent, declinedConsent } from './refusals.ts';

const schema = z.object({ ...tripSchema, account: z.string(), decision: z.enum(['accept', 'cancel']) });

/** `POST /{tenant}/consent`: what was pressed on a consent page. */
export const consent = (visit: PageVisit): Reply => {
    const form = readForm(schema, visit);
    const { tenant, signIn } = visit;
    const { kind, account, decision } = form;
    if (decision === 'cancel') {
        return goOn(form, { refusal: kind === 'authorize' ? declinedConsent : declinedAdminConsent }, visit);
    }
    if (!tenant.row.users.some(({ objectId }) => objectId === account)) {
        throw new EntraError(400, 'invalid_request', 50034, `The user account ${account} does not exist.`);
    }
    if (kind === 'adminconsent') signIn.consents.giveForAll(tenant);
    else signIn.consents.give(tenant, account);
    return goOn(form, { account, isConsented: true }, visit);
};
