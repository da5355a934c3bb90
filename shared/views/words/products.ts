import { PRODUCT_NAMES } from '../../domain/products/product.ts';
import type { Product } from '../../domain/products/product.ts';

/** For the partner, who has to tell the legacy field of Azure from the link. */
export const PRODUCT_LABELS: Readonly<Record<Product, string>> = {
    ...PRODUCT_NAMES,
    'azure-dpor': 'Azure, legacy partner information',
};
