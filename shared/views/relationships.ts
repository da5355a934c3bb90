import type { RelationshipLink } from '../domain/products/relationship-links.ts';
import { heading, paragraph } from './blocks.ts';
import type { Block } from './blocks.ts';
import type { PartnerView } from './view-models.ts';
import {
    OPEN_RELATIONSHIP,
    RELATIONSHIP_HEADING,
    aboutRelationship,
    countedAnyway,
    whereItLeads,
} from './words/relationships.ts';

/**
 * The relationships that are asked for beside the request itself; nothing where there are none. They belong behind it,
 * and never wear its button: no press on one may pass for an answer to the other.
 */
export const relationshipBlocks = (links: readonly RelationshipLink[], partner: PartnerView): Block[] =>
    links.length === 0
        ? []
        : [
              heading(RELATIONSHIP_HEADING),
              {
                  kind: 'links',
                  items: links.map((link) => ({
                      lines: [aboutRelationship(link, partner), whereItLeads(link, partner)],
                      label: OPEN_RELATIONSHIP[link.kind],
                      href: link.href,
                  })),
              },
              paragraph(countedAnyway(partner)),
          ];
