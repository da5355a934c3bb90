import { parseDocument, type SampleSubscription, type SampleTenant } from '../../../local/arm/state/document.ts';
import { CHANGES, type Change } from '../../../local/estate/changes.ts';
import { dayTwo } from '../../../local/estate/day-two.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';

const DAY_ONE = new Date('2026-11-21T00:00:00.000Z');
const NOW = new Date('2026-11-22T00:00:00.000Z');
const before = generateEstate({ seed: 7, tenants: 40, subscriptions: 2000, now: DAY_ONE });
const untouched = structuredClone(before);
const after = dayTwo(before, { seed: 7, now: NOW });

type Found = { tenant: SampleTenant; subscription: SampleSubscription } | undefined;

const find = ({ document }: typeof before, id: string): Found => {
    for (const tenant of document.tenants) {
        const subscription = tenant.subscriptions.find(({ subscriptionId }) => subscriptionId === id);
        if (subscription !== undefined) return { tenant, subscription };
    }
    return undefined;
};

const rolesAt = (found: Found) =>
    found?.tenant.roleAssignments.filter(
        ({ scope }) => scope === `/subscriptions/${found.subscription.subscriptionId}`,
    );

const of = (kind: Change['kind']) =>
    after.changes
        .filter((change) => change.kind === kind)
        .map((change) => ({
            change,
            was: find(before, change.subscriptionId),
            is: find(after, change.subscriptionId),
        }));

describe('an estate a day later', () => {
    it('leaves the first day as it was, and is the same for the same seed', () => {
        expect(before).toEqual(untouched);
        expect(dayTwo(before, { seed: 7, now: NOW })).toEqual(after);
        expect(dayTwo(before, { seed: 8, now: NOW }).changes).not.toEqual(after.changes);
    });

    it('is a document that the double takes', () => {
        expect(parseDocument(JSON.parse(JSON.stringify(after.document)))).toEqual({ document: after.document });
    });

    it('has changes of every kind, and no subscription changes twice', () => {
        const ids = after.changes.map(({ subscriptionId }) => subscriptionId);

        expect(Object.fromEntries(CHANGES.map((kind) => [kind, of(kind).length]))).toEqual(
            Object.fromEntries(CHANGES.map((kind) => [kind, 20])),
        );
        expect(new Set(ids).size).toBe(ids.length);
    });

    it('keeps every subscription that nothing happened to as it was', () => {
        const changed = new Set(after.changes.map(({ subscriptionId }) => subscriptionId));
        const rest = ({ document }: typeof before) =>
            document.tenants.flatMap(({ tenantId, subscriptions }) =>
                subscriptions.filter((one) => !changed.has(one.subscriptionId)).map((one) => ({ tenantId, ...one })),
            );

        expect(rest(after)).toEqual(rest(before));
        expect(rest(after).length).toBe(2000 - 7 * 20);
    });

    it('has what was bought, without what was deleted', () => {
        for (const { change, was, is } of of('bought')) {
            expect([was, is?.tenant.tenantId]).toEqual([undefined, change.tenantId]);
        }
        for (const { change, was, is } of of('deleted')) {
            expect([was?.tenant.tenantId, is]).toEqual([change.tenantId, undefined]);
        }
        expect(JSON.stringify(after.document)).not.toContain(of('deleted')[0]?.change.subscriptionId);
    });

    it('has what moved in its new tenant, and nothing of it in the old one', () => {
        for (const { change, was, is } of of('moved-to-another-tenant')) {
            const old = after.document.tenants.find(({ tenantId }) => tenantId === change.tenantId);
            expect(was?.tenant.tenantId).toBe(change.tenantId);
            expect(is?.tenant.tenantId).toBe(change.toTenantId);
            expect(change.toTenantId).not.toBe(change.tenantId);
            expect(JSON.stringify(old)).not.toContain(change.subscriptionId);
        }
    });

    it('has the new state, agreement, account and offer', () => {
        const accounts = (found: Found) => found?.subscription.billing?.accountId;

        for (const { was, is } of of('disabled')) {
            expect([was?.subscription.state, is?.subscription.state]).toEqual(['Enabled', 'Disabled']);
        }
        for (const { was, is } of [...of('enterprise-to-customer-agreement'), ...of('enterprise-to-partner')]) {
            expect(was?.subscription.billing?.agreementType).toBe('EnterpriseAgreement');
            expect(accounts(is)).not.toBe(accounts(was));
        }
        for (const { was, is } of of('enterprise-to-customer-agreement')) {
            expect(is?.subscription.billing?.agreementType).toBe('MicrosoftCustomerAgreement');
            expect(is?.subscription.quotaId).toBe(was?.subscription.quotaId);
        }
        for (const { is } of of('enterprise-to-partner')) {
            expect(is?.subscription.billing?.agreementType).toBe('MicrosoftPartnerAgreement');
            expect(is?.subscription.quotaId).toBe('CSP_2015-05-01');
        }
    });

    it('has roles that ended before that day, and roles that were not there', () => {
        for (const { was, is } of of('role-ended')) {
            const lasting = (found: Found) => rolesAt(found)?.filter(({ endDateTime }) => endDateTime === undefined);
            const ended = rolesAt(is)?.filter(({ endDateTime }) => Date.parse(endDateTime ?? '') < NOW.getTime());
            expect(lasting(was)?.length).toBeGreaterThan(lasting(is)?.length ?? Infinity);
            expect(ended?.length).toBeGreaterThan(0);
        }
        for (const { was, is } of of('role-given')) {
            expect(rolesAt(is)?.length).toBe((rolesAt(was)?.length ?? 0) + 1);
        }
    });
});
