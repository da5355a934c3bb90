import type { Tenant, World } from '../state/world.ts';
import type { Request } from '../wire.ts';
import type { PageTrip } from './page.ts';
import type { SignIn } from './sign-in.ts';
import type { PageAnswer } from './tickets.ts';

/** A request to one of the pages, with what is needed to answer it. */
export interface PageVisit {
    request: Request;
    tenant: Tenant;
    world: World;
    signIn: SignIn;
    /** Origin of Entra. */
    url: string;
    now: Date;
}

type SampleUser = Tenant['row']['users'][number];

const COOKIE = 'entra-session';
const TICKET = 'sso_reload';

const pathOf = { authorize: '/oauth2/v2.0/authorize', adminconsent: '/v2.0/adminconsent' };

/** The request that a page was asked for with, without the answer to an earlier page. */
export const tripOf = ({ request, tenant }: PageVisit, kind: PageTrip['kind']): PageTrip => {
    const query = new URLSearchParams(request.query);
    query.delete(TICKET);
    return { tenantId: tenant.row.tenantId, kind, request: query.toString() };
};

const keyOf = ({ tenantId, kind, request }: PageTrip): string => `${tenantId}|${kind}|${request}`;

/** Path and query that bring the answer of a page back to its request. */
export const wayBack = (trip: PageTrip, answer: PageAnswer, { tickets }: SignIn): string => {
    const ticket = tickets.issue(keyOf(trip), answer);
    return `/${trip.tenantId}${pathOf[trip.kind]}?${trip.request}&${TICKET}=${ticket}`;
};

/** What the person answered on an earlier page of the same request; each answer is good once. */
export const pageAnswer = ({ request, signIn }: PageVisit, trip: PageTrip): PageAnswer | undefined => {
    const ticket = request.query.get(TICKET);
    return ticket === null ? undefined : signIn.tickets.take(ticket, keyOf(trip));
};

/** ID of the browser's session. */
export const sessionId = ({ headers }: Request): string | undefined =>
    (headers.cookie ?? '')
        .split('; ')
        .find((pair) => pair.startsWith(`${COOKIE}=`))
        ?.slice(COOKIE.length + 1);

/** The cookie of a session, for this tenant's pages: other servers on localhost would get it too. */
export const sessionCookie = (id: string, tenantId: string): string =>
    `${COOKIE}=${id}; Path=/${tenantId}; HttpOnly; SameSite=Lax`;

/** The accounts that this browser has signed in here and that are still there. */
export const signedIn = ({ request, tenant, signIn }: PageVisit): SampleUser[] => {
    const ids = signIn.sessions.accounts(sessionId(request), tenant.row.tenantId);
    return ids.flatMap((id) => tenant.row.users.find(({ objectId }) => objectId === id) ?? []);
};

/** A user of the tenant by user principal name, compared without case. */
export const userNamed = (tenant: Tenant, name: string): SampleUser | undefined =>
    tenant.row.users.find(({ userPrincipalName }) => userPrincipalName.toLowerCase() === name.toLowerCase());
