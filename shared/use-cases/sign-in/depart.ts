import type {
    Account,
    GrantChoice,
    ReviewTicket,
    SignInPurpose,
    SignInTarget,
    SignInTrip,
} from '../../domain/sign-in.ts';
import type { Random } from '../../ports/clock.ts';
import type { SignIn } from '../../ports/sign-in.ts';

/** A way to Entra: where the browser goes, and what it keeps meanwhile. */
export interface Departure {
    kind: 'departure';
    url: string;
    trip: SignInTrip;
}

interface Roads {
    signIn: Pick<SignIn, 'authorizeUrl'>;
    random: Random;
}

/** 256 bits, base64url: 43 characters, as a PKCE verifier has at least. */
const unguessable = (random: Random): string => random.bytes(32).toString('base64url');

async function depart(
    { signIn, random }: Roads,
    trip: Omit<SignInTrip, 'state' | 'nonce' | 'codeVerifier'>,
    claims?: string,
): Promise<Departure> {
    const secrets = { state: unguessable(random), nonce: unguessable(random), codeVerifier: unguessable(random) };
    const url = await signIn.authorizeUrl({
        ...secrets,
        tenantId: trip.tenantId,
        prompt: trip.interactive ? 'select_account' : 'none',
        loginHint: trip.account?.name,
        claims,
    });
    return { kind: 'departure', url, trip: { ...trip, ...secrets } };
}

/** The first trip: who is it, and may they? */
export const departToReview = (
    roads: Roads,
    request: { tenantId: string; target: SignInTarget; purpose: SignInPurpose },
): Promise<Departure> =>
    depart(roads, { ...request, step: 'review', choice: null, account: null, claimsAsked: false, interactive: true });

/** The second trip, without a page where Entra still knows the person: to do what was chosen on the review page. */
export function departToAct(
    roads: Roads,
    {
        tenantId,
        target,
        purpose,
        account,
    }: Pick<ReviewTicket, 'tenantId' | 'target' | 'purpose'> & { account: Account },
    choice: GrantChoice,
): Promise<Departure> {
    const trip = { tenantId, target, purpose, account, choice };
    return depart(roads, { ...trip, step: 'act', claimsAsked: false, interactive: false });
}

/** The same trip once more, this time with Entra's pages. */
export const departAgain = (roads: Roads, trip: SignInTrip): Promise<Departure> =>
    depart(roads, { ...trip, interactive: true });

/** The same trip once more, with what Azure demands of the sign-in. */
export const departWithClaims = (roads: Roads, trip: SignInTrip, claims: string): Promise<Departure> =>
    depart(roads, { ...trip, claimsAsked: true, interactive: true }, claims);
