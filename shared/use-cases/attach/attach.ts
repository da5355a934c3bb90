import type { AzureInvite } from '../../domain/invite.ts';
import type { AttachOutcome } from '../../domain/attach-outcome.ts';
import { lookAgainAt } from '../../domain/replication.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import { asOurTrouble } from '../our-trouble.ts';
import type { LinkDependencies } from './deps.ts';
import type { Principal } from './principal.ts';
import { Wait } from './wait.ts';
import { findWay } from './ways.ts';
import { writeLink } from './write-link.ts';

/** The link in our own tenant stands for every customer who delegates: it is made, and never changed for one of them. */
async function linkAtHome(deps: LinkDependencies, home: Principal, invite: AzureInvite): Promise<AttachOutcome> {
    try {
        const otherPartnerId = await writeLink(deps, home, invite, false);
        return otherPartnerId === undefined
            ? { status: 'attached' }
            : { status: 'failed', cause: 'delegated-conflict', otherPartnerId };
    } catch (error) {
        throw asOurTrouble(error);
    }
}

async function link(deps: LinkDependencies, invite: AzureInvite, log: Log): Promise<AttachOutcome> {
    const way = await findWay(deps, invite, log);
    if (way.kind === 'none') return { status: 'failed', cause: 'application-missing' };
    if (way.kind === 'delegated') return await linkAtHome(deps, way.principal, invite);
    const otherPartnerId = await writeLink(deps, way.principal, invite, invite.allowReplace);
    if (otherPartnerId !== undefined) return { status: 'conflict', otherPartnerId };
    return { status: way.eligible ? 'attached' : 'unrecognised' };
}

async function tryToLink(deps: LinkDependencies, invite: AzureInvite, log: Log): Promise<AttachOutcome> {
    try {
        return await link(deps, invite, log);
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        switch (error.kind) {
            case 'application-missing':
            case 'tenant-unknown':
            case 'partner-id-refused':
            case 'forbidden':
                return { status: 'failed', cause: error.kind };
            case 'conflict':
                // Linked between our look and our write, by something that takes no lease: look again.
                throw new AzureError('unavailable', error.message, { cause: error });
            default:
                throw error;
        }
    }
}

const lacksAccess = (outcome: AttachOutcome): boolean =>
    outcome.status === 'unrecognised' || (outcome.status === 'failed' && outcome.cause === 'application-missing');

/**
 * Attaches the partner by the way in which it reaches the subscription. While a role that was just granted may still
 * replicate, that it does not show is no end.
 *
 * @throws Wait where it has to be looked at again
 * @throws AzureError of a passing or an unexpected kind
 */
export async function attach(deps: LinkDependencies, invite: AzureInvite, log: Log): Promise<AttachOutcome> {
    const outcome = await tryToLink(deps, invite, log);
    if (lacksAccess(outcome)) {
        const again = lookAgainAt(invite.grantedAt, deps.clock.now(), deps.random.fraction());
        if (again !== undefined) throw new Wait(again);
    }
    return outcome;
}
