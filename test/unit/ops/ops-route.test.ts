import type { InvocationContext } from '@azure/functions';
import { behindSignIn } from '../../../shared/http/ops/ops-route.ts';
import type { OpsAccess, OpsHandler } from '../../../shared/http/ops/ops-scope.ts';
import { tellPeople } from '../../../shared/http/people.ts';
import type { Answer } from '../../../shared/http/respond.ts';
import { httpHandler } from '../../../shared/http/route.ts';
import { CUSTOMER, HOME, operatorPairs, operatorRules, pairsWith, principalHeader } from '../../support/principals.ts';
import { request } from '../http/requests.ts';

const OURS = 'https://partner.example';
const access: OpsAccess = {
    rules: operatorRules,
    publicBaseUrl: OURS,
    partner: { name: 'Fourth Coffee', contact: 'partners@fourthcoffee.example' },
};

interface Asking {
    method?: 'GET' | 'POST';
    path?: string;
    headers?: Record<string, string>;
    over?: Partial<OpsAccess>;
}

const asked = () => {
    const seen: unknown[] = [];
    const lines: string[] = [];
    const line = (text: string): void => void lines.push(text);
    const context = { log: line, info: line, warn: line, error: line } as unknown as InvocationContext;
    const handler: OpsHandler = (_request, { operator }) => {
        seen.push(operator);
        return Promise.resolve({ status: 200, body: 'shown' });
    };
    const ask = ({ method = 'GET', path = '/api/ops', headers = {}, over = {} }: Asking): Promise<Answer> => {
        const given = { ...access, ...over };
        const run = httpHandler(behindSignIn(given, method, handler), tellPeople(given.partner));
        return run(request({ method, path, headers }), context);
    };
    return { ask, seen, lines };
};

const codeIn = ({ body }: Answer): unknown =>
    typeof body === 'string' ? (JSON.parse(body) as { code?: unknown }).code : undefined;

const as = (header: string, more: Record<string, string> = {}) => ({ 'x-ms-client-principal': header, ...more });
const reader = principalHeader(pairsWith('roles', 'Partner.Reader'));
const JSON_WANTED = { accept: 'application/json' };
const SAME = { 'sec-fetch-site': 'same-origin' };

describe('an operations page', () => {
    it.each([
        ['a reader', 'GET', reader, ['Partner.Reader']],
        ['an operator', 'GET', principalHeader(), ['Partner.Operator']],
        ['an operator who acts', 'POST', principalHeader(), ['Partner.Operator']],
    ] as const)('is there for %s', async (_who, method, header, roles) => {
        const { ask, seen } = asked();

        const answer = await ask({ method, headers: as(header, SAME) });

        expect(answer.status).toBe(200);
        expect(seen).toEqual([
            { name: 'operator@fourthcoffee.example', objectId: 'fc000000-0000-4000-8000-000000000111', roles },
        ]);
    });

    it('leads a browser without a sign-in to the platform and back', async () => {
        const { ask, seen } = asked();

        const answer = await ask({ path: '/api/ops/missing?sort=oldest&search=a%26b' });

        const location = new URL(answer.headers?.location ?? '', OURS);
        expect(answer.status).toBe(302);
        expect(`${location.origin}${location.pathname}`).toBe(`${OURS}/.auth/login/aad`);
        expect([...location.searchParams]).toEqual([
            ['post_login_redirect_uri', '/api/ops/missing?sort=oldest&search=a%26b'],
        ]);
        expect(seen).toEqual([]);
    });

    it.each(['//evil.example/api/ops', '/api/opsevil', '/api/confirm'])(
        'leads back to no other page: %s',
        async (path) => {
            const { ask } = asked();

            const { headers } = await ask({ path });

            expect(headers?.location).toBe('/.auth/login/aad?post_login_redirect_uri=%2Fapi%2Fops');
        },
    );

    it('tells a script without a sign-in with problem details', async () => {
        const { ask } = asked();

        const answer = await ask({ headers: JSON_WANTED });

        expect(answer.status).toBe(401);
        expect(codeIn(answer)).toBe('unauthorised');
    });

    it('takes no form without a sign-in, and leads nowhere with it', async () => {
        const { ask, seen } = asked();

        const answer = await ask({ method: 'POST', headers: SAME });

        expect([answer.status, answer.headers?.location]).toEqual([401, undefined]);
        expect(answer.headers?.['content-type']).toMatch(/^text\/html/);
        expect(seen).toEqual([]);
    });

    it.each<[string, Record<string, string>]>([
        ['another site', { 'sec-fetch-site': 'cross-site' }],
        ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
        ['an old browser on another page', { origin: 'https://evil.example' }],
        ['who says nothing of it', {}],
    ])('takes no form from %s', async (_where, headers) => {
        const { ask, seen } = asked();

        const answer = await ask({ method: 'POST', headers: as(principalHeader(), { ...headers, ...JSON_WANTED }) });

        expect(answer.status).toBe(403);
        expect(codeIn(answer)).toBe('cross-site');
        expect(seen).toEqual([]);
    });

    it('keeps in the log who had what done, by an ID, and not who looked', async () => {
        const { ask, lines } = asked();
        await ask({ headers: as(principalHeader()) });
        const looked = [...lines];

        await ask({ method: 'POST', path: '/api/ops/invites/i1/revoke', headers: as(principalHeader(), SAME) });

        expect(looked).toEqual([]);
        expect(lines).toEqual([expect.stringContaining('"path":"/api/ops/invites/i1/revoke"')]);
        expect(lines[0]).toContain('"operator":"fc000000-0000-4000-8000-000000000111"');
        expect(lines[0]).not.toContain('@');
    });

    it('takes no form from a reader', async () => {
        const { ask, seen } = asked();

        const answer = await ask({ method: 'POST', headers: as(reader, { ...SAME, ...JSON_WANTED }) });

        expect(answer.status).toBe(403);
        expect(codeIn(answer)).toBe('forbidden');
        expect(seen).toEqual([]);
    });

    it('believes no principal where the platform does not authenticate', async () => {
        const { ask, seen } = asked();

        const answer = await ask({ headers: as(principalHeader()), over: { rules: undefined } });

        expect(answer.status).toBe(403);
        expect(answer.body).toContain('not set up');
        expect(seen).toEqual([]);
    });

    it.each([
        ['issuer', principalHeader(pairsWith('iss', `https://login.microsoftonline.com/${CUSTOMER}/v2.0`))],
        ['audience', principalHeader(pairsWith('aud', HOME))],
        ['tenant', principalHeader(pairsWith('http://schemas.microsoft.com/identity/claims/tenantid', CUSTOMER))],
        ['guest', principalHeader([...operatorPairs, ['idp', `https://sts.windows.net/${CUSTOMER}/`]])],
        ['role', principalHeader(pairsWith('roles'))],
        ['principal', 'bm9uc2Vuc2U='],
    ])('refuses a principal with a wrong %s, tells the log why and nobody else', async (reason, header) => {
        const { ask, seen, lines } = asked();

        const answer = await ask({ headers: as(header) });

        expect(answer.status).toBe(403);
        expect(answer.body).toContain('may not see the operations pages');
        expect(answer.body).not.toMatch(/c0000000|fc000000|operator@/);
        expect(lines).toEqual([expect.stringContaining(`"reason":"${reason}"`)]);
        expect(lines.join()).not.toMatch(/operator@|fc000000/);
        expect(seen).toEqual([]);
    });
});
