import { ConfigError, parseConfig } from '../../../shared/config.ts';
import { neededSettings } from '../../support/needed-settings.ts';

const NEEDED = neededSettings();

/** What is said of settings that do not fit; nothing where they do. */
function problemsOf(env: Record<string, string>): readonly string[] {
    try {
        parseConfig({ ...NEEDED, ...env });
    } catch (error) {
        if (error instanceof ConfigError) return error.problems;
        throw error;
    }
    return [];
}

describe('the settings of products that are attached by hand', () => {
    it('ask for nothing that the partner has no ID for, and lead to the pages that are reported', () => {
        const { products } = parseConfig(NEEDED);

        expect(products).toMatchObject({ dporPartnerId: undefined, indirectProvider: undefined });
        expect(products.links.dpor).toBeUndefined();
        expect(products.relationshipHosts).toEqual(['admin.microsoft.com', 'admin.cloud.microsoft']);
        for (const link of [products.links.products, products.links.gdap, products.links.reseller]) {
            expect(products.relationshipHosts).toContain(new URL(link).hostname);
        }
    });

    it('take nothing for not given where a deployment has nothing to give', () => {
        const empty = { DPOR_PARTNER_ID: '', INDIRECT_PROVIDER_ID: '', INDIRECT_PROVIDER_NAME: '', DPOR_LINK: '' };

        expect(parseConfig({ ...NEEDED, ...empty }).products).toEqual(parseConfig(NEEDED).products);
    });

    it('name a provider by its ID, and by a name where that is given', () => {
        const INDIRECT_PROVIDER_ID = '1D000000-0000-4000-8000-000000000001';
        const provider = (env: Record<string, string>) => parseConfig({ ...NEEDED, ...env }).products.indirectProvider;

        expect(provider({ INDIRECT_PROVIDER_ID })).toEqual({ id: INDIRECT_PROVIDER_ID.toLowerCase(), name: null });
        expect(provider({ INDIRECT_PROVIDER_ID, INDIRECT_PROVIDER_NAME: 'Wide World Importers' })).toMatchObject({
            name: 'Wide World Importers',
        });
        expect(provider({ INDIRECT_PROVIDER_NAME: 'Wide World Importers' })).toBeUndefined();
    });

    it('compare hosts in lower case', () => {
        const { products } = parseConfig({ ...NEEDED, RELATIONSHIP_LINK_HOSTS: 'Portal.Example, admin.example' });

        expect(products.relationshipHosts).toEqual(['portal.example', 'admin.example']);
    });

    it.each([
        ['DPOR_LINK', '{subscriptionId}, {partnerId} may stand in braces'],
        ['PRODUCTS_LINK', 'an https:// link with nothing in braces'],
        ['GDAP_LINK', '{relationshipId} may stand in braces'],
        ['RESELLER_LINK', '{partnerTenantId} may stand in braces'],
        ['INDIRECT_RESELLER_LINK', '{partnerTenantId}, {partnerId}, {indirectProviderId} may stand in braces'],
    ])('%s is refused where it is no link, or has other names than its own, which are said', (key, names) => {
        for (const template of [
            'http://portal.example/',
            'javascript:alert(1)',
            'portal.example',
            'https://{partnerTenantId}.example/',
            'https://portal.example/{unknown}',
            'https://me:word@portal.example/',
        ]) {
            const problems = problemsOf({ [key]: template });
            expect({ template, problems }).toEqual({ template, problems: [expect.stringContaining(names) as unknown] });
            expect(problems[0]).toContain(`${key}: an https:// link`);
            expect(problems[0]).not.toContain('portal.example');
        }
    });

    it.each([
        ['DPOR_PARTNER_ID', ['1234', '12345678901', '3141592a', '3141592,3141593']],
        ['INDIRECT_PROVIDER_ID', ['314159', 'provider.example']],
        ['INDIRECT_PROVIDER_NAME', ['x'.repeat(101)]],
        [
            'RELATIONSHIP_LINK_HOSTS',
            [
                'https://admin.microsoft.com',
                'admin.microsoft.com/x',
                'admin.microsoft.com:443',
                '*.microsoft.com',
                'com',
            ],
        ],
        ['ATTESTED_ASK_AGAIN_DAYS', ['0', '3651', 'yearly']],
        ['ATTESTED_ANSWER_DAYS', ['0', '366']],
    ])('%s is refused where it does not fit', (key, values) => {
        for (const value of values) {
            const named = problemsOf({ [key]: value }).map((problem) => problem.slice(0, problem.indexOf(': ')));
            expect({ value, named }).toEqual({ value, named: [key] });
        }
    });
});
