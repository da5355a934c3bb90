import type { Customer } from '../../domain/customer.ts';
import { AppError, refusedField } from '../../domain/errors.ts';
import type { Azure } from '../../ports/azure.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';

/** What a request comes to before anything is recorded. */
export interface ExaminedRequest {
    tenantId: string;
    partnerId: string;
    /** Undefined where the invite would bring the customer in. */
    customer: Customer | undefined;
}

/** The part of a request that decides. */
export interface DecidingFields {
    subscriptionId: string;
    adminEmail: string;
    tenantId?: string | undefined;
    partnerId?: string | undefined;
}

export interface ExamineDependencies {
    partner: { defaultId: string; ids: readonly string[]; domains: readonly string[] };
    azure: Pick<Azure, 'findTenant'>;
    customers: Pick<CustomerStore, 'get'>;
}

/** Only the customer designates: an address of the partner's own would let the partner confirm itself. */
export function checkAddress(adminEmail: string, domains: readonly string[]): void {
    const domain = adminEmail.slice(adminEmail.lastIndexOf('@') + 1).toLowerCase();
    if (domains.some((own) => domain === own || domain.endsWith(`.${own}`))) {
        throw refusedField('adminEmail', 'an address of the customer, not of the partner');
    }
}

/** @throws AppError `validation-failed` */
export function checkOurs(partnerId: string | undefined, ids: readonly string[]): void {
    if (partnerId !== undefined && !ids.includes(partnerId)) {
        throw refusedField('partnerId', `one of ${ids.join(', ')}`);
    }
}

async function tenantOf(
    azure: Pick<Azure, 'findTenant'>,
    request: Omit<DecidingFields, 'adminEmail'>,
): Promise<string> {
    const found = await azure.findTenant(request.subscriptionId);
    switch (found.kind) {
        case 'no-such-subscription':
            throw new AppError('subscription-not-found', 'Microsoft knows no subscription of this ID.');
        case 'unknown':
            if (request.tenantId !== undefined) return request.tenantId;
            throw new AppError(
                'tenant-required',
                'The tenant could not be found from the subscription: give tenantId.',
            );
        case 'found':
            if (request.tenantId === undefined || request.tenantId === found.tenantId) return found.tenantId;
            throw new AppError('tenant-mismatch', 'The subscription belongs to another tenant than tenantId.');
    }
}

/** @throws AppError `partner-id-mismatch` */
export function checkPartnerId(its: string, wanted: string): void {
    if (its !== wanted) throw new AppError('partner-id-mismatch', `The customer's partner ID is ${its}.`);
}

/**
 * The tenant of a subscription, and which partner ID its customer has.
 *
 * @throws AppError with the reason where they are not those that are given
 */
export async function findCustomer(
    { partner, azure, customers }: ExamineDependencies,
    request: Omit<DecidingFields, 'adminEmail'>,
): Promise<ExaminedRequest> {
    const tenantId = await tenantOf(azure, request);
    const customer = await customers.get(tenantId);
    // There is one link a tenant, so a customer has one partner ID: its own, else the default. A new customer gets the invite's.
    if (customer === undefined) return { tenantId, partnerId: request.partnerId ?? partner.defaultId, customer };
    const its = customer.partnerId ?? partner.defaultId;
    if (request.partnerId !== undefined) checkPartnerId(its, request.partnerId);
    return { tenantId, partnerId: its, customer };
}

/**
 * What of a request can be judged without leaving a trace: its sense, its subscription, its customer's partner ID.
 *
 * @throws AppError with the reason where it is refused
 */
export async function examineRequest(deps: ExamineDependencies, request: DecidingFields): Promise<ExaminedRequest> {
    checkAddress(request.adminEmail, deps.partner.domains);
    checkOurs(request.partnerId, deps.partner.ids);
    return await findCustomer(deps, request);
}
