import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { signInAs } from '../../support/sign-in.ts';
import { sampleDocument, startDouble, type Answer } from './environment.ts';
import { contoso, fourthCoffee, TENANT } from './sample-ids.ts';
import { queryOf, startSignIn } from './sign-in-environment.ts';

const OPERATIONS = fourthCoffee('b');
const CALLBACK = 'http://localhost:7071/.auth/login/aad/callback';
const AUDITOR = 'auditor@fourthcoffee.example';
const HOME = fourthCoffee(TENANT);
const API = `api://${OPERATIONS}`;

const errorCodes = ({ body }: Answer) => (body as { error_codes?: number[] }).error_codes;

describe('the operations registration', () => {
    let entra: Awaited<ReturnType<typeof startSignIn>>;
    beforeAll(async () => {
        entra = await startSignIn();
    });
    beforeEach(async () => {
        await entra.reset();
        await entra.change(({ operations }) => {
            if (operations !== undefined) operations.redirectUris = [CALLBACK];
        });
    });
    afterAll(() => entra.close());

    const asked = (scope = 'openid profile') => ({ client_id: OPERATIONS, redirect_uri: CALLBACK, scope });

    const signIn = async (scope?: string): Promise<Record<string, string>> => {
        const trip = entra.trip(asked(scope), HOME);
        const code = await entra.codeFor(trip, AUDITOR);
        const answer = await entra.redeem(trip, code, { client_id: OPERATIONS, redirect_uri: CALLBACK });
        return answer.body as Record<string, string>;
    };

    const credentials = (more: Record<string, string> = {}, tenantId = HOME): Promise<Answer> =>
        entra.call({
            method: 'POST',
            path: `/${tenantId}/oauth2/v2.0/token`,
            headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams({
                grant_type: 'client_credentials',
                client_id: OPERATIONS,
                client_secret: 'local',
                scope: `${API}/.default`,
                ...more,
            }).toString(),
        });

    it('has the roles of a person in the ID token, and in no token for anything else', async () => {
        const { id_token: id = '', access_token: access = '' } = await signIn();

        expect(decodeJwt(id)).toMatchObject({
            aud: OPERATIONS,
            iss: `${entra.url}/${HOME}/v2.0`,
            tid: HOME,
            preferred_username: AUDITOR,
            roles: ['Partner.Reader'],
        });
        expect(decodeJwt(access)).not.toHaveProperty('roles');
        expect(decodeJwt(access).aud).not.toBe(OPERATIONS);
    });

    it('gives a person a token for its own API', async () => {
        const { access_token: access = '' } = await signIn(`openid ${API}/user_impersonation`);

        expect(decodeJwt(access)).toMatchObject({
            aud: OPERATIONS,
            azp: OPERATIONS,
            scp: 'user_impersonation',
            roles: ['Partner.Reader'],
        });
    });

    it('gives a script a token with the roles that it was given itself', async () => {
        const { body } = await credentials();

        const claims = decodeJwt((body as { access_token: string }).access_token);
        expect(claims).toMatchObject({ aud: OPERATIONS, idtyp: 'app', roles: ['Partner.Operator'], tid: HOME });
        expect(claims).not.toHaveProperty('scp');
    });

    it.each([
        ['a wrong secret', { client_secret: 'wrong' }, HOME, 7000215],
        ['another resource', { scope: 'https://management.azure.com/.default' }, HOME, 500011],
        ['the tenant of a customer', {}, contoso(TENANT), 700016],
    ])('gives a script nothing with %s', async (_what, more, tenantId, code) => {
        expect(errorCodes(await credentials(more, tenantId))).toEqual([code]);
    });

    it('is none for the tenant of a customer, and asks for no resource of another', async () => {
        const elsewhere = await entra.open(entra.trip(asked(), contoso(TENANT)).url);
        const trip = entra.trip(asked('openid https://management.azure.com/user_impersonation'), HOME);
        const refused = queryOf((await entra.open(trip.url)).headers.location ?? '');

        expect(elsewhere.body).toContain('AADSTS700016');
        expect(refused).toMatchObject({ error: 'invalid_resource' });
    });

    it('leads back to its own address alone', async () => {
        const { url } = entra.trip({ ...asked(), redirect_uri: 'http://localhost:7071/api/signin/callback' }, HOME);

        const answer = await entra.open(url);

        expect(answer.headers.location).toBeUndefined();
        expect(answer.body).toContain('AADSTS50011');
    });

    it('lets nobody in without a role', async () => {
        await entra.change((document) => {
            for (const { users } of document.tenants) for (const user of users) user.appRoles = [];
        });

        const trying = signInAs({ url: entra.trip(asked(), HOME).url, upn: AUDITOR });

        await expect(trying).rejects.toThrow('AADSTS50105');
    });

    it('stays as it was under a document that names none', async () => {
        await entra.change((document) => {
            delete document.operations;
        });

        expect((await entra.state()).operations).toMatchObject({ clientId: OPERATIONS, redirectUris: [CALLBACK] });
    });

    it('is another one than the application', async () => {
        const document = sampleDocument();
        if (document.operations !== undefined) document.operations.clientId = document.app.clientId;

        const answer = await entra.call({ method: 'PUT', path: '/_sim/state', body: document });

        expect(answer.status).toBe(400);
        expect(JSON.stringify(answer.body)).toContain('is there twice');
    });

    it('comes to a state that was kept before there was one', async () => {
        const directory = await mkdtemp(join(tmpdir(), 'operations-'));
        const stateFile = join(directory, 'arm.json');
        const { operations, ...earlier } = sampleDocument();
        await writeFile(stateFile, JSON.stringify(earlier));

        const double = await startDouble({ stateFile });
        double.registerCallback(CALLBACK, 'operations');
        const found = (await double.state()).operations;
        await double.close();
        const kept = await readFile(stateFile, 'utf8');
        await rm(directory, { recursive: true });

        expect(found).toEqual({ ...operations, redirectUris: [CALLBACK] });
        expect(kept).toContain(CALLBACK);
    });
});
