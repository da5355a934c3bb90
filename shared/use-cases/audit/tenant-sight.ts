import type { KnownSubscriptions, SeenLink, TenantSight } from '../../domain/customer.ts';
import type { Reach } from './audit-findings.ts';
import type { TenantView } from './audit-view.ts';
import type { Way } from './ways-in.ts';

/** The link of an identity; null where it has none, or may not be read. */
async function seenLink(way: Way | undefined): Promise<SeenLink | null> {
    const link = await way?.link();
    if (link === undefined || link === 'unreadable' || link.state === 'Deleted') return null;
    const { partnerId, createdTime = null, updatedTime = null } = link;
    return { partnerId, createdAt: createdTime, updatedAt: updatedTime };
}

/** How the partner reaches the tenant: what the customer says counts where nothing is seen. */
export async function sightOf(
    view: TenantView,
    { seenBy, discovery }: Reach,
    { attested }: KnownSubscriptions,
    aSubscription: string | null,
): Promise<TenantSight> {
    const way = view.ways.find(({ name }) => name === seenBy);
    return {
        access: seenBy ?? (attested.size > 0 ? 'attested' : 'none'),
        discovery,
        principalId: (await way?.principalId()) ?? null,
        link: await seenLink(way),
        aSubscription,
    };
}
