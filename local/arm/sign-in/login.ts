import { z } from 'zod';
import type { Reply } from '../wire.ts';
import { otherAccountPage, unknownAccountPage } from './account-pages.ts';
import { APP_NAME } from './application.ts';
import { goOn, readForm, tripSchema } from './forms.ts';
import { problemText } from './other-pages.ts';
import { sessionCookie, sessionId, userNamed, type PageVisit } from './page-visit.ts';
import { declinedAdminConsent, declinedSignIn, needsAdministrator, notInTenant, type Refusal } from './refusals.ts';

const REASONS = ['sign-in', 'unknown-account', 'approval'] as const;

const schema = z.object({
    ...tripSchema,
    /** Object ID of the button that was pressed. */
    account: z.string().optional(),
    /** User principal name, as typed. */
    name: z.string().trim().max(300).default(''),
    cancel: z.enum(REASONS).optional(),
});

type LoginForm = z.output<typeof schema>;

const unknownAccount = (name: string, { tenant, world }: PageVisit): Refusal =>
    notInTenant(name, tenant.row.displayName, world.document.app.clientId);

const refusalOf = (reason: (typeof REASONS)[number], { kind, name }: LoginForm, visit: PageVisit): Refusal => {
    if (reason === 'approval') return needsAdministrator(APP_NAME);
    if (reason === 'unknown-account') return unknownAccount(name, visit);
    return kind === 'authorize' ? declinedSignIn : declinedAdminConsent;
};

/** `POST /{tenant}/login`: what was pressed on a page of accounts. No password: whoever is picked is signed in. */
export const login = (visit: PageVisit): Promise<Reply> | Reply => {
    const form = readForm(schema, visit);
    const { account, name, cancel } = form;
    if (cancel !== undefined) return goOn(form, { refusal: refusalOf(cancel, form, visit) }, visit);
    const { tenant, request, signIn } = visit;
    const { users } = tenant.row;
    const user = account === undefined ? userNamed(tenant, name) : users.find(({ objectId }) => objectId === account);
    if (user !== undefined) {
        const session = signIn.sessions.signIn(sessionId(request), form.tenantId, user.objectId);
        const cookie = sessionCookie(session, form.tenantId);
        return goOn(form, { account: user.objectId, isConsented: false }, visit, cookie);
    }
    if (account === undefined && name === '') return otherAccountPage(form);
    const typed = account ?? name;
    return unknownAccountPage(form, typed, problemText(unknownAccount(typed, visit)));
};
