import { PRODUCT_NAMES } from '../../domain/products/product.ts';
import type { Product } from '../../domain/products/product.ts';
import { foreign, id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';

/** For the partner, who has to tell the legacy field of Azure from the link. */
export const PRODUCT_LABELS: Readonly<Record<Product, string>> = {
    ...PRODUCT_NAMES,
    'azure-dpor': 'Azure, legacy partner information',
};

/** The product, with what is meant of it, for the partner. */
export function productWords(of: {
    product: Product;
    productName: string | null;
    subscriptionId: string | null;
}): Phrase {
    const named = say`${PRODUCT_LABELS[of.product]}`;
    const which = of.productName === null ? named : say`${named}, ${foreign(of.productName)}`;
    return of.subscriptionId === null ? which : say`${which}, ${id(of.subscriptionId)}`;
}
