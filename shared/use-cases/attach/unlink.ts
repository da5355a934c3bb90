import type { AzureInvite } from '../../domain/invite.ts';
import { removedAt } from '../../domain/invite.ts';
import { lookAgainAt } from '../../domain/replication.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { LinkDependencies } from './deps.ts';
import { underLease } from './lease.ts';
import { needOfLink } from './needed.ts';
import type { Need } from './needed.ts';
import { principalIn } from './principal.ts';
import type { Principal } from './principal.ts';
import { Wait } from './wait.ts';
import { delegatedTo } from './ways.ts';

const GONE = 'The tenant has no link of this partner ID any more: nothing there needs it.';
const NOT_OURS = 'Nothing is left to be done: the application is not in the tenant.';
const REFUSED = 'The link is kept: Microsoft refuses the application in this tenant.';
const AT_HOME = 'The link is made in the partner’s own tenant, as with Azure Lighthouse, and stays.';
const keptOther = (partnerId: string): string => `The link is kept: its partner ID is ${partnerId}.`;

const KEPT: Readonly<Record<Need, string>> = {
    'this-subscription': 'The link is kept: the application still holds a role on this subscription, or above it.',
    'another-subscription': 'The link is kept: another subscription of the tenant needs it.',
    'too-many-to-tell': 'The link is kept: the tenant has too many subscriptions to tell that none needs it.',
    'not-readable': 'The link is kept: whether anything in the tenant needs it could not be read.',
};

/** The object ID of our service principal; undefined where there is none. */
async function ownPrincipalId(own: Principal): Promise<string | undefined> {
    try {
        return await own.ask((access) => access.principalId());
    } catch (error) {
        const isGone = error instanceof AzureError && ['application-missing', 'tenant-unknown'].includes(error.kind);
        if (!isGone) throw error;
        return undefined;
    }
}

/** Deletes the link of our service principal, if nothing needs it; the one that carries another ID is left alone. */
async function unlinkOwn(deps: LinkDependencies, own: Principal, principalId: string, invite: AzureInvite) {
    const need = await needOfLink(deps, own, principalId, invite);
    // The role that was taken away may show for a while yet.
    const since = need === 'this-subscription' ? removedAt(invite) : null;
    const again = lookAgainAt(since, deps.clock.now(), deps.random.fraction());
    if (again !== undefined) throw new Wait(again);
    if (need !== undefined) return KEPT[need];

    return await underLease(deps, invite.tenantId, invite, () =>
        own.ask(async (access) => {
            const link = await access.link();
            if (link !== undefined && link.partnerId !== invite.partnerId) return keptOther(link.partnerId);
            if (link !== undefined) await access.deleteLink(invite.partnerId);
            return GONE;
        }),
    );
}

async function whatHappens(deps: LinkDependencies, own: Principal, invite: AzureInvite, log: Log): Promise<string> {
    const principalId = await ownPrincipalId(own);
    const link = principalId === undefined ? undefined : await own.ask((access) => access.link());
    if (principalId === undefined || link === undefined) {
        if ((await delegatedTo(deps, invite, log)) !== undefined) return AT_HOME;
        return principalId === undefined ? NOT_OURS : GONE;
    }
    if (link.partnerId !== invite.partnerId) return keptOther(link.partnerId);
    return await unlinkOwn(deps, own, principalId, invite);
}

/**
 * Deletes the link of our service principal in the customer's tenant once nothing there needs it. The one in our own
 * tenant stands for every customer who delegates, and is never deleted for one of them.
 *
 * @returns what happened, in one sentence
 * @throws Wait where it has to be looked at again
 * @throws AzureError of a passing or an unexpected kind
 */
export async function unlink(deps: LinkDependencies, invite: AzureInvite, log: Log): Promise<string> {
    if (invite.tenantId === deps.partner.tenantId) return AT_HOME;
    try {
        return await whatHappens(deps, await principalIn(deps, invite.tenantId), invite, log);
    } catch (error) {
        if (error instanceof AzureError && error.kind === 'forbidden') return REFUSED;
        throw error;
    }
}
