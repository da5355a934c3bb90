import { z } from 'zod';
import { ANALYTICS, CONTOSO, PRODUCTION } from '../support/e2e-samples.ts';
import { startQuietStack } from '../support/e2e-stack.ts';
import { signInToPlatform } from '../support/ops-sign-in.ts';
import { HOME, OPS_CLIENT, principalHeader } from '../support/principals.ts';
import { callSecure } from '../support/stack-http.ts';
import type { Stack } from '../support/stack.ts';

const OPERATOR = 'operator@fourthcoffee.example';
const AUDITOR = 'auditor@fourthcoffee.example';
const GUEST = 'operator@contoso.example';
const KEY = 'function-key-of-this-test';
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const AS_JSON = { accept: 'application/json' };

const directory = z.looseObject({
    tenants: z.array(z.looseObject({ tenantId: z.string(), users: z.array(z.unknown()) })),
});

/** Adds a customer's person to the partner's tenant, with the role that their own administrator would like them to have. */
const inviteGuest = async (stack: Stack): Promise<void> => {
    const state = directory.parse(await stack.armState());
    state.tenants
        .find(({ tenantId }) => tenantId === HOME)
        ?.users.push({
            objectId: 'fc000000-0000-4000-8000-000000000177',
            userPrincipalName: GUEST,
            displayName: 'An operator of Contoso',
            homeTenantId: CONTOSO,
            appRoles: ['Partner.Operator'],
        });
    await stack.setArmState(state);
};

let stack: Stack;
let origin: string;
beforeAll(async () => {
    stack = await startQuietStack({ PARTNER_API_AUTH: 'both', LOCAL_FUNCTION_KEY: KEY });
    origin = (await stack.run()).functions;
    await inviteGuest(stack);
}, 120_000);
afterAll(() => stack.remove(), 60_000);

const signedIn = async (upn: string): Promise<{ cookie: string }> => {
    const { cookie } = await signInToPlatform(origin, { upn });
    return { cookie };
};

const startAudit = (headers: Record<string, string>) =>
    stack.anonymous('POST', '/api/ops/audits', { body: '', headers: { ...FORM, ...AS_JSON, ...headers } });

const code = (body: unknown): unknown => (body as { code?: unknown }).code;

describe('the operations pages', () => {
    it('are opened by a sign-in that they lead to themselves', async () => {
        const first = await stack.anonymous('GET', '/api/ops');
        const { answer, cookie } = await signInToPlatform(origin, { upn: AUDITOR });
        const page = await stack.anonymous('GET', answer.headers.location ?? '', { headers: { cookie } });

        expect([first.status, first.headers.location]).toEqual([
            302,
            '/.auth/login/aad?post_login_redirect_uri=%2Fapi%2Fops',
        ]);
        expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    });

    it('are closed to scripts without a sign-in', async () => {
        const answer = await stack.anonymous('GET', '/api/ops', { headers: AS_JSON });

        expect([answer.status, code(answer.body)]).toEqual([401, 'unauthorised']);
    });

    it('let a reader look and not act, and an operator do both', async () => {
        const [auditor, operator] = [await signedIn(AUDITOR), await signedIn(OPERATOR)];

        const refused = await startAudit(auditor);
        const started = await startAudit(operator);

        expect([refused.status, code(refused.body)]).toEqual([403, 'forbidden']);
        expect([started.status, started.headers.location?.startsWith('/api/ops/')]).toEqual([303, true]);
    });

    it('take no form of an operator from another site', async () => {
        const operator = await signedIn(OPERATOR);

        const refused = await startAudit({ ...operator, 'sec-fetch-site': 'cross-site' });

        expect([refused.status, code(refused.body)]).toEqual([403, 'cross-site']);
    });

    it('believe no header from outside', async () => {
        const forged = { 'x-ms-client-principal': principalHeader(), 'x-ms-client-principal-name': OPERATOR };
        const auditor = await signedIn(AUDITOR);

        const anonymous = await stack.anonymous('GET', '/api/ops', { headers: { ...forged, ...AS_JSON } });
        const raised = await startAudit({ ...auditor, ...forged });

        expect([anonymous.status, raised.status]).toEqual([401, 403]);
    });

    it('are not for the operator of a customer, guest or not', async () => {
        const guest = await signedIn(GUEST);
        await stack.fault('arm', { path: '/oauth2/v2.0/token', idToken: 'wrong-tenant', times: 1 });
        const stranger = await signedIn(OPERATOR);

        const answers = await Promise.all(
            [guest, stranger].map((headers) =>
                stack.anonymous('GET', '/api/ops', { headers: { ...headers, ...AS_JSON } }),
            ),
        );

        expect(answers.map(({ status, body }) => [status, code(body)])).toEqual([
            [403, 'forbidden'],
            [403, 'forbidden'],
        ]);
    });
});

describe("the partner's API with PARTNER_API_AUTH=both", () => {
    const scriptToken = async (): Promise<string> => {
        const { arm, caFile } = await stack.run();
        const form = new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: OPS_CLIENT,
            client_secret: 'local',
            scope: `api://${OPS_CLIENT}/.default`,
        });
        const answer = await callSecure('POST', `${arm}/${HOME}/oauth2/v2.0/token`, caFile, form.toString());
        return z.looseObject({ access_token: z.string() }).parse(answer.body).access_token;
    };
    const invite = (subscriptionId: string, more: Record<string, unknown> = {}) => ({
        subscriptionId,
        adminEmail: 'owner@contoso.example',
        ...more,
    });

    it('is opened by a function key, and whoever has it may name the inviter', async () => {
        const body = invite(PRODUCTION, { invitedBy: 'Ada of Fourth Coffee' });

        const answer = await stack.api('POST', '/api/invites', { body });

        expect(answer.status).toBe(201);
        expect(answer.body).toMatchObject({ invitedBy: 'Ada of Fourth Coffee' });
    });

    it('is opened by a token, and the inviter is whose it is', async () => {
        const headers = { authorization: `Bearer ${await scriptToken()}` };

        const another = await stack.anonymous('POST', '/api/invites', {
            body: invite(ANALYTICS, { invitedBy: 'Ada of Fourth Coffee' }),
            headers,
        });
        const issued = await stack.anonymous('POST', '/api/invites', { body: invite(ANALYTICS), headers });
        const rows = await stack.anonymous('POST', '/api/invites/batch', {
            body: [
                invite(ANALYTICS, { invitedBy: 'Ada' }),
                invite(ANALYTICS, { adminEmail: 'reader@contoso.example' }),
            ],
            headers,
        });

        expect([another.status, code(another.body)]).toEqual([400, 'validation-failed']);
        expect(another.body).toMatchObject({ errors: [{ field: 'invitedBy' }] });
        expect([issued.status, issued.body]).toMatchObject([201, { invitedBy: OPS_CLIENT }]);
        expect(rows.body).toMatchObject([{ status: 400 }, { status: 201, invite: { invitedBy: OPS_CLIENT } }]);
    });

    it.each<[string, Record<string, string>]>([
        ['nothing', {}],
        ['a wrong key', { 'x-functions-key': 'wrong' }],
        ['a wrong token', { authorization: 'Bearer wrong' }],
        ['a wrong token and the right key', { authorization: 'Bearer wrong', 'x-functions-key': KEY }],
    ])('is not opened by %s', async (_what, headers) => {
        const answer = await stack.anonymous('GET', '/api/invites', { headers });

        expect([answer.status, code(answer.body)]).toEqual([401, 'unauthorised']);
        expect(answer.headers['www-authenticate']).toBe('Bearer');
    });

    it('leaves neither key nor token in the log', async () => {
        const token = await scriptToken();
        await stack.anonymous('GET', '/api/invites', { headers: { authorization: `Bearer ${token}` } });
        await stack.anonymous('GET', `/api/invites?code=${KEY}`);

        const appLines = stack.logs().replace(/^.*\(key: .*|^.*x-functions-key: .*/gm, '');

        expect(appLines).toContain('/api/partner-key 204');
        expect(appLines).not.toContain(KEY);
        expect(appLines).not.toContain(token.split('.')[1]);
    });
});
