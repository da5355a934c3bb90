import { randomUUID } from 'node:crypto';
import { knownTenant } from '../entra/discovery.ts';
import { EntraError, entraHeaders, errorText } from '../entra/entra-error.ts';
import type { World } from '../state/world.ts';
import type { Reply, Request } from '../wire.ts';
import { adminConsent } from './admin-consent.ts';
import { authorize } from './authorize.ts';
import { consent } from './consent.ts';
import { login } from './login.ts';
import { errorPage, homePage } from './other-pages.ts';
import type { PageVisit } from './page-visit.ts';
import type { SignIn } from './sign-in.ts';

const PAGE = /^\/([^/]+)(\/oauth2\/v2\.0\/authorize|\/v2\.0\/adminconsent|\/login|\/consent)$/i;

const handlers: Record<string, (visit: PageVisit) => Promise<Reply> | Reply> = {
    'GET /oauth2/v2.0/authorize': authorize,
    'GET /v2.0/adminconsent': adminConsent,
    'POST /login': login,
    'POST /consent': consent,
};

/** The tenant, by ID or domain, whose page a path names; undefined where it is no page of Entra's. */
export const pageTenant = (path: string): string | undefined => PAGE.exec(path)?.[1];

/** Whether a request is to an endpoint of Entra's and not to one that its pages keep for themselves. */
export const isPublicPage = ({ method, path }: Request): boolean =>
    method === 'GET' && /\/(authorize|adminconsent)$/i.test(path);

/** What the pages work with. */
export interface Pages {
    world: World;
    signIn: SignIn;
    /** Origin of Entra. */
    url: string;
    now: Date;
}

const answer = async (request: Request, pages: Pages): Promise<Reply> => {
    if (request.path === '/') return homePage(pages.world);
    const [, tenant = '', rest = ''] = PAGE.exec(request.path) ?? [];
    const handler = handlers[`${request.method} ${rest.toLowerCase()}`];
    if (handler === undefined) throw new EntraError(404, 'invalid_request', 900561, 'There is no such page.');
    return handler({ ...pages, request, tenant: knownTenant(pages.world, decodeURIComponent(tenant)) });
};

/** Answers a request to one of Entra's pages. */
export const handlePage = async (request: Request, pages: Pages): Promise<Reply> => {
    const requestId = randomUUID();
    try {
        const reply = await answer(request, pages);
        return { ...reply, headers: { ...entraHeaders(requestId), ...reply.headers } };
    } catch (error) {
        if (!(error instanceof EntraError)) throw error;
        const { text, traceId } = errorText(error, request, pages.now);
        const reply = await errorPage(text);
        return { ...reply, headers: { ...entraHeaders(traceId), ...reply.headers } };
    }
};
