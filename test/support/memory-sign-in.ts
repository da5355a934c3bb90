import { SignInError } from '../../shared/ports/sign-in.ts';
import type { AuthorizeRequest, SignedIn, SignIn, SignInErrorKind } from '../../shared/ports/sign-in.ts';
import { memoryToken } from './memory-admin-azure.ts';

/** Somebody who can sign in at a tenant; a guest has an identity provider. */
export interface MemoryPerson {
    objectId: string;
    accountName: string;
    identityProvider?: string | null;
}

export interface MemorySignIn extends SignIn {
    /** Every way to Entra that was asked for, in order. */
    readonly asked: readonly AuthorizeRequest[];
    /** What the browser brings back when this person has signed in at the address. */
    enter(url: string, person: MemoryPerson): URLSearchParams;
    /** What it brings back when it came to nothing. */
    turnBack(url: string, kind: SignInErrorKind): URLSearchParams;
}

interface Code {
    request: AuthorizeRequest;
    person: MemoryPerson;
}

/** Entra's sign-in in memory: a code is good once, for who asked for it, in the tenant and with the verifier that it was asked for. */
export function memorySignIn(origin = 'https://login.example'): MemorySignIn {
    const asked: AuthorizeRequest[] = [];
    const codes = new Map<string, Code>();
    const notVerified = (what: string): SignInError => new SignInError('not-verified', `not-verified: ${what}`);

    const requestAt = (url: string): AuthorizeRequest => {
        const state = new URL(url).searchParams.get('state');
        const found = asked.find((request) => request.state === state);
        if (found === undefined) throw new Error(`nobody asked for ${url}`);
        return found;
    };

    function redeemed(callback: URLSearchParams, trip: Parameters<SignIn['redeem']>[1]): SignedIn {
        if (callback.getAll('state').join() !== trip.state) throw notVerified('state');
        const error = callback.get('error');
        if (error !== null) throw new SignInError(error as SignInErrorKind, error);
        const text = callback.get('code') ?? '';
        const code = codes.get(text);
        codes.delete(text);
        if (code === undefined) throw new SignInError('code-spent', 'code-spent: invalid_grant');
        const { request, person } = code;
        if (request.codeVerifier !== trip.codeVerifier) throw notVerified('verifier');
        if (request.nonce !== trip.nonce) throw notVerified('nonce');
        if (request.tenantId !== trip.tenantId) throw notVerified('another tenant');
        const { objectId, accountName, identityProvider = null } = person;
        const accessToken = memoryToken(objectId);
        return { tenantId: trip.tenantId, objectId, accountName, displayName: null, identityProvider, accessToken };
    }

    return {
        asked,
        enter: (url, person) => {
            const request = requestAt(url);
            const code = `code-${codes.size + 1}-${request.state}`;
            codes.set(code, { request, person });
            return new URLSearchParams({ code, state: request.state });
        },
        turnBack: (url, kind) => new URLSearchParams({ error: kind, state: requestAt(url).state }),
        authorizationOrigin: () => Promise.resolve(origin),
        authorizeUrl: (request) => {
            asked.push(request);
            return Promise.resolve(`${origin}/${request.tenantId}/authorize?state=${request.state}`);
        },
        redeem: async (callback, trip) => {
            await Promise.resolve();
            return redeemed(callback, trip);
        },
        adminConsentUrl: (tenantId, state) => Promise.resolve(`${origin}/${tenantId}/adminconsent?state=${state}`),
    };
}
