import type { AzureInvite } from '../../domain/invite.ts';
import { AzureError } from '../../ports/azure.ts';
import type { LinkDependencies } from './deps.ts';
import { underLease } from './lease.ts';
import type { Principal } from './principal.ts';

/**
 * Brings the link of our principal in a tenant to the invite's partner ID: GET, then PUT, PATCH or nothing, then GET
 * again. No lease is taken where it stands already.
 *
 * @param mayReplace whether another partner ID may be changed
 * @returns the other partner ID that is in the way, and stays; undefined where the link stands as wanted
 * @throws Wait where somebody else writes this tenant's link
 */
export async function writeLink(
    deps: LinkDependencies,
    principal: Principal,
    invite: AzureInvite,
    mayReplace: boolean,
): Promise<string | undefined> {
    const wanted = invite.partnerId;
    const read = () => principal.ask((access) => access.link());

    const first = await read();
    if (first?.partnerId === wanted) return undefined;
    if (first !== undefined && !mayReplace) return first.partnerId;

    return await underLease(deps, principal.tenantId, invite, async () => {
        const link = await read();
        if (link?.partnerId === wanted) return undefined;
        if (link !== undefined && !mayReplace) return link.partnerId;
        await principal.ask((access) => (link === undefined ? access.createLink(wanted) : access.changeLink(wanted)));

        const written = await read();
        if (written?.partnerId !== wanted) throw new AzureError('unavailable', 'The link does not show yet.');
        return undefined;
    });
}
