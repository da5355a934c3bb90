import { NO_RELATIONSHIPS, relationshipsOf } from '../../../shared/domain/products/relationships.ts';
import type { AskedRelationships } from '../../../shared/domain/products/relationships.ts';
import { relationshipLinks } from '../../../shared/domain/products/relationship-links.ts';
import type { Relationships } from '../../../shared/domain/products/relationships.ts';
import type { Product } from '../../../shared/domain/products/product.ts';
import { relationshipRules } from '../../support/relationship-rules.ts';

const ID = '5e5594d3-6f82-458b-b567-77db4811f0cd-0c000000-0000-4000-8000-000000001234';
const LINK = `https://admin.cloud.microsoft/?#/partners/invitation/granularAdminRelationships/${ID}`;
const withoutProvider = { ...relationshipRules, indirectProvider: undefined };

const asked = (fields: AskedRelationships, rules = relationshipRules) => relationshipsOf(fields, rules);

/** The field that is refused, and what is said of it. */
function refusedIn(act: () => unknown): unknown {
    try {
        act();
    } catch (error) {
        return (error as { extra?: { errors?: unknown } }).extra?.errors;
    }
    return 'nothing refused';
}

describe('relationships that are asked for', () => {
    it('are none where nobody asks for any', () => {
        expect(asked({})).toEqual(NO_RELATIONSHIPS);
    });

    it('are kept by ID, in lower case, or as the link that was pasted', () => {
        expect(asked({ gdapRelationship: ID.toUpperCase() })).toEqual({ gdap: { id: ID }, reseller: null });
        expect(asked({ gdapRelationship: `  ${LINK}\n` })).toEqual({ gdap: { link: LINK }, reseller: null });
        expect(asked({ resellerInvitation: 'direct' })).toEqual({ gdap: null, reseller: 'direct' });
        expect(asked({ gdapRelationship: ID, resellerInvitation: 'indirect' })).toEqual({
            gdap: { id: ID },
            reseller: 'indirect',
        });
    });

    it('are refused by the name of the field where a link leads elsewhere', () => {
        const pasted = LINK.replace('cloud.microsoft', 'cloud.microsoft.evil.example');

        expect(refusedIn(() => asked({ gdapRelationship: pasted }))).toEqual([
            { field: 'gdapRelationship', message: expect.stringContaining('RELATIONSHIP_LINK_HOSTS') as unknown },
        ]);
    });

    it('are refused where there is no provider to buy through, by the name of its setting', () => {
        expect(refusedIn(() => asked({ resellerInvitation: 'indirect' }, withoutProvider))).toEqual([
            { field: 'resellerInvitation', message: expect.stringContaining('INDIRECT_PROVIDER_ID') as unknown },
        ]);
        expect(asked({ resellerInvitation: 'direct' }, withoutProvider).reseller).toBe('direct');
    });
});

const linksOf = (relationships: Partial<Relationships>, rules = relationshipRules, product: Product = 'microsoft365') =>
    relationshipLinks(
        { relationships: { ...NO_RELATIONSHIPS, ...relationships }, partnerId: '314160', product },
        rules,
    );

describe('the links of relationships', () => {
    it('are none where nothing is asked for', () => {
        expect(linksOf({})).toEqual([]);
    });

    it('lead to the approval of a relationship: to the link that was pasted, else by the setting', () => {
        expect(linksOf({ gdap: { link: LINK } })).toEqual([{ kind: 'gdap', href: LINK, provider: null }]);
        expect(linksOf({ gdap: { id: ID } })).toEqual([
            {
                kind: 'gdap',
                href: `https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/${ID}`,
                provider: null,
            },
        ]);
    });

    it('invite to buy from the partner by its tenant', () => {
        expect(linksOf({ reseller: 'direct' })).toEqual([
            {
                kind: 'reseller',
                href: `https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId=${relationshipRules.partnerTenantId}&msppId=0&DAP=false#/BillingAccounts/partner-invitation`,
                provider: null,
            },
        ]);
    });

    it('invite to buy through a provider by tenant, partner ID and provider', () => {
        const [link] = linksOf({ reseller: 'indirect' });

        expect(link).toEqual({
            kind: 'indirect',
            href: `https://admin.microsoft.com/Adminportal/Home?invType=IndirectResellerRelationship&partnerId=${relationshipRules.partnerTenantId}&msppId=314160&indirectCSPId=1d000000-0000-4000-8000-000000000001#/partners/invitation`,
            provider: 'Wide World Importers',
        });
    });

    it('name a reseller by its location, never by the ID of the legacy field', () => {
        const [legacy] = linksOf({ reseller: 'indirect' }, relationshipRules, 'azure-dpor');

        expect(legacy?.href).toContain('msppId=314159&');
    });

    it('stand side by side', () => {
        expect(linksOf({ gdap: { id: ID }, reseller: 'direct' }).map(({ kind }) => kind)).toEqual(['gdap', 'reseller']);
    });

    it('are what the settings allow today: a host that is allowed no more, a provider that is gone', () => {
        const narrowed = { ...withoutProvider, relationshipHosts: ['admin.microsoft.com'] };

        expect(linksOf({ gdap: { link: LINK }, reseller: 'indirect' }, narrowed)).toEqual([]);
    });

    it('are no way round the check for what stands in a row', () => {
        expect(linksOf({ gdap: { link: 'javascript:alert(1)' } })).toEqual([]);
        expect(linksOf({ gdap: { id: '../../x?y#z' } })[0]?.href).toMatch(
            /granularAdminRelationships\/\.\.%2F\.\.%2Fx%3Fy%23z$/,
        );
    });
});
