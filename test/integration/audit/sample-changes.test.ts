import { tenantOf } from '../../contract/arm/environment.ts';
import type { SampleDocument, SampleSubscription } from '../../../local/arm/state/document.ts';
import {
    adatum,
    contoso,
    fabrikam,
    fourthCoffee,
    groupPath,
    northwind,
    PRINCIPAL,
    READER,
    SUPPORT_REQUEST_CONTRIBUTOR,
    subscriptionPath,
    TENANT,
} from '../../contract/arm/sample-ids.ts';
import { makeSampleWorld, useDouble } from './sample-world.ts';
import { recordsOf } from './world.ts';
import type { World } from './world.ts';

/** Of the double: it issues tokens, so it starts at the hour that it is. */
let now = new Date();
const double = useDouble(() => now);

const DAY_MS = 24 * 60 * 60 * 1000;
const PRODUCTION = contoso('a1');
const ANALYTICS = contoso('a2');
const WEB = northwind('d1');
const DATA = adatum('f1');
const ENTERPRISE = { agreementType: 'EnterpriseAgreement', accountId: '1234567' } as const;
const CUSTOMER = { agreementType: 'MicrosoftCustomerAgreement', accountId: 'a:b_2019-05-31' } as const;
const LINK = {
    partnerId: '314159',
    state: 'Active',
    version: 1,
    createdTime: '2026-01-01T00:00:00.0000000Z',
    updatedTime: '2026-01-01T00:00:00.0000000Z',
} as const;

const subscriptionIn = (document: SampleDocument, id: string): SampleSubscription => {
    const found = document.tenants
        .flatMap(({ subscriptions }) => subscriptions)
        .find((one) => one.subscriptionId === id);
    if (found === undefined) throw new Error(`no subscription ${id}`);
    return found;
};

/** The sample tenants, Contoso linked, its Production under an Enterprise Agreement; audited once. */
async function prepare(before: (document: SampleDocument) => void = () => undefined): Promise<World> {
    await double().change((document) => {
        tenantOf(document, contoso(TENANT)).managementPartners[contoso(PRINCIPAL)] = LINK;
        subscriptionIn(document, PRODUCTION).billing = ENTERPRISE;
        before(document);
    });
    const world = await makeSampleWorld(double());
    await world.audit();
    return world;
}

/** What a day later is told, in lines. */
async function nextDay(world: World, change: (document: SampleDocument) => void): Promise<string[]> {
    now = new Date(now.getTime() + DAY_MS);
    world.clock.at += DAY_MS;
    await double().change(change);
    const { id } = await world.audit();
    const told: string[] = [];
    for await (const { what, subscriptionId, from, to } of world.deps.audits.changes(id)) {
        told.push([what, subscriptionId, from, to].map(String).join(' '));
    }
    return told;
}

const recordOf = async (world: World, tenantId: string, id: string) => (await recordsOf(world, tenantId)).records[id];

describe('what happens to a subscription between two audits, through the real clients', () => {
    afterEach(() => {
        expect(double().violations()).toEqual([]);
    });

    it('from the Enterprise Agreement to the modern platform: covered as before, and told to be looked at', async () => {
        const world = await prepare();

        const told = await nextDay(world, (document) => {
            subscriptionIn(document, PRODUCTION).billing = CUSTOMER;
        });

        expect(told).toEqual([`migrated ${PRODUCTION} EnterpriseAgreement MicrosoftCustomerAgreement`]);
        expect(await recordOf(world, contoso(TENANT), PRODUCTION)).toMatchObject({
            coverage: 'covered',
            agreement: { type: 'MicrosoftCustomerAgreement', accountId: 'a:b_2019-05-31' },
        });
    });

    it('cannot be told where billing may not be read, which is said', async () => {
        const world = await prepare();

        const told = await nextDay(world, (document) => {
            subscriptionIn(document, WEB).billing = ENTERPRISE;
        });

        expect(told).toEqual([]);
        expect(await recordOf(world, northwind(TENANT), WEB)).toMatchObject({
            coverage: 'covered',
            agreement: null,
            agreementRead: 'forbidden',
        });
    });

    it('from the Enterprise Agreement to CSP: excluded, and chased no more', async () => {
        const world = await prepare();

        const told = await nextDay(world, (document) => {
            const one = subscriptionIn(document, PRODUCTION);
            one.quotaId = 'CSP_2015-05-01';
            one.billing = { agreementType: 'MicrosoftPartnerAgreement', accountId: 'c:d_2018-09-30' };
        });

        expect(told).toEqual([
            `migrated ${PRODUCTION} EnterpriseAgreement MicrosoftPartnerAgreement`,
            `offer ${PRODUCTION} EnterpriseAgreement_2014-09-01 CSP_2015-05-01`,
        ]);
        expect(await recordOf(world, contoso(TENANT), PRODUCTION)).toMatchObject({ coverage: 'excluded' });
    });

    it('a trial that becomes one that is paid for: missing from then on', async () => {
        const world = await prepare((document) => {
            subscriptionIn(document, ANALYTICS).quotaId = 'FreeTrial_2014-09-01';
        });
        const trial = await recordOf(world, contoso(TENANT), ANALYTICS);

        const told = await nextDay(world, (document) => {
            subscriptionIn(document, ANALYTICS).quotaId = 'PayAsYouGo_2014-09-01';
        });

        expect(trial).toMatchObject({ coverage: 'excluded', missingSince: null });
        expect(told).toEqual([
            `newlyMissing ${ANALYTICS} excluded no-eligible-role`,
            `offer ${ANALYTICS} FreeTrial_2014-09-01 PayAsYouGo_2014-09-01`,
        ]);
        expect(world.newlyMissing).toContain(ANALYTICS);
    });

    it('moved to another customer, and deleted', async () => {
        const world = await prepare();

        const told = await nextDay(world, (document) => {
            const from = tenantOf(document, contoso(TENANT));
            const moved = subscriptionIn(document, PRODUCTION);
            from.subscriptions = [];
            from.roleAssignments = from.roleAssignments.filter(({ scope }) => !scope.startsWith('/subscriptions/'));
            for (const group of from.managementGroups) group.subscriptions = [];
            const to = tenantOf(document, fabrikam(TENANT));
            to.subscriptions.push(moved);
            to.roleAssignments.push({
                scope: subscriptionPath(PRODUCTION),
                principalId: fabrikam(PRINCIPAL),
                principalType: 'ServicePrincipal',
                roleDefinitionId: READER,
            });
        });

        expect(told).toEqual([
            `moved ${PRODUCTION} ${contoso(TENANT)} ${fabrikam(TENANT)}`,
            `gone ${ANALYTICS} no-eligible-role null`,
            `new ${PRODUCTION} ${contoso(TENANT)} other-partner`,
        ]);
        expect(await world.deps.customers.get(contoso(TENANT))).toMatchObject({ discovery: 'full' });
    });

    it('a role that runs out: covered until then, missing after', async () => {
        const until = new Date(now.getTime() + DAY_MS / 2);
        const world = await prepare((document) => {
            for (const row of tenantOf(document, contoso(TENANT)).roleAssignments) {
                const isOurs = row.principalId === contoso(PRINCIPAL);
                if (isOurs && row.roleDefinitionId === SUPPORT_REQUEST_CONTRIBUTOR)
                    row.endDateTime = until.toISOString();
            }
        });
        const before = await recordOf(world, contoso(TENANT), PRODUCTION);

        const told = await nextDay(world, () => undefined);

        expect(before).toMatchObject({ coverage: 'covered', coveredUntil: until.toISOString() });
        expect(told).toEqual([`newlyMissing ${PRODUCTION} covered no-eligible-role`]);
        expect(await recordOf(world, contoso(TENANT), PRODUCTION)).toMatchObject({
            coveredUntil: null,
            role: { id: READER, name: 'Reader', scope: groupPath(contoso(TENANT)) },
        });
    });

    it('the same in a tenant without the licence for roles that end: covered until it is not', async () => {
        await double().call({
            method: 'POST',
            path: '/_sim/faults',
            body: {
                path: 'roleAssignmentScheduleInstances',
                status: 400,
                code: 'AadPremiumLicenseRequired',
                times: 1000,
            },
        });
        const world = await prepare();

        expect(await recordOf(world, contoso(TENANT), PRODUCTION)).toMatchObject({
            coverage: 'covered',
            coveredUntil: null,
        });
        expect(await world.deps.customers.get(contoso(TENANT))).toMatchObject({ discovery: 'full' });
    });
});

describe('what Azure Lighthouse delegates to groups', () => {
    const GROUPS = [fourthCoffee('301'), fourthCoffee('302')] as const;

    /** Home linked and in the first group; Adatum delegates to these. */
    const delegatedTo = (groups: readonly string[]) =>
        prepare((document) => {
            const home = tenantOf(document, fourthCoffee(TENANT));
            home.managementPartners[fourthCoffee(PRINCIPAL)] = LINK;
            home.groups = GROUPS.map((objectId, index) => ({
                objectId,
                displayName: `Group ${index}`,
                members: index === 0 ? [fourthCoffee(PRINCIPAL)] : [],
            }));
            const [delegation] = tenantOf(document, adatum(TENANT)).delegations;
            if (delegation === undefined) throw new Error('Adatum delegates nothing.');
            delegation.authorizations = groups.flatMap((principalId) =>
                [READER, SUPPORT_REQUEST_CONTRIBUTOR].map((roleDefinitionId) => ({ principalId, roleDefinitionId })),
            );
        });

    it('covers where there is one that we can only be in', async () => {
        const world = await delegatedTo(GROUPS.slice(0, 1));

        expect(await recordOf(world, adatum(TENANT), DATA)).toMatchObject({
            coverage: 'covered',
            via: 'lighthouse',
            role: { name: 'Support Request Contributor', scope: subscriptionPath(DATA) },
        });
    });

    it('is not known where there are several', async () => {
        const world = await delegatedTo(GROUPS);

        expect(await recordOf(world, adatum(TENANT), DATA)).toMatchObject({
            coverage: 'unknown',
            reason: 'could-not-be-read',
        });
    });
});
