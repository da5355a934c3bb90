import { GUIDED_PRODUCTS } from '../../../shared/domain/products/product.ts';
import { portalWay } from '../../../shared/domain/products/portal-way.ts';
import { makeWorld, SUBSCRIPTION, TENANT } from '../../integration/guide/world.ts';

const rules = {
    links: { dpor: undefined, products: 'https://admin.example/Home#/subscriptions' },
    portal: 'https://portal.example',
};
const { product } = makeWorld();
const legacy = product({ product: 'azure-dpor', subscriptionId: SUBSCRIPTION, partnerId: '3141592' });

describe('the link into a portal', () => {
    it.each(GUIDED_PRODUCTS.filter((each) => each !== 'azure-dpor'))('is the setting’s for %s', (each) => {
        expect(portalWay(product({ product: each }), rules)).toBe('https://admin.example/Home#/subscriptions');
    });

    it('leads to the subscription for the older field, in the customer’s tenant', () => {
        expect(portalWay(legacy, rules)).toBe(
            `https://portal.example/#@${TENANT}/resource/subscriptions/${SUBSCRIPTION}/overview`,
        );
    });

    it('leads to the older field itself where a setting says how', () => {
        const dpor = 'https://portal.example/#blade/x/{subscriptionId}/partnerId/{partnerId}';

        expect(portalWay(legacy, { ...rules, links: { ...rules.links, dpor } })).toBe(
            `https://portal.example/#blade/x/${SUBSCRIPTION}/partnerId/3141592`,
        );
    });

    it('leads no further than the portal where no subscription is named', () => {
        expect(portalWay(product({ product: 'azure-dpor' }), rules)).toBe('https://portal.example/');
    });

    it('lets no value lead anywhere else', () => {
        const odd = product({ product: 'azure-dpor', tenantId: 'x/../../y', subscriptionId: 'a/#b?c' });

        expect(portalWay(odd, rules)).toBe(
            'https://portal.example/#@x%2F..%2F..%2Fy/resource/subscriptions/a%2F%23b%3Fc/overview',
        );
    });
});
