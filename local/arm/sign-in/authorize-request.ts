import type { Tenant, World } from '../state/world.ts';
import { returnAddress, type ReturnAddress } from './application.ts';
import { RefusedRequest } from './refusals.ts';
import { readScopes } from './scopes.ts';
import { readStepUp, type StepUp } from './step-up.ts';

const PROMPTS = ['login', 'none', 'consent', 'select_account'] as const;

/** A request of the authorization code flow that may be answered. */
export interface AuthorizeRequest {
    address: ReturnAddress;
    scopes: string[];
    nonce: string | undefined;
    /** SHA-256 of the verifier, base64url. */
    codeChallenge: string;
    prompt: (typeof PROMPTS)[number] | undefined;
    loginHint: string | undefined;
    stepUp: StepUp | undefined;
}

const invalid = (code: number, message: string, error = 'invalid_request'): RefusedRequest =>
    new RefusedRequest(error, code, message);

const unsupported = (name: string, value: string, code: number, error?: string): RefusedRequest =>
    invalid(code, `The value '${value}' is not supported for the parameter '${name}'.`, error);

const checkResponse = (query: URLSearchParams): void => {
    const type = query.get('response_type');
    if (type === null) throw invalid(900144, "The request must contain the following parameter: 'response_type'.");
    if (type !== 'code') throw unsupported('response_type', type, 700054, 'unsupported_response_type');
    const mode = query.get('response_mode') ?? 'query';
    if (mode !== 'query') throw unsupported('response_mode', mode, 70007);
};

const readChallenge = (query: URLSearchParams): string => {
    const challenge = query.get('code_challenge');
    if (challenge === null || query.get('code_challenge_method') !== 'S256') {
        throw invalid(9002325, 'Proof Key for Code Exchange (method S256) is required for this authorization code.');
    }
    if (!/^[\w-]{43}$/.test(challenge)) throw invalid(501491, 'Invalid size of Code_Challenge parameter.');
    return challenge;
};

const readPrompt = (query: URLSearchParams): AuthorizeRequest['prompt'] => {
    const text = query.get('prompt');
    if (text === null) return undefined;
    const known = PROMPTS.find((prompt) => prompt === text);
    if (known === undefined) throw unsupported('prompt', text, 90023);
    return known;
};

/**
 * The rest of an authorization request, once it is known where the answer goes.
 *
 * @throws RefusedRequest for what is told to the application by a redirect
 */
const readAddressed = (address: ReturnAddress, query: URLSearchParams): AuthorizeRequest => {
    checkResponse(query);
    return {
        address,
        scopes: readScopes(query.get('scope') ?? '', address.application),
        codeChallenge: readChallenge(query),
        prompt: readPrompt(query),
        nonce: query.get('nonce') ?? undefined,
        loginHint: query.get('login_hint') ?? undefined,
        stepUp: readStepUp(query.get('claims')),
    };
};

/**
 * Reads the query of an authorization request.
 *
 * @returns the request, or where to tell the application why it is refused
 * @throws EntraError for what only a page may tell
 */
export const readAuthorizeRequest = (
    world: World,
    tenant: Tenant,
    query: URLSearchParams,
): AuthorizeRequest | { address: ReturnAddress; refused: RefusedRequest } => {
    const address = returnAddress(world, tenant, query);
    try {
        return readAddressed(address, query);
    } catch (error) {
        if (error instanceof RefusedRequest) return { address, refused: error };
        throw error;
    }
};
