import type { RelationshipLink } from '../../domain/products/relationship-links.ts';
import { foreign, id, message } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { PartnerView } from '../view-models.ts';

export const RELATIONSHIP_HEADING = message('relationship.heading');

export const OPEN_RELATIONSHIP: Readonly<Record<RelationshipLink['kind'], Phrase>> = {
    gdap: message('relationship.gdap.open'),
    reseller: message('relationship.reseller.open'),
    indirect: message('relationship.reseller.open'),
};

/** What it grants and for how long, what becomes of it unanswered, and that the request itself does not need it. */
export function aboutRelationship({ kind, provider }: RelationshipLink, { name }: PartnerView): Phrase {
    const partner = foreign(name);
    if (kind === 'gdap') return message('relationship.gdap', { partner });
    if (kind === 'reseller') return message('relationship.reseller', { partner });
    return provider === null
        ? message('relationship.indirect', { partner })
        : message('relationship.indirect.named', { partner, provider: foreign(provider) });
}

/** Where it leads, to compare with what the browser shows, and whose name has to stand there. */
export const whereItLeads = ({ href }: RelationshipLink, { name }: PartnerView): Phrase =>
    message('relationship.leads', { host: id(new URL(href).host), partner: foreign(name) });

export const countedAnyway = ({ name }: PartnerView): Phrase =>
    message('relationship.counted', { partner: foreign(name) });
