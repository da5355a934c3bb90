import { AzureError } from '../../shared/ports/azure.ts';
import type { Azure, HeldRole, PartnerLink, TenantAccess } from '../../shared/ports/azure.ts';
import { SUPPORT } from './memory-azure.ts';

export interface LinkedTenant {
    subscriptionIds: string[];
    link: PartnerLink | undefined;
    /** What our principal holds at every subscription. */
    roles: HeldRole[];
}

export interface MemoryPartnerAzure extends Azure {
    tenants: Map<string, LinkedTenant>;
    /** Subscriptions that Azure Lighthouse shows to our own tenant, which is none of `tenants`. */
    delegated: Set<string>;
    /** Every question, as `method tenantId`. */
    readonly asked: string[];
    /** Successful writes, as `PUT tenantId partnerId`. */
    readonly written: string[];
    /** Told before each question; what it throws is the answer. */
    before: (question: string) => void;
}

export const PARTNER_ID = '314159';
export const linkTo = (partnerId: string): PartnerLink => ({
    partnerId,
    partnerName: 'Fourth Coffee',
    state: 'Active',
});
export const eligibleAt = (subscriptionId: string): HeldRole => ({
    roleDefinitionId: SUPPORT,
    scope: `/subscriptions/${subscriptionId}`,
});

/** Tenants in memory whose link can be read and written, with ARM's rules: PUT only creates, PATCH only changes. */
export function memoryPartnerAzure(): MemoryPartnerAzure {
    const asked: string[] = [];
    const written: string[] = [];
    const tenants = new Map<string, LinkedTenant>();
    const delegated = new Set<string>();

    async function ask<T>(question: string, answer: () => T): Promise<T> {
        await Promise.resolve();
        asked.push(question);
        azure.before(question);
        return answer();
    }

    const ownerOf = (subscriptionId: string) =>
        [...tenants].find(([, { subscriptionIds }]) => subscriptionIds.includes(subscriptionId))?.[0];

    function access(tenantId: string): TenantAccess {
        const tenant = () => {
            const found = tenants.get(tenantId);
            if (found === undefined) throw new AzureError('tenant-unknown', 'AADSTS90002');
            return found;
        };
        const write = (method: 'PUT' | 'PATCH', partnerId: string): PartnerLink => {
            const isThere = tenant().link !== undefined;
            if (method === 'PUT' && isThere) throw new AzureError('conflict', '409 Conflict', { status: 409 });
            if (method === 'PATCH' && !isThere) throw new AzureError('unexpected', '404 NotFound', { status: 404 });
            const link = linkTo(partnerId);
            tenant().link = link;
            written.push(`${method} ${tenantId} ${partnerId}`);
            return link;
        };
        return {
            tenantId,
            principalId: () => ask(`principalId ${tenantId}`, () => `principal-of-${tenantId}`),
            link: () => ask(`link ${tenantId}`, () => tenant().link),
            createLink: (partnerId) => ask(`createLink ${tenantId}`, () => write('PUT', partnerId)),
            changeLink: (partnerId) => ask(`changeLink ${tenantId}`, () => write('PATCH', partnerId)),
            deleteLink: (partnerId) =>
                ask(`deleteLink ${tenantId}`, () => {
                    if (tenant().link?.partnerId !== partnerId) return;
                    tenant().link = undefined;
                    written.push(`DELETE ${tenantId} ${partnerId}`);
                }),
            subscriptions: () => {
                throw new Error('An attach lists no subscriptions.');
            },
            subscription: (subscriptionId) =>
                ask(`subscription ${tenantId}`, () => {
                    if (!tenants.has(tenantId) && !delegated.has(subscriptionId)) return { kind: 'forbidden' };
                    return {
                        kind: 'found',
                        subscription: {
                            subscriptionId,
                            tenantId: ownerOf(subscriptionId) ?? tenantId,
                            displayName: 'Production',
                            state: 'Enabled',
                            quotaId: null,
                        },
                    };
                }),
            heldRoles: () => ask(`heldRoles ${tenantId}`, () => tenant().roles),
            delegatedRoles: () => ask(`delegatedRoles ${tenantId}`, () => []),
        };
    }

    const azure: MemoryPartnerAzure = {
        tenants,
        delegated,
        asked,
        written,
        before: () => undefined,
        tenant: access,
        findTenant: (subscriptionId) =>
            ask(`findTenant ${subscriptionId}`, () => {
                const tenantId = ownerOf(subscriptionId);
                return tenantId === undefined ? { kind: 'no-such-subscription' } : { kind: 'found', tenantId };
            }),
    };
    return azure;
}
