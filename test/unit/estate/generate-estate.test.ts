import { parseDocument } from '../../../local/arm/state/document.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';

const NOW = new Date('2026-11-21T00:00:00.000Z');
const options = { seed: 7, tenants: 60, subscriptions: 3000, now: NOW };
const estate = generateEstate(options);
const { tenants, app } = estate.document;
const customers = tenants.filter(({ tenantId }) => tenantId !== app.homeTenantId);
const subscriptions = customers.flatMap((tenant) => tenant.subscriptions);
const assignments = customers.flatMap((tenant) => tenant.roleAssignments);

const sizes = customers.map((tenant) => tenant.subscriptions.length).sort((a, b) => b - a);

describe('an estate', () => {
    it('is the same for the same seed, and another for another', () => {
        expect(generateEstate(options)).toEqual(estate);
        expect(generateEstate({ ...options, seed: 8 })).not.toEqual(estate);
    });

    it.each([
        [1, 0],
        [1, 1],
        [3, 1000],
        [200, 50],
    ])('of %i tenants has exactly %i subscriptions', (count, most) => {
        const { document } = generateEstate({ ...options, tenants: count, subscriptions: most });

        expect(document.tenants).toHaveLength(count + 1);
        expect(document.tenants.reduce((sum, tenant) => sum + tenant.subscriptions.length, 0)).toBe(most);
    });

    it('is a document that the double takes, as it stands', () => {
        expect(parseDocument(JSON.parse(JSON.stringify(estate.document)))).toEqual({ document: estate.document });
    });

    it('has few large tenants and some that are empty', () => {
        expect(subscriptions).toHaveLength(3000);
        expect(sizes[0]).toBeGreaterThan(10 * (sizes[30] ?? Infinity));
        expect(sizes.at(-1)).toBe(0);
    });

    it('has a customer for every tenant but our own, and knows of no subscription that is not theirs', () => {
        expect(estate.customers.map(({ tenantId }) => tenantId)).toEqual(customers.map(({ tenantId }) => tenantId));
        estate.customers.forEach(({ invited, attested }, index) => {
            const ids = customers[index]?.subscriptions.map(({ subscriptionId }) => subscriptionId);
            expect(ids).toEqual(expect.arrayContaining([...invited, ...attested]));
        });
    });

    it('has every state, agreement and kind of offer', () => {
        const kinds = <Kind>(of: (one: (typeof subscriptions)[number]) => Kind) => new Set(subscriptions.map(of));

        expect(kinds(({ state }) => state)).toEqual(new Set(['Enabled', 'Warned', 'PastDue', 'Disabled', 'Deleted']));
        expect(kinds(({ billing }) => billing?.agreementType)).toEqual(
            new Set([
                'EnterpriseAgreement',
                'MicrosoftCustomerAgreement',
                'MicrosoftPartnerAgreement',
                'MicrosoftOnlineServicesProgram',
                undefined,
            ]),
        );
        expect([...kinds(({ quotaId }) => quotaId.split('_')[0])]).toEqual(
            expect.arrayContaining(['EnterpriseAgreement', 'CSP', 'FreeTrial', 'MSDN', 'MSDNDevTest', 'PayAsYouGo']),
        );
    });

    it('has roles of every kind: here and above, through groups, for a time, merely eligible, on resource groups', () => {
        const isAt = (pattern: RegExp) => assignments.filter(({ scope }) => pattern.test(scope));
        const ends = assignments.map(({ endDateTime }) => Date.parse(endDateTime ?? ''));

        expect(isAt(/managementGroups\/mg-/).length).toBeGreaterThan(0);
        expect(isAt(/managementGroups\/[0-9a-f]{8}-/).length).toBeGreaterThan(customers.length);
        expect(isAt(/resourceGroups/).length).toBeGreaterThan(0);
        expect(assignments.filter(({ principalType }) => principalType === 'Group').length).toBeGreaterThan(0);
        expect(assignments.filter(({ eligibleOnly }) => eligibleOnly).length).toBeGreaterThan(0);
        expect(ends.filter((end) => end < NOW.getTime()).length).toBeGreaterThan(0);
        expect(ends.filter((end) => end > NOW.getTime()).length).toBeGreaterThan(0);
    });

    it('has tenants without the application, delegations to us and to others, and links of every kind', () => {
        const managers = customers.flatMap(({ delegations }) => delegations.map((one) => one.managedByTenantId));
        const links = customers.flatMap(({ managementPartners }) =>
            Object.values(managementPartners).map(({ partnerId, state }) => `${partnerId} ${state}`),
        );
        const unlinked = customers.filter(
            ({ servicePrincipal, managementPartners }) =>
                servicePrincipal !== null && Object.keys(managementPartners).length === 0,
        );

        expect(customers.filter(({ servicePrincipal }) => servicePrincipal === null).length).toBeGreaterThan(0);
        expect(managers.filter((id) => id === app.homeTenantId).length).toBeGreaterThan(0);
        expect(managers.filter((id) => id !== app.homeTenantId).length).toBeGreaterThan(0);
        expect(unlinked.length).toBeGreaterThan(0);
        expect(links).toEqual(
            expect.arrayContaining(['314159 Active', '314160 Active', '999999 Active', '314159 Deleted']),
        );
    });

    it('has names that would harm a page or a spreadsheet, and names of other scripts', () => {
        const names = subscriptions.map(({ displayName }) => displayName).join('\n');

        expect(names).toContain('<script>');
        expect(names).toContain('=HYPERLINK(');
        expect(names).toContain('\u202E');
        expect(names).toContain('データ');
    });
});
