import { randomUUID } from 'node:crypto';
import type { Store } from '../state/store.ts';
import type { Tenant } from '../state/world.ts';

/** `ask`: the person may decide; `administrator`: only an administrator may. */
export type ConsentState = 'given' | 'ask' | 'administrator';

/** Who has consented to the application in which tenant. */
export interface Consents {
    of(tenant: Tenant, objectId: string): ConsentState;
    /** This person alone; does nothing where consent is not theirs to give. */
    give(tenant: Tenant, objectId: string): void;
    /** Everybody in the tenant. */
    giveForAll(tenant: Tenant): void;
}

/**
 * Consent brings the application into the tenant; its service principal stays in the document. Who consented is kept in
 * memory alone: a service principal that nobody is known to have consented to, such as those of the sample tenants, was
 * brought in by an administrator for everybody.
 */
export const createConsents = (store: Store): Consents => {
    /** The people who consented for themselves, by the service principal that came of it. */
    const personal = new Map<string, Set<string>>();

    const bringIn = (tenant: Tenant): string => {
        const objectId = randomUUID();
        tenant.addServicePrincipal(objectId);
        store.changed();
        return objectId;
    };

    const of = (tenant: Tenant, objectId: string): ConsentState => {
        const { servicePrincipal, userConsent } = tenant.row;
        if (servicePrincipal !== null) {
            const people = personal.get(servicePrincipal.objectId);
            if (people === undefined || people.has(objectId)) return 'given';
        }
        return userConsent === false ? 'administrator' : 'ask';
    };

    return {
        of,
        give(tenant, objectId) {
            if (of(tenant, objectId) !== 'ask') return;
            const principal = tenant.row.servicePrincipal?.objectId ?? bringIn(tenant);
            personal.set(principal, (personal.get(principal) ?? new Set()).add(objectId));
        },
        giveForAll(tenant) {
            personal.delete(tenant.row.servicePrincipal?.objectId ?? bringIn(tenant));
        },
    };
};
