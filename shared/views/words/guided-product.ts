import { PRODUCT_NAMES } from '../../domain/products/product.ts';
import { foreign, id, message, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { ProductView } from '../view-models.ts';
import { FIELD } from './help/common.ts';
import { GIVING_ROLES, PORTAL } from './sign-in/common.ts';

/** The product, as Microsoft names it; of Azure, the field that is meant. */
export const productName = ({ id: product }: Pick<ProductView, 'id'>): Phrase =>
    product === 'azure-dpor'
        ? message('help.product.field', { partnerInformation: FIELD.partnerInformation })
        : say`${PRODUCT_NAMES[product]}`;

/** The product, which one is meant, and the subscription where there is one. */
export const productLines = (product: ProductView): Phrase[] => [
    productName(product),
    ...(product.name === null ? [] : [say`${foreign(product.name)}`]),
    ...subscriptionLines(product),
];

const subscriptionLines = ({ subscription }: ProductView): Phrase[] =>
    subscription === null
        ? []
        : [...(subscription.name === null ? [] : [say`${foreign(subscription.name)}`]), say`${id(subscription.id)}`];

const isInAzure = ({ id: product }: Pick<ProductView, 'id'>): boolean => product === 'azure-dpor';

/** Which of the partner's IDs it is: each of Microsoft's portals takes a kind of its own. */
export const kindOfPartnerId = (product: Pick<ProductView, 'id'>): Phrase =>
    message(isInAzure(product) ? 'guidedMail.partnerId.organisation' : 'guidedMail.partnerId.location');

export const whoMay = (product: Pick<ProductView, 'id'>): Phrase =>
    isInAzure(product) ? message('help.whoMay.field', GIVING_ROLES) : message('help.whoMay.others');

/** The way to the field, in a line. */
export const wayThere = (product: Pick<ProductView, 'id'>): Phrase =>
    isInAzure(product)
        ? message('guidedMail.way.azure', {
              subscriptions: PORTAL.subscriptions,
              partnerInformation: FIELD.partnerInformation,
          })
        : message('guidedMail.way.admin', {
              billing: FIELD.billing,
              products: FIELD.products,
              partnerInformation: FIELD.partnerInformation,
          });

/** Whoever is named there now would be displaced. */
export const displacing = (): Phrase => message('guidedMail.before');

/** What the partner gets to see by being named. */
export const sees = (): Phrase[] => [message('guidedMail.data'), message('help.data.not')];

/** How to change it, or take it back; a reseller cannot be. */
export const takingBack = (product: Pick<ProductView, 'id'>): Phrase[] =>
    isInAzure(product)
        ? [message('help.change.field', { ...FIELD, subscriptions: PORTAL.subscriptions })]
        : [message('help.change.others', { ...FIELD }), message('help.change.reseller')];
