import { createHash, randomBytes } from 'node:crypto';
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet } from 'jose';
import type { ArmOptions } from '../../../local/arm/index.ts';
import { signInAs, type SignInSteps } from '../../support/sign-in.ts';
import { call } from '../../support/stack-http.ts';
import { startDouble, tenantOf, type Answer } from './environment.ts';
import { CLIENT_ID, contoso, TENANT } from './sample-ids.ts';

/** Where the tests' application takes people back to. Nothing listens there. */
export const CALLBACK = 'http://localhost:7071/api/signin/callback';

export const ARM_PERMISSION = 'https://management.azure.com/user_impersonation';

/** What is asked for unless a test asks for something else; undefined leaves a parameter out. */
export type Asked = Record<string, string | undefined>;

/** One sign-in of the tests' application: what the code can be redeemed with. */
export interface Trip {
    tenantId: string;
    verifier: string;
    url: string;
}

/** What a redirect to the application carries. */
export const queryOf = (location: string): Record<string, string> =>
    Object.fromEntries(new URL(location).searchParams.entries());

const defined = (values: Asked): Record<string, string> =>
    Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Starts the double with the application's callback registered. */
export const startSignIn = async (options: Partial<ArmOptions> = {}) => {
    const double = await startDouble(options);
    const { authorization_endpoint: endpoint } = (
        await double.call({ path: `/${contoso(TENANT)}/v2.0/.well-known/openid-configuration` })
    ).body as { authorization_endpoint: string };
    const { origin } = new URL(endpoint);

    const trip = (asked: Asked = {}, tenantId = contoso(TENANT)): Trip => {
        const verifier = randomBytes(32).toString('base64url');
        const query = new URLSearchParams(
            defined({
                client_id: CLIENT_ID,
                response_type: 'code',
                redirect_uri: CALLBACK,
                scope: `openid profile ${ARM_PERMISSION}`,
                response_mode: 'query',
                state: 'the state',
                nonce: 'the nonce',
                code_challenge: createHash('sha256').update(verifier).digest('base64url'),
                code_challenge_method: 'S256',
                prompt: 'select_account',
                ...asked,
            }),
        );
        return { tenantId, verifier, url: `${origin}/${tenantId}/oauth2/v2.0/authorize?${query.toString()}` };
    };

    const redeem = (
        { tenantId, verifier }: Pick<Trip, 'tenantId' | 'verifier'>,
        code: string,
        changes: Asked = {},
    ): Promise<Answer> =>
        double.call({
            method: 'POST',
            path: `/${tenantId}/oauth2/v2.0/token`,
            headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams(
                defined({
                    grant_type: 'authorization_code',
                    client_id: CLIENT_ID,
                    client_secret: 'local',
                    code,
                    redirect_uri: CALLBACK,
                    code_verifier: verifier,
                    ...changes,
                }),
            ).toString(),
        });

    const codeFor = async (on: Trip, upn: string, steps: Partial<SignInSteps> = {}): Promise<string> => {
        const { code, ...rest } = queryOf(await signInAs({ url: on.url, upn, ...steps }));
        if (code === undefined) throw new Error(`no code: ${JSON.stringify(rest)}`);
        return code;
    };

    return {
        ...double,
        /** Origin of Entra's pages. */
        origin,
        trip,
        redeem,
        codeFor,
        /** Opens a page and follows nothing. */
        open: (url: string, cookie?: string) => call('GET', url, cookie === undefined ? {} : { headers: { cookie } }),
        async isSignedByPublishedKey(token: string): Promise<boolean> {
            const { body } = await double.call({ path: `/${contoso(TENANT)}/discovery/v2.0/keys` });
            return jwtVerify(token, createLocalJWKSet(body as JSONWebKeySet)).then(
                () => true,
                (error: unknown) => {
                    if (error instanceof errors.JWSSignatureVerificationFailed) return false;
                    throw error;
                },
            );
        },
        /** Sends a form to the pages. */
        postForm: (path: string, fields: Record<string, string>) =>
            call('POST', origin + path, {
                headers: { 'content-type': 'application/x-www-form-urlencoded' },
                body: new URLSearchParams(fields).toString(),
            }),
        /** Signs somebody in and redeems the code: what the token endpoint answers. */
        async signIn(upn: string, tenantId = contoso(TENANT), asked: Asked = {}): Promise<Record<string, string>> {
            const on = trip(asked, tenantId);
            return (await redeem(on, await codeFor(on, upn))).body as Record<string, string>;
        },
        adminConsentUrl: (tenantId: string, asked: Asked = {}): string =>
            `${origin}/${tenantId}/v2.0/adminconsent?${new URLSearchParams(
                defined({
                    client_id: CLIENT_ID,
                    redirect_uri: CALLBACK,
                    scope: ARM_PERMISSION,
                    state: 'the state',
                    ...asked,
                }),
            ).toString()}`,
        /** Lets nobody consent for themselves in a tenant. */
        forbidUserConsent: (tenantId: string) =>
            double.change((document) => {
                tenantOf(document, tenantId).userConsent = false;
            }),
        async reset(): Promise<void> {
            await double.reset();
            await double.change(({ app }) => {
                app.redirectUris = [CALLBACK];
            });
            await double.call({ method: 'DELETE', path: '/_sim/requests' });
        },
    };
};

export type SignInDouble = Awaited<ReturnType<typeof startSignIn>>;
