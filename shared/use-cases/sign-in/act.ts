import type { AzureInvite } from '../../domain/invite.ts';
import type { SignInTrip } from '../../domain/sign-in.ts';
import type { Log } from '../../ports/log.ts';
import type { SignedIn } from '../../ports/sign-in.ts';
import { askingAzure } from './asking-azure.ts';
import { replace, takeBack } from './change.ts';
import type { Departure } from './depart.ts';
import type { SignInDependencies } from './deps.ts';
import type { RefusalFacts } from './refused.ts';
import { save } from './save.ts';
import { subjectOf } from './target.ts';

const DO = { save, remove: takeBack, replace } as const;

/**
 * The second callback, the one that acts: checks everything again, does at Azure what was chosen with the
 * person's own token, forgets it, and has the rest done by the queue.
 *
 * @returns the invite whose status page comes next
 * @throws Refused, Decided, AppError `link-gone` or `partner-id-mismatch`
 */
export async function act(
    deps: SignInDependencies,
    trip: SignInTrip,
    person: SignedIn,
    log: Log,
): Promise<AzureInvite | Departure> {
    const { target, purpose, tenantId } = trip;
    const facts: RefusalFacts = { target, purpose, account: { name: person.accountName } };
    const admin = deps.adminAzure(tenantId, person.accessToken);
    return await askingAzure(deps, trip, facts, async () => {
        const subject = await subjectOf(deps, target, purpose);
        return await DO[purpose]({ deps, trip, person, admin, subject, facts, log });
    });
}
