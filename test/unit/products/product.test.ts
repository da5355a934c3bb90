import { placeOf, PRODUCTS, subjectKey } from '../../../shared/domain/products/product.ts';
import type { Subject } from '../../../shared/domain/products/product.ts';

const subscriptionId = 'c0000000-0000-4000-8000-0000000000a1';
const tenantId = 'c0000000-0000-4000-8000-000000000001';
const guided = (over: Partial<Exclude<Subject, { product: 'azure' }>> = {}): Subject => ({
    product: 'microsoft365',
    tenantId,
    subscriptionId: null,
    productName: null,
    ...over,
});

describe('what an invite is about', () => {
    it('is another for each product, subscription, tenant and name', () => {
        const subjects: Subject[] = [
            { product: 'azure', subscriptionId },
            ...PRODUCTS.flatMap((product) => (product === 'azure' ? [] : [guided({ product })])),
            guided({ subscriptionId }),
            guided({ tenantId: subscriptionId }),
            guided({ productName: 'Microsoft 365 E3' }),
            guided({ productName: 'Microsoft 365 E5' }),
        ];

        expect(new Set(subjects.map(subjectKey)).size).toBe(subjects.length);
    });

    it('is the same whatever the case of its name', () => {
        expect(subjectKey(guided({ productName: ' Plan Ä' }))).toBe(subjectKey(guided({ productName: 'plan ä' })));
    });

    it('has a key that a table takes, whatever its name', () => {
        expect(subjectKey(guided({ productName: 'a/b\\c#d?e\n\u{1f600}' }))).toMatch(/^[a-z0-9+-]+$/);
    });

    it('stands with the subscription where it has one, else with its tenant', () => {
        expect(placeOf(guided({ subscriptionId }))).toBe(subscriptionId);
        expect(placeOf(guided())).toBe(tenantId);
        expect(placeOf({ product: 'azure', subscriptionId })).toBe(subscriptionId);
    });
});
