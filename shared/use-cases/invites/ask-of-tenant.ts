import pLimit from 'p-limit';
import { isGuided } from '../../domain/invite.ts';
import { askNow } from '../../domain/products/said-transitions.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import { changeInvite } from './change-invite.ts';

const PAGE = 100;
/** So many are written at once. */
const AT_ONCE = 8;

/**
 * A customer's agreement with Microsoft changed: whatever it said before that of a product whose partner it names by hand
 * is asked again by the next run of the remind timer, and not only when its time has come. Done again, it ends the same.
 *
 * @param changedAt when the change was seen, ISO 8601 UTC
 * @throws UnavailableError where the store cannot be reached
 */
export async function askOfTenant(
    { invites, clock }: { invites: InviteStore; clock: Clock },
    tenantId: string,
    changedAt: string,
): Promise<void> {
    let continuation: string | undefined;
    do {
        const page = await invites.list({ tenantId, isGuided: true, status: 'attested', limit: PAGE, continuation });
        await pLimit(AT_ONCE).map(page.items, ({ id }) =>
            changeInvite(invites, id, (invite) =>
                isGuided(invite) ? askNow(invite, changedAt, clock.now()) : undefined,
            ),
        );
        continuation = page.continuation;
    } while (continuation !== undefined);
}
