import type { Invite } from '../invite.ts';
import { readApprovalLink } from './approval-link.ts';
import { fillLink } from './link-template.ts';
import type { AskingRules, Relationships } from './relationships.ts';

/** Where a customer looks at a relationship that it is asked for. */
export interface RelationshipLink {
    kind: 'gdap' | 'reseller' | 'indirect';
    href: string;
    /** Who it is bought through, where that has a name; null for the others. */
    provider: string | null;
}

export interface LinkRules extends AskingRules {
    /** Templates: see `link-template.ts`. */
    links: { gdap: string; reseller: string; indirectReseller: string };
    /** GUID. */
    partnerTenantId: string;
    /** A location partner ID, for invites that carry another kind. */
    partnerId: string;
}

/**
 * The links of an invite, as the settings make them today: what they do not allow any more is not shown, whatever they
 * allowed when it was asked for.
 */
export const relationshipLinks = (
    invite: Pick<Invite, 'relationships' | 'partnerId' | 'product'>,
    rules: LinkRules,
): RelationshipLink[] => [...gdapLinks(invite.relationships, rules), ...resellerLinks(invite, rules)];

function gdapLinks({ gdap }: Relationships, { links, relationshipHosts }: LinkRules): RelationshipLink[] {
    if (gdap === null) return [];
    if ('id' in gdap) return [link('gdap', fillLink(links.gdap, { relationshipId: gdap.id }))];
    const read = readApprovalLink(gdap.link, relationshipHosts);
    return 'href' in read ? [link('gdap', read.href)] : [];
}

function resellerLinks(
    { relationships: { reseller }, partnerId, product }: Pick<Invite, 'relationships' | 'partnerId' | 'product'>,
    { links, partnerTenantId, indirectProvider, ...rules }: LinkRules,
): RelationshipLink[] {
    if (reseller === 'direct') return [link('reseller', fillLink(links.reseller, { partnerTenantId }))];
    if (reseller === null || indirectProvider === undefined) return [];
    const values = {
        partnerTenantId,
        // The legacy field takes an ID that resellers are not known by.
        partnerId: product === 'azure-dpor' ? rules.partnerId : partnerId,
        indirectProviderId: indirectProvider.id,
    };
    return [link('indirect', fillLink(links.indirectReseller, values), indirectProvider.name)];
}

const link = (kind: RelationshipLink['kind'], href: string, provider: string | null = null): RelationshipLink => ({
    kind,
    href,
    provider,
});
