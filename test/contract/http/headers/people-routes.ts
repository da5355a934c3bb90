import { AS_JSON, AS_PAGE, form, gone, onTheWay, open, says, signed } from './asking.ts';
import type { Asked } from './asking.ts';
import {
    copyingPage,
    forEverybody,
    forPortal,
    json,
    leadsElsewhere,
    leadsHere,
    livePage,
    nothing,
    page,
    pageToSignIn,
    preflight,
    problem,
    withCookie,
    withoutCookie,
} from './sets.ts';
import type { HeaderWorld } from './world.ts';

const PORTAL = 'https://portal.azure.com';
const link = ({ link: itself }: HeaderWorld): string => itself;
const ways = (world: HeaderWorld): string => link(world).replace('?', '/ways?');
const status = ({ status: itself }: HeaderWorld): string => itself;
const manage = ({ manage: itself }: HeaderWorld): string => itself;
const guide = ({ guide: itself }: HeaderWorld): string => itself;
const optOut = ({ optOut: itself }: HeaderWorld): string => itself;
const CONFIRM = '/api/confirm/{subscriptionId}/partnerId/{partnerId}';

/** What is open to everybody, and what is open to whoever has a link. */
export const PEOPLE_ROUTES: Readonly<Record<string, readonly Asked[]>> = {
    'GET /api/health': [says(200, json, open('GET', '/api/health'))],
    'GET /api/help': [
        says(200, forEverybody(page), open('GET', '/api/help', { headers: AS_PAGE })),
        says(
            200,
            forEverybody({ ...json, 'content-language': 'en', vary: 'Accept, Accept-Language' }),
            open('GET', '/api/help', { headers: AS_JSON }),
        ),
    ],
    'HEAD /api/help': [says(200, forEverybody(page), open('HEAD', '/api/help', { headers: AS_PAGE }))],
    'GET /api/templates/{name}.json': [
        says(200, forEverybody(forPortal(json, PORTAL)), open('GET', '/api/templates/lighthouse.json')),
        says(404, problem, open('GET', '/api/templates/other.json')),
    ],
    'OPTIONS /api/templates/{name}.json': [
        says(204, forPortal(preflight, PORTAL), open('OPTIONS', '/api/templates/lighthouse.json')),
    ],
    'POST /api/mail-events': [
        says(200, nothing, open('POST', '/api/mail-events', { body: '[]', headers: signed('[]') })),
        says(401, problem, open('POST', '/api/mail-events', { body: [] })),
    ],
    [`GET ${CONFIRM}`]: [
        says(200, ({ signIn }) => pageToSignIn(signIn), open('GET', link, { headers: AS_PAGE })),
        says(200, json, open('GET', link, { headers: AS_JSON })),
        ...gone('GET', link),
    ],
    [`POST ${CONFIRM}`]: [
        says(303, withCookie(leadsElsewhere, 'lax'), onTheWay('departure')),
        says(403, page, form('POST', link, 'decision=save', { 'sec-fetch-site': 'cross-site' })),
        ...gone('POST', link, 'decision=save'),
    ],
    [`GET ${CONFIRM}/status`]: [
        says(200, livePage, open('GET', status, { headers: AS_PAGE })),
        says(200, json, open('GET', status, { headers: AS_JSON })),
        ...gone('GET', status),
    ],
    [`GET ${CONFIRM}/ways`]: [
        says(200, page, open('GET', ways, { headers: AS_PAGE })),
        says(200, json, open('GET', ways, { headers: AS_JSON })),
        ...gone('GET', ways),
    ],
    [`POST ${CONFIRM}/ways`]: [
        says(200, page, form('POST', ways, 'decision=check')),
        says(403, page, form('POST', ways, 'decision=check', { 'sec-fetch-site': 'cross-site' })),
        ...gone('POST', ways, 'decision=check'),
    ],
    'GET /api/signin/callback': [
        says(200, ({ signIn }) => withCookie(pageToSignIn(signIn), 'strict'), onTheWay('review')),
        says(303, withoutCookie(leadsHere), onTheWay('done')),
        says(
            400,
            ({ signIn }) => withoutCookie(pageToSignIn(signIn)),
            open('GET', '/api/signin/callback?state=none&code=none', { headers: AS_PAGE }),
        ),
        says(
            400,
            withoutCookie(problem),
            open('GET', '/api/signin/callback?state=none&code=none', { headers: AS_JSON }),
        ),
    ],
    'POST /api/signin/grant': [
        says(303, withCookie(leadsElsewhere, 'lax'), onTheWay('grant')),
        says(403, page, form('POST', '/api/signin/grant', 'decision=save', { 'sec-fetch-site': 'cross-site' })),
    ],
    'GET /api/manage/{subscriptionId}/partnerId/{partnerId}': [
        says(200, ({ signIn }) => pageToSignIn(signIn), open('GET', manage, { headers: AS_PAGE })),
        says(200, json, open('GET', manage, { headers: AS_JSON })),
        ...gone('GET', manage),
    ],
    'POST /api/manage/{subscriptionId}/partnerId/{partnerId}': [
        says(303, withCookie(leadsElsewhere, 'lax'), form('POST', manage, 'decision=remove')),
        ...gone('POST', manage, 'decision=remove'),
    ],
    'GET /api/guide/{inviteId}': [
        says(200, copyingPage, open('GET', guide, { headers: AS_PAGE })),
        says(200, json, open('GET', guide, { headers: AS_JSON })),
        ...gone('GET', guide),
    ],
    'POST /api/guide/{inviteId}': [
        says(303, leadsHere, form('POST', guide, 'decision=later')),
        says(403, page, form('POST', guide, 'decision=later', { 'sec-fetch-site': 'cross-site' })),
        ...gone('POST', guide, 'decision=later'),
    ],
    'GET /api/opt-out': [says(200, page, open('GET', optOut, { headers: AS_PAGE })), ...gone('GET', optOut)],
    'POST /api/opt-out': [
        says(200, page, form('POST', optOut, 'decision=stop')),
        says(403, page, form('POST', optOut, 'decision=stop', { 'sec-fetch-site': 'cross-site' })),
        ...gone('POST', optOut, 'decision=stop'),
    ],
};
