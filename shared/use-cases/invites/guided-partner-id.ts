import { refusedField } from '../../domain/errors.ts';
import type { GuidedProduct } from '../../domain/products/product.ts';

/** The IDs that a partner goes by. */
export interface PartnerIds {
    /** The location partner ID that the customer has. */
    location: string;
    /** The virtual-organisation ID, for the legacy field; undefined where none is set. */
    dpor: string | undefined;
}

/**
 * The ID that the customer is to enter: each kind of field takes one kind of ID and refuses the others.
 *
 * @param field that asks for the product
 * @throws AppError `validation-failed` where there is no such ID
 */
export function guidedPartnerId(product: GuidedProduct, { location, dpor }: PartnerIds, field = 'product'): string {
    if (product !== 'azure-dpor') return location;
    if (dpor === undefined) {
        throw refusedField(
            field,
            'azure-dpor needs the partner’s virtual-organisation ID: the setting DPOR_PARTNER_ID is not set',
        );
    }
    return dpor;
}
