import {
    authorizationCodeGrant,
    calculatePKCECodeChallenge,
    ClientSecretPost,
    discovery,
    enableNonRepudiationChecks,
    randomNonce,
    randomPKCECodeVerifier,
    randomState,
} from 'openid-client';
import type { Configuration } from 'openid-client';
import type { Settings } from '../settings.ts';

/** What has to come back from a sign-in that was begun. */
export interface Expected {
    state: string;
    nonce: string;
    codeVerifier: string;
    redirectUri: string;
}

/** The registration that people sign in to. */
export interface Registration {
    authorizeUrl(redirectUri: string): Promise<{ url: string; expected: Expected }>;
    /** The claims of the verified ID token. @throws whatever is wrong with the answer */
    redeem(callback: URLSearchParams, expected: Expected): Promise<Record<string, unknown>>;
}

/**
 * The registration, by the settings that App Service keeps it in; undefined where authentication is not on, or not set
 * up.
 */
export const registrationIn = (settings: Settings): Registration | undefined => {
    const {
        WEBSITE_AUTH_CLIENT_ID: clientId = '',
        WEBSITE_AUTH_OPENID_ISSUER: issuer = '',
        MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: secret = '',
    } = settings;
    const isOn = settings.WEBSITE_AUTH_ENABLED?.toLowerCase() === 'true';
    if (!isOn || clientId === '' || issuer === '' || secret === '') return undefined;

    let found: Promise<Configuration> | undefined;
    const configuration = async (): Promise<Configuration> => {
        const options = { execute: [enableNonRepudiationChecks] };
        found ??= discovery(new URL(issuer), clientId, {}, ClientSecretPost(secret), options);
        try {
            return await found;
        } catch (error) {
            found = undefined;
            throw error;
        }
    };

    return {
        async authorizeUrl(redirectUri) {
            const expected = {
                state: randomState(),
                redirectUri,
                nonce: randomNonce(),
                codeVerifier: randomPKCECodeVerifier(),
            };
            // The library's own way insists on HTTPS, and the local sign-in pages are plain.
            const url = new URL((await configuration()).serverMetadata().authorization_endpoint ?? issuer);
            url.search = new URLSearchParams({
                client_id: clientId,
                redirect_uri: redirectUri,
                scope: 'openid profile email',
                response_type: 'code',
                code_challenge: await calculatePKCECodeChallenge(expected.codeVerifier),
                code_challenge_method: 'S256',
                nonce: expected.nonce,
                prompt: 'select_account',
                state: expected.state,
            }).toString();
            return { url: url.href, expected };
        },
        async redeem(callback, { state, nonce, codeVerifier, redirectUri }) {
            const url = new URL(redirectUri);
            url.search = callback.toString();
            const tokens = await authorizationCodeGrant(await configuration(), url, {
                expectedState: state,
                expectedNonce: nonce,
                pkceCodeVerifier: codeVerifier,
                idTokenExpected: true,
            });
            return { ...tokens.claims() };
        },
    };
};
