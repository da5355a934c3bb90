import { randomBytes } from 'node:crypto';
import { SignInError } from '../../../shared/ports/sign-in.ts';
import type { AuthorizeRequest, SignIn } from '../../../shared/ports/sign-in.ts';
import { BASE_URL } from '../../support/config-for.ts';
import { signInAs } from '../../support/sign-in.ts';
import type { SignInSteps } from '../../support/sign-in.ts';

export const CALLBACK = `${BASE_URL}/api/signin/callback`;

const unguessable = () => randomBytes(32).toString('base64url');

/** A trip to Entra, with secrets of its own. */
export const newTrip = (tenantId: string, over: Partial<AuthorizeRequest> = {}): AuthorizeRequest => ({
    tenantId,
    state: unguessable(),
    nonce: unguessable(),
    codeVerifier: unguessable(),
    prompt: 'select_account',
    ...over,
});

/** Walks through Entra's pages; what the browser comes back with. */
export async function travel(
    signIn: SignIn,
    trip: AuthorizeRequest,
    steps: Omit<SignInSteps, 'url'>,
): Promise<URLSearchParams> {
    const back = new URL(await signInAs({ url: await signIn.authorizeUrl(trip), ...steps }));
    if (`${back.origin}${back.pathname}` !== CALLBACK) throw new Error('Entra leads somewhere else.');
    return back.searchParams;
}

/** The SignInError that something ends in. */
export async function errorOf(action: () => Promise<unknown>): Promise<SignInError> {
    try {
        await action();
    } catch (error) {
        if (error instanceof SignInError) return error;
        throw error;
    }
    throw new Error('It did not fail.');
}
