import type { SignInTrip } from '../../domain/sign-in.ts';
import { AzureError, isPassing } from '../../ports/azure.ts';
import { departWithClaims } from './depart.ts';
import type { Departure } from './depart.ts';
import type { SignInDependencies } from './deps.ts';
import { Refused } from './refused.ts';
import type { RefusalFacts } from './refused.ts';

/**
 * Runs what asks Azure as the person. What Azure demands of the sign-in is answered by one more sign-in, once;
 * whatever else it refuses is told.
 *
 * @param facts for the page of a refusal, as they stand then
 * @throws Refused
 */
export async function askingAzure<T>(
    deps: SignInDependencies,
    trip: SignInTrip,
    facts: RefusalFacts,
    work: () => Promise<T>,
): Promise<T | Departure> {
    try {
        return await work();
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        const because = { cause: error };
        if (error.kind === 'claims-challenge') {
            if (trip.claimsAsked || error.claims === undefined) throw new Refused('stronger-sign-in', facts, because);
            return await departWithClaims(deps, trip, error.claims);
        }
        if (error.kind === 'policy') throw new Refused('policy', { ...facts, policy: error.policy }, because);
        if (error.kind === 'forbidden') throw new Refused('no-right', facts, because);
        if (error.kind === 'principal-not-found' || error.kind === 'application-missing') {
            throw new Refused('not-yet', facts, because);
        }
        if (isPassing(error)) throw new Refused('unavailable', facts, because);
        throw error;
    }
}
