import { settings } from '../../shared/config/settings.ts';
import type { LinkRules } from '../../shared/domain/products/relationship-links.ts';

/** What a setting is where nobody set it. */
const standing = (key: 'GDAP_LINK' | 'RESELLER_LINK' | 'INDIRECT_RESELLER_LINK'): string =>
    settings.shape[key].parse(undefined);

/** The links as the settings make them by themselves, for a partner with a provider. */
export const relationshipRules: LinkRules = {
    links: {
        gdap: standing('GDAP_LINK'),
        reseller: standing('RESELLER_LINK'),
        indirectReseller: standing('INDIRECT_RESELLER_LINK'),
    },
    relationshipHosts: settings.shape.RELATIONSHIP_LINK_HOSTS.parse(undefined),
    indirectProvider: { id: '1d000000-0000-4000-8000-000000000001', name: 'Wide World Importers' },
    partnerTenantId: 'fc000000-0000-4000-8000-000000000001',
    partnerId: '314159',
};
