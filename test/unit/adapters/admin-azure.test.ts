import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as tls from 'node:tls';
import { inspect } from 'node:util';
import { localCertificate } from '../../../local/tls.ts';
import { adminAzure } from '../../../shared/adapters/azure/admin/index.ts';
import type { AdminAzure, GrantScope } from '../../../shared/ports/admin-azure.ts';
import { contoso } from '../../contract/arm/sample-ids.ts';
import { all, failureOf, PARTNER, production, ROLES, TENANT_ID } from '../../contract/admin-azure/world.ts';
import { configFor } from '../../support/config-for.ts';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.the-persons-token.signature';
const grant = { principalId: PARTNER, roleDefinitionId: ROLES.support, description: 'x' };
const assignmentId = `/subscriptions/${contoso('a1')}/providers/Microsoft.Authorization/roleAssignments/${contoso('999')}`;

interface Reply {
    status: number;
    headers?: Record<string, string>;
    body?: unknown;
}

const error = (status: number, code: string, more: object = {}): Reply => ({
    status,
    body: { error: { code, message: 'x', ...more } },
});

const challenge = (claims: string, name = 'insufficient_claims'): Reply => ({
    ...error(401, 'InvalidAuthenticationToken'),
    headers: {
        'www-authenticate': `Bearer realm="", authorization_uri="https://login.example/x", error="${name}", claims="${claims}"`,
    },
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('what Azure answers the customer’s admin', () => {
    let server: Server;
    let url: string;
    let admin: AdminAzure;
    let reply: (request: IncomingMessage) => Reply;
    const asked: string[] = [];
    beforeAll(async () => {
        const { cert, key } = await localCertificate(undefined);
        tls.setDefaultCACertificates([...tls.getCACertificates('default'), cert]);
        server = createServer({ cert, key }, (request, response) => {
            asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
            const { status, headers = {}, body } = reply(request);
            request.resume();
            response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
        admin = adminAzure(configFor(url))(TENANT_ID, TOKEN);
    });
    beforeEach(() => void asked.splice(0));
    afterAll(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    });

    const always = (answer: Reply): void => {
        reply = () => answer;
    };

    describe('a demand for more than a password', () => {
        const claims = '{"access_token":{"acrs":{"essential":true,"values":["p1"]}},"note":"?>ü"}';

        it.each([
            ['base64', base64(claims)],
            ['base64 for addresses', Buffer.from(claims).toString('base64url')],
        ])('is told as the JSON that came, in %s', async (_what, encoded) => {
            always(challenge(encoded));

            expect(await failureOf(admin.assign(production, grant))).toMatchObject({
                kind: 'claims-challenge',
                claims,
            });
            expect(await failureOf(admin.mayAssign(production))).toMatchObject({ kind: 'claims-challenge', claims });
            expect(await failureOf(admin.couldActivate(production))).toMatchObject({ kind: 'claims-challenge' });
            expect(asked).toHaveLength(3);
        });

        it.each([
            ['no base64', '%%%'],
            ['no JSON', base64('access_token')],
            ['a list', base64('[]')],
            ['a text', base64('"x"')],
            ['nothing', base64('null')],
            ['empty', ''],
            ['longer than any address', base64(JSON.stringify({ x: 'y'.repeat(5000) }))],
        ])('that cannot be asked for is no demand, and no success: %s', async (_what, encoded) => {
            always(challenge(encoded));

            for (const ask of [() => admin.assign(production, grant), () => admin.unassign(assignmentId)]) {
                expect(await failureOf(ask())).toMatchObject({ kind: 'unexpected', status: 401, claims: undefined });
            }
        });

        it('is none where the token itself is what is wrong', async () => {
            always(challenge(base64(claims), 'invalid_token'));

            expect(await failureOf(admin.mayAssign(production))).toMatchObject({ kind: 'unexpected', status: 401 });
        });
    });

    describe('a policy', () => {
        const info = (members: object) => ({ additionalInfo: [{ type: 'PolicyViolation', info: members }] });
        const inText = (text: string) => ({ message: text });

        it.each([
            [
                'the name that the customer gave its assignment',
                info({ policyDefinitionDisplayName: 'Any', policyAssignmentDisplayName: 'No partners here' }),
                'No partners here',
            ],
            ['the name of its definition', info({ policyDefinitionDisplayName: 'Allowed roles' }), 'Allowed roles'],
            ['its short name', info({ policyAssignmentDisplayName: ' ', policyAssignmentName: 'a1b2' }), 'a1b2'],
            [
                'the name in the message',
                inText(
                    '\'[{"policyAssignment":{"name":"No roles","id":"/x"},"policyDefinition":{"name":"D","id":"/y"}}]\'',
                ),
                'No roles',
            ],
            [
                'the ID in an older message',
                inText(
                    "Policy identifier(s): '/subscriptions/x/providers/Microsoft.Authorization/policyDefinitions/no-roles'.",
                ),
                'no-roles',
            ],
            ['one line of it', info({ policyAssignmentDisplayName: 'No\r\nroles\u2028here' }), 'No roles here'],
            ['its beginning', info({ policyAssignmentDisplayName: 'y'.repeat(5000) }), 'y'.repeat(200)],
            ['nothing where none is told', {}, undefined],
            ['nothing of another form', { additionalInfo: 'x', message: 7 }, undefined],
        ])('is told by %s', async (_what, more, policy) => {
            always(error(403, 'RequestDisallowedByPolicy', more));

            expect(await failureOf(admin.assign(production, grant))).toMatchObject({
                kind: 'policy',
                policy,
                status: 403,
            });
        });
    });

    it.each([
        [error(400, 'PrincipalNotFound'), { kind: 'principal-not-found', code: 'PrincipalNotFound' }],
        [error(400, 'RoleAssignmentUpdateNotPermitted'), { kind: 'unexpected' }],
        [error(400, 'UnmatchedPrincipalType'), { kind: 'unexpected' }],
        [error(401, 'ExpiredAuthenticationToken'), { kind: 'unexpected' }],
        [error(401, 'InvalidAuthenticationTokenTenant'), { kind: 'forbidden' }],
        [error(403, 'AuthorizationFailed'), { kind: 'forbidden' }],
        [error(409, 'RoleAssignmentLimitExceeded'), { kind: 'conflict' }],
        [error(409, 'ScopeLocked'), { kind: 'conflict' }],
        [
            { ...error(429, 'TooManyRequests'), headers: { 'retry-after': '17' } },
            { kind: 'throttled', retryAfterMs: 17_000 },
        ],
        [
            { status: 502, body: '<html>' },
            { kind: 'unavailable', code: undefined },
        ],
        [
            { status: 302, headers: { location: 'https://127.0.0.1:1/' } },
            { kind: 'unexpected', status: 302 },
        ],
    ])('on assigning, %j', async (answer, known) => {
        always(answer);

        expect(await failureOf(admin.assign(production, grant))).toMatchObject(known);
        expect(asked).toHaveLength(1);
    });

    it.each([
        [{ status: 201, body: {} }, 'assigned'],
        [{ status: 200, body: {} }, 'already'],
        [error(409, 'RoleAssignmentExists'), 'already'],
    ])('on assigning, %j is done', async (answer, result) => {
        always(answer);

        expect(await admin.assign(production, grant)).toBe(result);
    });

    it.each([
        { status: 200, body: {} },
        { status: 204 },
        error(404, 'RoleAssignmentNotFound'),
        error(404, 'SubscriptionNotFound'),
    ])('on removing, %j is done', async (answer) => {
        always(answer);

        await admin.unassign(assignmentId);

        expect(asked).toEqual([`DELETE ${assignmentId}?api-version=2022-04-01`]);
    });

    it.each([
        ['with a redirect', { status: 307, headers: { location: 'https://127.0.0.1:1/' } }],
        [
            'with a page of another host',
            { status: 200, body: { value: [], nextLink: 'https://elsewhere.example/next' } },
        ],
        ['over plain HTTP', { status: 200, body: { value: [], nextLink: 'http://127.0.0.1/next' } }],
        ['to itself for ever', { status: 200, body: { value: [], nextLink: '' } }],
    ])('never leads the token elsewhere: %s', async (what, answer) => {
        reply = ({ url: path = '' }) =>
            what === 'to itself for ever' ? { status: 200, body: { value: [], nextLink: `${url}${path}` } } : answer;

        expect((await failureOf(all(admin.subscriptions()))).kind).toBe('unexpected');
        expect(asked).toHaveLength(1);
    });

    it.each([{}, { value: 'x' }, { value: [{ actions: 'x' }] }, '<html>', 'null', ''])(
        'of another form is nothing to build a right on: %j',
        async (body) => {
            always({ status: 200, body });

            expect((await failureOf(admin.mayAssign(production))).kind).toBe('unexpected');
        },
    );

    it('may hold members that nobody knows yet', async () => {
        always({
            status: 200,
            body: { value: [{ actions: ['*'], notActions: null, dataActions: [], later: 1 }], later: {} },
        });

        expect(await admin.mayAssign(production)).toBe('yes');
    });

    it.each([error(400, 'AadPremiumLicenseRequired'), error(403, 'AuthorizationFailed'), error(404, 'NotFound')])(
        'says nothing of roles to be activated: %j',
        async (answer) => {
            always(answer);

            expect(await admin.couldActivate(production)).toBe(false);
        },
    );

    it('of an eligible role that cannot be read is none', async () => {
        const properties = {
            roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${ROLES.owner}`,
            scope: `/subscriptions/${contoso('a1')}`,
        };
        reply = ({ url: path = '' }) =>
            path.includes('/roleDefinitions/')
                ? error(404, 'RoleDefinitionDoesNotExist')
                : { status: 200, body: { value: [{ properties }] } };

        expect(await admin.couldActivate(production)).toBe(false);
        expect(asked).toHaveLength(2);
    });

    it('leaves out a management group that they may not look into', async () => {
        reply = ({ url: path = '' }) =>
            path.includes('/descendants')
                ? error(403, 'AuthorizationFailed')
                : {
                      status: 200,
                      body: { value: [{ name: 'data', properties: { displayName: 'Data' } }], '@nextLink': null },
                  };

        expect(await admin.managementGroups(5)).toEqual([]);
        expect(asked).toHaveLength(2);
    });

    it.each<[string, GrantScope]>([
        ['no GUID', { kind: 'subscription', subscriptionId: `${contoso('a1')}/resourceGroups/x` }],
        ['a way up', { kind: 'management-group', groupId: '..' }],
        ['a path', { kind: 'management-group', groupId: 'a/../../subscriptions' }],
        ['a query', { kind: 'management-group', groupId: 'a?x=y' }],
        ['nothing', { kind: 'management-group', groupId: '' }],
    ])('is not asked for at a scope that cannot be: %s', async (_what, scope) => {
        always({ status: 200, body: { value: [{ actions: ['*'], notActions: [] }] } });

        expect(await admin.mayAssign(scope)).toBe('no');
        expect(await admin.mayUnassign(scope)).toBe('no');
        expect(await admin.couldActivate(scope)).toBe(false);
        expect((await failureOf(admin.assign(scope, grant))).kind).toBe('forbidden');
        expect((await failureOf(admin.assignedRoles(scope, PARTNER))).kind).toBe('forbidden');
        expect(asked).toEqual([]);
    });

    it.each([
        '/subscriptions/x',
        assignmentId.replace('roleAssignments', 'roleDefinitions'),
        `${assignmentId}?x=y`,
        `${assignmentId}/x`,
        assignmentId.slice(1),
        assignmentId.replace('/providers', '/resourceGroups/../providers'),
        `/providers/Microsoft.Management/managementGroups/../../..${assignmentId}`,
    ])('is not asked to remove what is no role assignment: %s', async (id) => {
        always({ status: 200, body: {} });

        expect((await failureOf(admin.unassign(id))).kind).toBe('forbidden');
        expect(asked).toEqual([]);
    });

    it('is not asked about a principal that is no object ID', async () => {
        always({ status: 200, body: { value: [] } });

        expect((await failureOf(admin.assignedRoles(production, "x') or ('1' eq '1"))).kind).toBe('forbidden');
        expect(asked).toEqual([]);
    });

    it.each([
        ['an answer', error(403, 'AuthorizationFailed')],
        ['an answer that quotes the token', error(400, `Bearer ${TOKEN}`, { message: TOKEN })],
        ['a demand', challenge(base64('{}'))],
        ['another form', { status: 200, body: 'x' }],
    ])('never holds the token in what is thrown: %s', async (_what, answer) => {
        always(answer);

        const failures = [
            await failureOf(all(admin.subscriptions())),
            await failureOf(admin.managementGroups(1).then(() => admin.assignedRoles(production, PARTNER))),
        ];

        for (const failure of failures) {
            expect(failure.cause).toBeUndefined();
            expect(inspect(failure, { depth: null, showHidden: true })).not.toContain('the-persons-token');
        }
    });

    it('never holds the token in what is thrown where there is no answer', async () => {
        const nowhere = adminAzure(configFor('https://127.0.0.1:1'))(TENANT_ID, TOKEN);

        const failure = await failureOf(nowhere.mayAssign(production));

        expect(failure.kind).toBe('unavailable');
        // A cause would bring the request along, and its headers.
        expect(failure.cause).toBeUndefined();
        expect(inspect(failure, { depth: null, showHidden: true })).not.toContain('the-persons-token');
    });

    it('is not asked over plain HTTP', async () => {
        const plain = adminAzure(configFor('http://127.0.0.1:1'))(TENANT_ID, TOKEN);

        expect((await failureOf(plain.mayAssign(production))).kind).toBe('unexpected');
    });
});
