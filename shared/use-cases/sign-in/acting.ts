import type { SignInTrip } from '../../domain/sign-in.ts';
import type { AdminAzure } from '../../ports/admin-azure.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { SignedIn } from '../../ports/sign-in.ts';
import type { SignInDependencies } from './deps.ts';
import { Refused } from './refused.ts';
import type { RefusalFacts } from './refused.ts';
import type { Subject } from './target.ts';

/** What the second callback works with. */
export interface Act {
    deps: SignInDependencies;
    trip: SignInTrip;
    person: SignedIn;
    admin: AdminAzure;
    subject: Subject;
    facts: RefusalFacts;
    log: Log;
}

/** A right under a condition is tried; where the condition forbids it, that is what is told. */
export async function underConditions<T>(
    conditional: boolean,
    facts: RefusalFacts,
    work: () => Promise<T>,
): Promise<T> {
    try {
        return await work();
    } catch (error) {
        if (conditional && error instanceof AzureError && error.kind === 'forbidden') {
            throw new Refused('condition', facts, { cause: error });
        }
        throw error;
    }
}
