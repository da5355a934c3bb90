import type { Customer } from '../../domain/customer.ts';
import { AppError, refusedField } from '../../domain/errors.ts';
import type { GuidedSubject, Subject } from '../../domain/products/product.ts';
import { relationshipsOf } from '../../domain/products/relationships.ts';
import type { AskingRules, Relationships } from '../../domain/products/relationships.ts';
import type { Azure } from '../../ports/azure.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import { followerSubjects, guidedProductOf, leadSubject } from './asked-subjects.ts';
import { guidedPartnerId } from './guided-partner-id.ts';
import type { InviteRequest } from './invite-request.ts';

export interface FoundCustomer {
    tenantId: string;
    /** The location partner ID that the customer has, or gets. */
    partnerId: string;
    /** Undefined where nobody knows it yet. */
    customer: Customer | undefined;
}

/** One of those that a request asks for, with the ID that it takes. */
export interface Asked<S extends Subject = Subject> {
    subject: S;
    partnerId: string;
}

/** What a request comes to before anything is recorded. */
export interface ExaminedRequest extends FoundCustomer {
    lead: Asked;
    followers: Asked<GuidedSubject>[];
    relationships: Relationships;
}

export interface ExamineDependencies {
    partner: { defaultId: string; ids: readonly string[]; domains: readonly string[] };
    products: { dporPartnerId: string | undefined } & AskingRules;
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
export function checkOurs(
    { partner, products }: Pick<ExamineDependencies, 'partner' | 'products'>,
    { product, partnerId }: Pick<InviteRequest, 'product' | 'partnerId'>,
): void {
    const ids = product === 'azure-dpor' ? [products.dporPartnerId].filter((id) => id !== undefined) : partner.ids;
    if (partnerId === undefined || ids.includes(partnerId)) return;
    throw refusedField('partnerId', ids.length === 0 ? 'not for this product' : `one of ${ids.join(', ')}`);
}

async function tenantOf(
    azure: Pick<Azure, 'findTenant'>,
    subscriptionId: string,
    given: string | undefined,
): Promise<string> {
    const found = await azure.findTenant(subscriptionId);
    switch (found.kind) {
        case 'no-such-subscription':
            throw new AppError('subscription-not-found', 'Microsoft knows no subscription of this ID.');
        case 'unknown':
            if (given !== undefined) return given;
            throw new AppError(
                'tenant-required',
                'The tenant could not be found from the subscription: give tenantId.',
            );
        case 'found':
            if (given === undefined || given === found.tenantId) return found.tenantId;
            throw new AppError('tenant-mismatch', 'The subscription belongs to another tenant than tenantId.');
    }
}

/** @throws AppError `partner-id-mismatch` */
export function checkPartnerId(its: string, wanted: string): void {
    if (its !== wanted) throw new AppError('partner-id-mismatch', `The customer's partner ID is ${its}.`);
}

/**
 * The tenant of what is asked for, and which partner ID its customer has. Microsoft is asked about Azure alone: whose
 * another product is, the request says.
 *
 * @throws AppError with the reason where they are not those that are given
 */
export async function findCustomer(
    { partner, azure, customers }: Omit<ExamineDependencies, 'products'>,
    request: Omit<InviteRequest, 'adminEmail'>,
): Promise<FoundCustomer> {
    const subject = leadSubject(request);
    const tenantId =
        subject.product === 'azure'
            ? await tenantOf(azure, subject.subscriptionId, request.tenantId)
            : subject.tenantId;
    const customer = await customers.get(tenantId);
    // An ID for the legacy field is another kind of ID.
    const wanted = subject.product === 'azure-dpor' ? undefined : request.partnerId;
    // There is one link a tenant, so a customer has one partner ID: its own, else the default. A new customer gets the invite's.
    if (customer === undefined) return { tenantId, partnerId: wanted ?? partner.defaultId, customer };
    const its = customer.partnerId ?? partner.defaultId;
    if (wanted !== undefined) checkPartnerId(its, wanted);
    return { tenantId, partnerId: its, customer };
}

/**
 * What is asked for of a customer, each with its partner ID.
 *
 * @throws AppError `validation-failed`
 */
export function askedOf(
    { products }: Pick<ExamineDependencies, 'products'>,
    request: Omit<InviteRequest, 'adminEmail'>,
    { tenantId, partnerId }: Pick<FoundCustomer, 'tenantId' | 'partnerId'>,
): Pick<ExaminedRequest, 'lead' | 'followers'> {
    const ids = { location: partnerId, dpor: products.dporPartnerId };
    const subject = leadSubject(request);
    const product = guidedProductOf(request);
    return {
        lead: { subject, partnerId: product === undefined ? partnerId : guidedPartnerId(product, ids) },
        followers: followerSubjects(request, tenantId).map((follower, index) => ({
            subject: follower,
            partnerId: guidedPartnerId(follower.product, ids, `alsoFor.${String(index)}.product`),
        })),
    };
}

/**
 * What of a request can be judged without leaving a trace: its sense, its subscription, its customer's partner ID.
 *
 * @throws AppError with the reason where it is refused
 */
export async function examineRequest(deps: ExamineDependencies, request: InviteRequest): Promise<ExaminedRequest> {
    checkAddress(request.adminEmail, deps.partner.domains);
    checkOurs(deps, request);
    const relationships = relationshipsOf(request, deps.products);
    const found = await findCustomer(deps, request);
    return { ...found, ...askedOf(deps, request, found), relationships };
}
