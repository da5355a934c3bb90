import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { adatum, CLIENT_ID, contoso, fabrikam, fourthCoffee, TENANT } from './sample-ids.ts';
import { startSignIn, type Asked, type SignInDouble, type Trip } from './sign-in-environment.ts';
import type { Answer } from './environment.ts';

const OWNER = 'owner@contoso.example';
const MINUTES = 60_000;

describe('redeeming an authorization code', () => {
    let double: SignInDouble;
    let clock = Date.now();
    beforeAll(async () => {
        double = await startSignIn({ now: () => new Date(clock) });
    });
    beforeEach(async () => {
        clock = Date.now();
        await double.reset();
    });
    afterEach(() => {
        expect(double.violations()).toEqual([]);
    });
    afterAll(() => double.close());

    const codeOf = ({ body }: Answer): unknown => (body as { error_codes?: number[] }).error_codes?.[0];
    const refused = (answer: Answer) => [answer.status, (answer.body as { error?: string }).error, codeOf(answer)];

    const withCode = async (): Promise<{ on: Trip; code: string }> => {
        const on = double.trip();
        return { on, code: await double.codeFor(on, OWNER) };
    };

    it.each<[string, Asked, unknown[]]>([
        ['another verifier', { code_verifier: 'A'.repeat(43) }, [400, 'invalid_grant', 501481]],
        ['no verifier', { code_verifier: undefined }, [400, 'invalid_grant', 501481]],
        ['another redirect URI', { redirect_uri: 'https://elsewhere.example/' }, [400, 'invalid_grant', 50011]],
        ['a wrong secret', { client_secret: 'wrong' }, [401, 'invalid_client', 7000215]],
        ['no proof of the application', { client_secret: undefined }, [401, 'invalid_client', 7000218]],
        ['another application', { client_id: fourthCoffee('b') }, [400, 'unauthorized_client', 700016]],
        ['another code', { code: '1.unknown' }, [400, 'invalid_grant', 70008]],
        ['no code', { code: undefined }, [400, 'invalid_request', 900144]],
        ['no redirect URI', { redirect_uri: undefined }, [400, 'invalid_request', 900144]],
    ])('is refused with %s, and the code stays good for who has all of it', async (_what, changes, expected) => {
        const { on, code } = await withCode();

        const wrong = await double.redeem(on, code, changes);
        const right = await double.redeem(on, code);

        expect(refused(wrong)).toEqual(expected);
        expect(wrong.body).not.toHaveProperty('access_token');
        expect(right.status).toBe(200);
    });

    it('works once', async () => {
        const { on, code } = await withCode();
        await double.redeem(on, code);

        const again = await double.redeem(on, code);

        expect(refused(again)).toEqual([400, 'invalid_grant', 54005]);
    });

    it('works once even for two at the same time', async () => {
        const { on, code } = await withCode();

        const answers = await Promise.all([1, 2, 3, 4].map(() => double.redeem(on, code)));

        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    });

    it.each([
        [9, 200],
        [11, 400],
    ])('after %i minutes is answered with %i', async (minutes, status) => {
        const { on, code } = await withCode();
        clock += minutes * MINUTES;

        const answer = await double.redeem(on, code);

        expect(answer.status).toBe(status);
        expect(codeOf(answer)).toBe(status === 200 ? undefined : 70008);
    });

    it('is refused by the endpoint of another tenant', async () => {
        const { on, code } = await withCode();

        const answer = await double.redeem({ ...on, tenantId: fabrikam(TENANT) }, code);

        expect(refused(answer)).toEqual([400, 'invalid_grant', 700005]);
    });

    it('is refused once the account is gone', async () => {
        const { on, code } = await withCode();
        await double.change(({ tenants }) => {
            for (const tenant of tenants)
                tenant.users = tenant.users.filter((user) => user.userPrincipalName !== OWNER);
        });

        expect(refused(await double.redeem(on, code))).toEqual([400, 'invalid_grant', 500341]);
    });

    it('is refused once the application is taken out of the tenant', async () => {
        const on = double.trip({}, adatum(TENANT));
        const code = await double.codeFor(on, 'owner@adatum.example');
        await double.change(({ tenants }) => {
            for (const tenant of tenants) tenant.servicePrincipal = null;
        });

        expect(refused(await double.redeem(on, code))).toEqual([400, 'invalid_grant', 65001]);
    });

    it('stands in the list of requests with the person', async () => {
        const { on, code } = await withCode();
        await double.call({ method: 'DELETE', path: '/_sim/requests' });

        await double.redeem(on, code);
        await double.redeem(on, code);

        const { body } = await double.call({ path: '/_sim/requests' });
        expect(body).toMatchObject([
            { method: 'POST', tenantId: contoso(TENANT), objectId: contoso('101'), status: 200 },
            { method: 'POST', tenantId: contoso(TENANT), objectId: null, status: 400 },
        ]);
    });

    describe('for an ID token that is wrong on order', () => {
        const order = (idToken: string) =>
            double.call({ method: 'POST', path: '/_sim/faults', body: { path: '/token$', idToken, times: 1 } });

        const redeemed = async () => {
            const { on, code } = await withCode();
            const { body } = await double.redeem(on, code);
            const { id_token: token } = body as { id_token: string };
            return { token, claims: decodeJwt(token) };
        };

        /** The members of two payloads that differ, but for those that are never the same. */
        const differences = (good: JWTPayload, bad: JWTPayload): string[] =>
            [...new Set([...Object.keys(good), ...Object.keys(bad)])]
                .filter((name) => name !== 'uti' && good[name] !== bad[name])
                .sort();

        it.each([
            ['expired', ['exp', 'iat', 'nbf']],
            ['wrong-audience', ['aud']],
            ['wrong-issuer', ['iss']],
            ['wrong-tenant', ['tid']],
            ['wrong-nonce', ['nonce']],
            ['unsigned', []],
            ['other-key', []],
        ])('%s changes %j and nothing else of it', async (defect, changed) => {
            const good = await redeemed();
            await order(defect);

            const bad = await redeemed();
            const after = await redeemed();

            expect(differences(good.claims, bad.claims)).toEqual(changed);
            expect(differences(good.claims, after.claims)).toEqual([]);
        });

        it('unsigned has no signature, and other-key one that the published key did not make', async () => {
            await order('unsigned');
            const unsigned = await redeemed();
            await order('other-key');
            const other = await redeemed();
            const good = await redeemed();

            expect(decodeProtectedHeader(unsigned.token)).toEqual({ alg: 'none' });
            expect(unsigned.token.split('.')[2]).toBe('');
            expect(decodeProtectedHeader(other.token).kid).toBe(decodeProtectedHeader(good.token).kid);
            await expect(double.isSignedByPublishedKey(good.token)).resolves.toBe(true);
            await expect(double.isSignedByPublishedKey(other.token)).resolves.toBe(false);
        });

        it('expired has been so for long enough that no clock is that wrong', async () => {
            await order('expired');

            const { claims } = await redeemed();

            expect((claims.exp ?? 0) * 1000).toBeLessThan(clock - 30 * MINUTES);
        });

        it('waits for a code: tokens of the application itself are left alone', async () => {
            await order('wrong-nonce');
            await double.credential(contoso(TENANT)).getToken('https://management.azure.com/.default');

            const { claims } = await redeemed();

            expect(claims.nonce).not.toBe('the nonce');
            expect(claims.aud).toBe(CLIENT_ID);
        });

        it('is refused where nobody knows what is meant', async () => {
            const { status, body } = await order('wrong');

            expect(status).toBe(400);
            expect((body as { problems: string[] }).problems).toEqual([expect.stringMatching(/^idToken: /)]);
        });
    });

    it('is told apart from the application by a fault for one grant', async () => {
        const { on, code } = await withCode();
        await double.call({
            method: 'POST',
            path: '/_sim/faults',
            body: { path: '/token$', grantType: 'client_credentials', status: 401, code: 'AADSTS7000229', times: 1 },
        });

        const ofPerson = await double.redeem(on, code);
        const ofApplication = double.credential(contoso(TENANT)).getToken('https://management.azure.com/.default');

        expect(ofPerson.status).toBe(200);
        await expect(ofApplication).rejects.toThrow(/invalid_client.*AADSTS7000229/s);
    });
});
