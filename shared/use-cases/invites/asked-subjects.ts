import { refusedField } from '../../domain/errors.ts';
import { subjectKey } from '../../domain/products/product.ts';
import type { GuidedProduct, GuidedSubject, Subject } from '../../domain/products/product.ts';
import type { AlsoFor, InviteRequest } from './invite-request.ts';

/** The part of a request that says what it is about. */
export type AboutFields = Pick<InviteRequest, 'product' | 'productName' | 'subscriptionId' | 'tenantId' | 'alsoFor'>;

/** What is attached by hand; undefined for Azure. */
export const guidedProductOf = ({ product = 'azure' }: Pick<AboutFields, 'product'>): GuidedProduct | undefined =>
    product === 'azure' ? undefined : product;

function needed(field: string, value: string | undefined): string {
    if (value === undefined) throw refusedField(field, 'needed for this product');
    return value;
}

/** @param path of its fields, as in `alsoFor.2.` */
const guidedSubject = (
    { product, productName, subscriptionId }: AlsoFor,
    tenantId: string,
    path = '',
): GuidedSubject => ({
    product,
    tenantId,
    // The legacy field is one of a subscription.
    subscriptionId:
        product === 'azure-dpor' ? needed(`${path}subscriptionId`, subscriptionId) : (subscriptionId ?? null),
    productName: productName ?? null,
});

/** @throws AppError `validation-failed` where a field that the product needs is not there */
export function leadSubject(request: AboutFields): Subject {
    const product = guidedProductOf(request);
    return product === undefined
        ? { product: 'azure', subscriptionId: needed('subscriptionId', request.subscriptionId) }
        : guidedSubject({ ...request, product }, needed('tenantId', request.tenantId));
}

/**
 * What the same mail asks for beside that, in the same tenant.
 *
 * @throws AppError `validation-failed` where a field is not there, or something is asked for twice
 */
export function followerSubjects(request: AboutFields, tenantId: string): GuidedSubject[] {
    const keys = new Set([subjectKey(leadSubject(request))]);
    return (request.alsoFor ?? []).map((also, index) => {
        const path = `alsoFor.${String(index)}`;
        // Of a subscription's two fields both are often meant.
        const its =
            also.product === 'azure-dpor' ? (also.subscriptionId ?? request.subscriptionId) : also.subscriptionId;
        const subject = guidedSubject({ ...also, subscriptionId: its }, tenantId, `${path}.`);
        const key = subjectKey(subject);
        if (keys.has(key))
            throw refusedField(
                path,
                'asked for twice: say which one is meant by productName or subscriptionId, or leave it out',
            );
        keys.add(key);
        return subject;
    });
}
