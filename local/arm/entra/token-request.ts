import type { IdTokenDefect } from '../../id-token-defects.ts';
import type { World } from '../state/world.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Reply } from '../wire.ts';
import type { ClientKeys } from './client-assertion.ts';
import { EntraError } from './entra-error.ts';
import type { Tokens } from './tokens.ts';

/** What the token endpoint works with. */
export interface TokenEndpoint {
    world: World;
    tokens: Tokens;
    keys: ClientKeys;
    signIn: SignIn;
    /** Origin of the double. */
    url: string;
    now: Date;
    /** What is to be wrong with the next ID token. */
    idTokenDefect: IdTokenDefect | undefined;
}

/** A field of the form. @throws EntraError 900144 where it is missing */
export const required = (form: URLSearchParams, name: string): string => {
    const value = form.get(name);
    if (value !== null && value !== '') return value;
    throw new EntraError(
        400,
        'invalid_request',
        900144,
        `The request body must contain the following parameter: '${name}'.`,
    );
};

/** An answer with tokens, which nothing on the way may keep. */
export const tokenReply = (body: Record<string, unknown>): Reply => ({
    status: 200,
    headers: { 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' },
    body,
});
