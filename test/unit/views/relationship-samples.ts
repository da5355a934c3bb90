import { relationshipLinks } from '../../../shared/domain/products/relationship-links.ts';
import type { RelationshipLink } from '../../../shared/domain/products/relationship-links.ts';
import type { Relationships } from '../../../shared/domain/products/relationships.ts';
import { relationshipRules } from '../../support/relationship-rules.ts';

const RELATIONSHIP_ID = '5e5594d3-6f82-458b-b567-77db4811f0cd-0c000000-0000-4000-8000-000000001234';

const linksOf = (relationships: Relationships): RelationshipLink[] =>
    relationshipLinks({ relationships, partnerId: '314159', product: 'azure' }, relationshipRules);

/** All that one request can ask for besides, as it is pasted. */
export const askedBesides = linksOf({
    gdap: {
        link: `https://admin.cloud.microsoft/?#/partners/invitation/granularAdminRelationships/${RELATIONSHIP_ID}`,
    },
    reseller: 'indirect',
});

/** Each kind, and a provider without a name. */
export const everyRelationship: RelationshipLink[] = [
    ...askedBesides,
    ...linksOf({ gdap: { id: RELATIONSHIP_ID }, reseller: 'direct' }),
    ...askedBesides.filter(({ kind }) => kind === 'indirect').map((link) => ({ ...link, provider: null })),
];
