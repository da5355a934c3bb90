import { randomBytes } from 'node:crypto';
import { parseConfig } from '../../../shared/config.ts';
import type { Config } from '../../../shared/config.ts';
import { SignInError } from '../../../shared/ports/sign-in.ts';
import type { AuthorizeRequest, SignIn } from '../../../shared/ports/sign-in.ts';
import { signInAs } from '../../support/sign-in.ts';
import type { SignInSteps } from '../../support/sign-in.ts';
import { CLIENT_ID, fourthCoffee, TENANT } from '../arm/sample-ids.ts';

export const BASE_URL = 'https://partner.example';
export const CALLBACK = `${BASE_URL}/api/signin/callback`;

/** The settings of the sample partner, with Entra at this address. */
export const configFor = (authorityHost: string, over: Record<string, string | undefined> = {}): Config =>
    parseConfig({
        PUBLIC_BASE_URL: BASE_URL,
        PARTNER_NAME: 'Fourth Coffee',
        PARTNER_ID: '314159',
        PARTNER_DOMAINS: 'fourthcoffee.example',
        PARTNER_NOTIFY: 'partners@fourthcoffee.example',
        PARTNER_CONTACT: 'partners@fourthcoffee.example',
        PARTNER_TENANT_ID: fourthCoffee(TENANT),
        PARTNER_CLIENT_ID: CLIENT_ID,
        PARTNER_CLIENT_SECRET: 'local',
        ENTRA_AUTHORITY_HOST: authorityHost,
        ENTRA_INSTANCE_DISCOVERY: 'false',
        ARM_ENDPOINT: authorityHost,
        LINK_SIGNING_KEYS: `k:${Buffer.alloc(32, 1).toString('base64url')}`,
        SENDGRID_API_KEY: 'SG.local',
        MAIL_FROM: 'partners@fourthcoffee.example',
        ServiceBusConnection: 'Endpoint=sb://not.used',
        TablesConnection: 'AccountName=notused',
        ...over,
    });

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
