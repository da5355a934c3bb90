import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, type SampleDocument, type SampleTenant } from '../../../local/arm/state/document.ts';
import { projectRoot } from '../project/readme.ts';
import { makeOracle, type KnownCustomer } from '../../support/oracle.ts';

const NOW = new Date('2026-11-21T05:00:00.000Z');
const HOME = 'fc000000-0000-4000-8000-000000000001';
const HOME_PRINCIPAL = 'fc000000-0000-4000-8000-000000000201';
const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
const NORTHWIND = '90000000-0000-4000-8000-000000000001';
const TAILSPIN = '7a000000-0000-4000-8000-000000000001';
const ADATUM = 'ad000000-0000-4000-8000-000000000001';
const PRODUCTION = 'c0000000-0000-4000-8000-0000000000a1';
const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const ERP = 'f0000000-0000-4000-8000-0000000000b1';
const WEB = '90000000-0000-4000-8000-0000000000d1';
const SHOP = '7a000000-0000-4000-8000-0000000000e1';
const DATA = 'ad000000-0000-4000-8000-0000000000f1';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

const sampleDocument = (): SampleDocument => {
    const text = readFileSync(join(projectRoot, 'local', 'sample-tenants.json'), 'utf8');
    const parsed = parseDocument(JSON.parse(text));
    if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
    return parsed.document;
};

let document: SampleDocument;
beforeEach(() => {
    document = sampleDocument();
});

const tenantOf = (tenantId: string): SampleTenant => {
    const found = document.tenants.find((tenant) => tenant.tenantId === tenantId);
    if (found === undefined) throw new Error(`no tenant ${tenantId}`);
    return found;
};

const link = (tenantId: string, principal: string, partnerId = '314159'): void => {
    const time = NOW.toISOString();
    const made = { partnerId, state: 'Active' as const, version: 1, createdTime: time, updatedTime: time };
    tenantOf(tenantId).managementPartners[principal] = made;
};

const principalOf = (tenantId: string): string => tenantOf(tenantId).servicePrincipal?.objectId ?? '';

const expectation = (customer: KnownCustomer | string) =>
    makeOracle(document, { now: NOW, defaultPartnerId: '314159', excludedOffers: ['FreeTrial_*'] }).expectTenant(
        typeof customer === 'string' ? { tenantId: customer } : customer,
    );

const said = (customer: KnownCustomer | string) => {
    const { access, discovery, rows } = expectation(customer);
    return {
        access,
        discovery,
        rows: Object.fromEntries(
            [...rows.values()].map(({ subscriptionId, coverage, reason }) => [
                subscriptionId,
                [coverage, ...(reason === null ? [] : [reason])].join(' '),
            ]),
        ),
    };
};

/** Adds a role of ours at a place of a tenant. */
const grant = (tenantId: string, scope: string, over: Partial<SampleTenant['roleAssignments'][number]> = {}): void => {
    tenantOf(tenantId).roleAssignments.push({
        scope,
        principalId: principalOf(tenantId),
        principalType: 'ServicePrincipal',
        roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
        ...over,
    });
};

describe('what is expected of the sample tenants before any attach', () => {
    it.each([
        [
            'Contoso',
            CONTOSO,
            'serviceprincipal',
            'full',
            { [PRODUCTION]: 'missing no-link', [ANALYTICS]: 'missing no-link' },
        ],
        ['Fabrikam', FABRIKAM, 'serviceprincipal', 'partial', { [ERP]: 'missing other-partner' }],
        ['Northwind', NORTHWIND, 'serviceprincipal', 'partial', { [WEB]: 'covered' }],
        ['Tailspin', TAILSPIN, 'none', 'none', {}],
        ['Adatum', ADATUM, 'lighthouse', 'partial', { [DATA]: 'missing no-link' }],
    ])('%s', (_name, tenantId, access, discovery, rows) => {
        expect(said(tenantId)).toEqual({ access, discovery, rows });
    });

    it('Tailspin, once somebody was invited there', () => {
        expect(said({ tenantId: TAILSPIN, invited: [SHOP] }).rows).toEqual({ [SHOP]: 'missing application-missing' });
    });
});

describe('what is expected of the sample tenants after attaching', () => {
    it('Contoso: the one with a role that counts is covered, the other is not', () => {
        link(CONTOSO, principalOf(CONTOSO));

        expect(said(CONTOSO).rows).toEqual({ [PRODUCTION]: 'covered', [ANALYTICS]: 'missing no-eligible-role' });
        expect(expectation(CONTOSO).rows.get(ANALYTICS)?.held).toEqual([READER]);
    });

    it('Fabrikam, replaced: covered', () => {
        link(FABRIKAM, principalOf(FABRIKAM));

        expect(said(FABRIKAM).rows).toEqual({ [ERP]: 'covered' });
    });

    it('Fabrikam, where the other ID is the one that is expected: covered without replacing', () => {
        expect(said({ tenantId: FABRIKAM, partnerId: '999999' }).rows).toEqual({ [ERP]: 'covered' });
    });

    it('Adatum, linked in the partner’s own tenant: covered', () => {
        link(HOME, HOME_PRINCIPAL);

        expect(said(ADATUM)).toEqual({ access: 'lighthouse', discovery: 'partial', rows: { [DATA]: 'covered' } });
    });
});

describe('roles, as they are expected to count', () => {
    beforeEach(() => link(CONTOSO, principalOf(CONTOSO)));

    it.each<[string, (tenant: SampleTenant) => void, string, string | null]>([
        ['at the root', (tenant) => grant(CONTOSO, groupPath(tenant.tenantId)), 'covered', null],
        [
            'at a management group two above',
            (tenant) => {
                tenant.managementGroups.push(
                    { id: 'upper', displayName: 'Upper', parentId: tenant.tenantId, subscriptions: [] },
                    { id: 'lower', displayName: 'Lower', parentId: 'Upper', subscriptions: [ANALYTICS] },
                );
                grant(CONTOSO, groupPath('UPPER'));
            },
            'covered',
            null,
        ],
        [
            'at a management group beside it',
            (tenant) => {
                const beside = { id: 'beside', displayName: 'Beside', subscriptions: [PRODUCTION] };
                tenant.managementGroups.push({ ...beside, parentId: tenant.tenantId });
                grant(CONTOSO, groupPath('beside'));
            },
            'missing no-eligible-role',
            null,
        ],
        [
            'through a group in a group',
            (tenant) => {
                const [inner, outer] = ['c0000000-0000-4000-8000-0000000000c1', 'c0000000-0000-4000-8000-0000000000c2'];
                tenant.groups.push(
                    { objectId: outer, displayName: 'Outer', members: [inner] },
                    { objectId: inner, displayName: 'Inner', members: [principalOf(CONTOSO)] },
                );
                grant(CONTOSO, `/subscriptions/${ANALYTICS}`, { principalId: outer, principalType: 'Group' });
            },
            'covered',
            null,
        ],
        [
            'of somebody else',
            () => grant(CONTOSO, `/subscriptions/${ANALYTICS}`, { principalId: HOME_PRINCIPAL }),
            'missing no-eligible-role',
            null,
        ],
        [
            'on a resource group alone',
            () => grant(CONTOSO, `/subscriptions/${ANALYTICS}/resourceGroups/rg`),
            'missing no-eligible-role',
            null,
        ],
        [
            'merely eligible',
            () => grant(CONTOSO, `/subscriptions/${ANALYTICS}`, { eligibleOnly: true }),
            'missing no-eligible-role',
            null,
        ],
        [
            'that has ended',
            () => grant(CONTOSO, `/subscriptions/${ANALYTICS}`, { endDateTime: '2026-11-21T05:00:00Z' }),
            'missing no-eligible-role',
            null,
        ],
        [
            'that end, the later one counts',
            (tenant) => {
                grant(CONTOSO, `/subscriptions/${ANALYTICS}`, { endDateTime: '2026-12-01T00:00:00Z' });
                grant(CONTOSO, groupPath(tenant.tenantId), { endDateTime: '2026-11-30T00:00:00Z' });
            },
            'covered',
            '2026-12-01T00:00:00Z',
        ],
        [
            'one that ends beside one for good',
            (tenant) => {
                grant(CONTOSO, `/subscriptions/${ANALYTICS}`, { endDateTime: '2026-12-01T00:00:00Z' });
                grant(CONTOSO, groupPath(tenant.tenantId));
            },
            'covered',
            null,
        ],
    ])('%s', (_what, change, verdict, coveredUntil) => {
        change(tenantOf(CONTOSO));

        expect(said(CONTOSO).rows[ANALYTICS]).toBe(verdict);
        expect(expectation(CONTOSO).rows.get(ANALYTICS)?.coveredUntil).toBe(coveredUntil);
    });

    it('that settings add', () => {
        const oracle = makeOracle(document, {
            now: NOW,
            defaultPartnerId: '314159',
            excludedOffers: [],
            addedRoles: [READER],
        });

        expect(oracle.expectTenant({ tenantId: CONTOSO }).rows.get(ANALYTICS)?.coverage).toBe('covered');
    });
});

describe('what Azure Lighthouse delegates', () => {
    beforeEach(() => link(HOME, HOME_PRINCIPAL));

    const delegate = (...roles: string[]) => {
        const [delegation] = tenantOf(ADATUM).delegations;
        if (delegation === undefined) throw new Error('no delegation');
        delegation.authorizations = roles.map((roleDefinitionId) => ({
            principalId: HOME_PRINCIPAL,
            roleDefinitionId,
        }));
    };

    it('is not known where nothing delegated can read it', () => {
        delegate(SUPPORT_REQUEST_CONTRIBUTOR);

        expect(said(ADATUM).rows).toEqual({ [DATA]: 'unknown could-not-be-read' });
    });

    it('does not count where it is Reader alone', () => {
        delegate(READER);

        expect(said(ADATUM).rows).toEqual({ [DATA]: 'missing no-eligible-role' });
    });

    it('covers where the application is in the tenant and holds nothing that counts', () => {
        tenantOf(ADATUM).servicePrincipal = { objectId: 'ad000000-0000-4000-8000-000000000201' };
        grant(ADATUM, groupPath(ADATUM), { roleDefinitionId: READER });

        expect(said(ADATUM)).toEqual({ access: 'serviceprincipal', discovery: 'full', rows: { [DATA]: 'covered' } });
    });
});

describe('what comes before the question of link and role', () => {
    it('is the state, then the offer, then what the customer says', () => {
        const [production, analytics] = tenantOf(CONTOSO).subscriptions;
        if (production === undefined || analytics === undefined) throw new Error('no subscriptions');
        production.state = 'Disabled';
        production.quotaId = 'FreeTrial_2014-09-01';
        analytics.quotaId = 'FreeTrial_2014-09-01';
        const attested = [PRODUCTION, ANALYTICS, ERP];

        expect(said({ tenantId: CONTOSO, attested }).rows).toEqual({
            [PRODUCTION]: 'inactive',
            [ANALYTICS]: 'excluded',
        });
        expect(said({ tenantId: FABRIKAM, attested }).rows).toEqual({ [ERP]: 'unknown not-verifiable' });
        expect(said({ tenantId: TAILSPIN, attested: [SHOP] })).toEqual({
            access: 'attested',
            discovery: 'none',
            rows: { [SHOP]: 'unknown not-verifiable' },
        });
        expect(said({ tenantId: NORTHWIND, attested: [WEB] }).rows).toEqual({ [WEB]: 'covered' });
    });
});

describe('what was there the day before', () => {
    it('stays as missing where access is lost, and goes where the subscription is gone or moved', () => {
        const customer = { tenantId: CONTOSO };
        const before = [...expectation(CONTOSO).rows.values()];
        const contoso = tenantOf(CONTOSO);
        contoso.subscriptions = contoso.subscriptions.filter(({ subscriptionId }) => subscriptionId !== ANALYTICS);
        contoso.roleAssignments = [];
        const oracle = makeOracle(document, { now: NOW, defaultPartnerId: '314159', excludedOffers: [] });

        const after = oracle.expectTenant(customer, before);

        expect([...after.rows.values()]).toEqual([
            expect.objectContaining({
                subscriptionId: PRODUCTION,
                displayName: 'Production',
                coverage: 'missing',
                reason: 'no-access',
            }),
        ]);
        expect([after.access, after.discovery]).toEqual(['none', 'none']);
    });
});

function groupPath(id: string): string {
    return `/providers/Microsoft.Management/managementGroups/${id}`;
}
