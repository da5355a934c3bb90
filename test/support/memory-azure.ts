import type { Agreement } from '../../shared/domain/agreement.ts';
import { AzureError } from '../../shared/ports/azure.ts';
import type { Azure, AzureSubscription, HeldRole, PartnerLink, TenantAccess } from '../../shared/ports/azure.ts';

export const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
export const SUPPORT = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

export interface MemoryTenant {
    /** No service principal of ours where null. */
    principalId: string | null;
    link?: PartnerLink;
    subscriptions: AzureSubscription[];
    /** What our principal holds at each subscription; one that is not named is not seen. `forbidden`: below it only. */
    roles: Record<string, HeldRole[] | 'forbidden'>;
    /** What stands at the root management group beside what `roles` names there, which shows no subscription by itself. */
    rootRoles?: HeldRole[];
    /** Whether the ends of assignments are told; else asking for them is refused as ARM does it without the licence. */
    ends?: 'told' | 'no-licence' | 'forbidden';
    /** By subscription; one that is not named may not be read. Null: Microsoft tells of none. */
    agreements?: Record<string, Agreement | null>;
    /** Delegated to our own tenant, by subscription. */
    delegated?: Record<string, HeldRole[]>;
}

export interface MemoryAzure extends Azure {
    tenants: Map<string, MemoryTenant>;
    /** Every question, as `method tenantId subscriptionId`; `rootRoles tenantId` for roles at the root management group. */
    readonly asked: string[];
    /** Told before each question; what it throws is the answer. */
    before: (question: string) => void;
}

/** Tenants in memory behind the port: what is seen follows from the roles, as at ARM. */
export function memoryAzure(homeTenantId: string): MemoryAzure {
    const asked: string[] = [];
    const azure: MemoryAzure = {
        tenants: new Map(),
        asked,
        before: () => undefined,
        tenant: (tenantId) => access(tenantId),
        findTenant: (subscriptionId) => {
            const owner = [...azure.tenants].find(([, { subscriptions }]) =>
                subscriptions.some((one) => one.subscriptionId === subscriptionId),
            );
            return Promise.resolve(
                owner === undefined ? { kind: 'no-such-subscription' } : { kind: 'found', tenantId: owner[0] },
            );
        },
    };

    async function ask<T>(question: string, answer: () => T): Promise<T> {
        await Promise.resolve();
        asked.push(question);
        azure.before(question);
        return answer();
    }

    const all = () => [...azure.tenants.values()].flatMap(({ subscriptions }) => subscriptions);

    function access(tenantId: string): TenantAccess {
        const tenant = () => {
            const found = azure.tenants.get(tenantId);
            if (found === undefined) throw new AzureError('tenant-unknown', 'AADSTS90002');
            return found;
        };
        const principal = () => {
            const { principalId } = tenant();
            if (principalId === null) throw new AzureError('application-missing', 'AADSTS7000229');
            return principalId;
        };
        const visible = () => {
            principal();
            const own = tenant().subscriptions.filter(({ subscriptionId }) => subscriptionId in tenant().roles);
            if (tenantId !== homeTenantId) return own;
            const delegated = [...azure.tenants.values()].flatMap(({ subscriptions, delegated: to = {} }) =>
                subscriptions.filter(({ subscriptionId }) => subscriptionId in to),
            );
            return [...own, ...delegated];
        };
        const refuse = (ends: boolean) => {
            const { ends: told = 'told' } = tenant();
            if (!ends || told === 'told') return;
            throw told === 'forbidden'
                ? new AzureError('forbidden', 'AuthorizationFailed', { status: 403 })
                : new AzureError('unexpected', 'AadPremiumLicenseRequired', { status: 400 });
        };
        /** Without the licence nobody is told when a role ends. */
        const asTold = (roles: HeldRole[] | 'forbidden', ends: boolean): HeldRole[] => {
            if (roles === 'forbidden') throw new AzureError('forbidden', 'AuthorizationFailed', { status: 403 });
            return ends ? roles : roles.map(({ roleDefinitionId, scope }) => ({ roleDefinitionId, scope }));
        };
        const atRoot = (): HeldRole[] | 'forbidden' => {
            const everywhere = Object.values(tenant().roles).flatMap((roles) => (roles === 'forbidden' ? [] : roles));
            const root = `/managementgroups/${tenantId.toLowerCase()}`;
            const held = [...everywhere, ...(tenant().rootRoles ?? [])].filter(({ scope }) =>
                scope.toLowerCase().endsWith(root),
            );
            return held.length === 0 ? 'forbidden' : held;
        };
        const unsupported = () => Promise.reject(new Error('An audit writes no link.'));
        return {
            tenantId,
            principalId: () => ask(`principalId ${tenantId}`, principal),
            link: () =>
                ask(`link ${tenantId}`, () => {
                    principal();
                    return tenant().link;
                }),
            createLink: unsupported,
            changeLink: unsupported,
            deleteLink: unsupported,
            subscriptions: async function* () {
                yield* await ask(`subscriptions ${tenantId}`, visible);
            },
            subscription: (id) =>
                ask(`subscription ${tenantId} ${id}`, () => {
                    const one = all().find(({ subscriptionId }) => subscriptionId === id);
                    if (one === undefined) return { kind: 'gone' };
                    if (visible().includes(one)) return { kind: 'found', subscription: one };
                    return one.tenantId === tenantId
                        ? { kind: 'forbidden' }
                        : { kind: 'another-tenant', tenantId: one.tenantId };
                }),
            heldRoles: (id) =>
                ask(`heldRoles ${tenantId} ${id}`, () => asTold(tenant().roles[id] ?? 'forbidden', false)),
            rolesAt: (scope, _principalId, { ends }) => {
                const id = /^\/subscriptions\/(.+)$/.exec(scope)?.[1];
                return ask(id === undefined ? `rootRoles ${tenantId}` : `heldRoles ${tenantId} ${id}`, () => {
                    refuse(ends);
                    return asTold(id === undefined ? atRoot() : (tenant().roles[id] ?? 'forbidden'), ends);
                });
            },
            agreement: (id) =>
                ask(`agreement ${tenantId} ${id}`, () => {
                    const owner = [...azure.tenants.values()].find(({ subscriptions }) =>
                        subscriptions.some((one) => one.subscriptionId === id),
                    );
                    const agreement = owner?.agreements?.[id];
                    if (agreement === undefined)
                        throw new AzureError('forbidden', 'AuthorizationFailed', { status: 403 });
                    return agreement ?? undefined;
                }),
            delegatedRoles: (id) =>
                ask(`delegatedRoles ${tenantId} ${id}`, () => {
                    principal();
                    return [...azure.tenants.values()].flatMap(({ delegated = {} }) => delegated[id] ?? []);
                }),
        };
    }
    return azure;
}
