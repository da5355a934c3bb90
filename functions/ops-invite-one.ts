import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { PRODUCTS } from '../shared/domain/products/product.ts';
import { guid } from '../shared/http/fields.ts';
import { noValues } from '../shared/http/ops/invite-form.ts';
import { frameOf, opsPage, requireActing } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import type { CustomerStore } from '../shared/ports/customer-store.ts';
import type { Random } from '../shared/ports/clock.ts';
import { inviteOnePage } from '../shared/views/ops/invite-one-page.ts';
import type { InviteValues } from '../shared/views/ops/models.ts';

export type OpsInviteOneDependencies = OpsPageDependencies & {
    partner: { ids: readonly string[] };
    rules: { expiresInDays: number };
    products: { dporPartnerId: string | undefined; indirectProvider: object | undefined };
    customers: Pick<CustomerStore, 'get'>;
    random: Random;
};

/** So many random bytes make a key that nobody has by chance. */
export const newFormKey = (random: Random): string => random.bytes(16).toString('hex');

/** What the form offers: what takes a setting that is not set is left out. */
export const offers = ({ partner, rules, products }: Omit<OpsInviteOneDependencies, 'customers'>) => ({
    partnerIds: partner.ids,
    expiresInDays: rules.expiresInDays,
    products: PRODUCTS.filter((product) => product !== 'azure-dpor' || products.dporPartnerId !== undefined),
    resellers: (['direct', 'indirect'] as const).filter(
        (kind) => kind !== 'indirect' || products.indirectProvider !== undefined,
    ),
});

/** What a row of a list leads here with; what is no ID is passed over. */
async function prefilled({ query }: HttpRequest, customers: Pick<CustomerStore, 'get'>): Promise<InviteValues> {
    const { data: subscriptionId = '' } = guid.safeParse(query.get('subscriptionId'));
    const { data: tenantId } = guid.safeParse(query.get('tenantId'));
    const customer = tenantId === undefined ? undefined : await customers.get(tenantId);
    const name = customer === undefined || customer.name === customer.tenantId ? '' : customer.name;
    const { data: product = '' } = z.enum(PRODUCTS).safeParse(query.get('product'));
    const known = { customerName: name, adminEmail: customer?.contactEmail ?? '' };
    // Microsoft tells the tenant of a subscription, and of nothing else.
    return { ...noValues(), ...known, product, subscriptionId, tenantId: product === '' ? '' : (tenantId ?? '') };
}

/** `GET /api/ops/invite-one`: the form. */
export const getInviteOne =
    (deps: OpsInviteOneDependencies): OpsHandler =>
    async (request, scope) => {
        requireActing(scope);
        const model = {
            key: newFormKey(deps.random),
            values: await prefilled(request, deps.customers),
            errors: [],
            ...offers(deps),
        };
        return opsPage(200, inviteOnePage(model, frameOf(deps, request, scope)));
    };
