import { refusedField } from '../errors.ts';
import { isRelationshipId, readApprovalLink } from './approval-link.ts';

/** Requests for a relationship that go in the same mail. None of them is needed for being partner of record. */
export interface Relationships {
    /** Granular delegated admin privileges: the relationship's ID, or the approval link as Microsoft gave it. */
    gdap: { id: string } | { link: string } | null;
    /** To buy from the partner itself, or from the partner through its provider. */
    reseller: 'direct' | 'indirect' | null;
}

export const NO_RELATIONSHIPS: Relationships = { gdap: null, reseller: null };

/** As the partner asks for them. */
export interface AskedRelationships {
    /** An ID or a link, as it was pasted. */
    gdapRelationship?: string | undefined;
    resellerInvitation?: 'direct' | 'indirect' | undefined;
}

export interface AskingRules {
    /** Where an approval link may lead to, in lower case. */
    relationshipHosts: readonly string[];
    /** Without one nobody is asked to buy through it. */
    indirectProvider: { id: string; name: string | null } | undefined;
}

/**
 * What of a request for relationships is kept.
 *
 * @throws AppError validation-failed naming the field: no value of a customer's page is taken on trust
 */
export const relationshipsOf = (
    { gdapRelationship, resellerInvitation }: AskedRelationships,
    rules: AskingRules,
): Relationships => ({
    gdap: gdapRelationship === undefined ? null : gdapOf(gdapRelationship.trim(), rules),
    reseller: resellerInvitation === undefined ? null : resellerOf(resellerInvitation, rules),
});

function gdapOf(pasted: string, { relationshipHosts }: AskingRules): Relationships['gdap'] {
    if (isRelationshipId(pasted)) return { id: pasted.toLowerCase() };
    const read = readApprovalLink(pasted, relationshipHosts);
    if ('refused' in read) throw refusedField('gdapRelationship', read.refused);
    return { link: read.href };
}

function resellerOf(kind: 'direct' | 'indirect', { indirectProvider }: AskingRules): Relationships['reseller'] {
    if (kind === 'indirect' && indirectProvider === undefined) {
        throw refusedField(
            'resellerInvitation',
            'indirect needs a provider to buy through: the setting INDIRECT_PROVIDER_ID is not set',
        );
    }
    return kind;
}
