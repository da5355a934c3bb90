import type { GuideView } from '../../guide/models.ts';
import { foreign, id, message, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import { productName } from '../guided-product.ts';
import { FIELD } from '../help/common.ts';
import { PORTAL } from '../sign-in/common.ts';
import { added, gone, still } from './common.ts';

/** Names in the admin center, as they stand there. */
const ADMIN = { add: term('Add'), partnerTab: term('Partner') } as const;

export const HEADING = message('guide.way.heading');

/** For whoever reads another language than the names of the portal are given in. */
export const NAMES = message('guide.way.names');

export const openPortal = ({ product }: Pick<GuideView, 'product'>): Phrase =>
    message(product.id === 'azure-dpor' ? 'guide.way.azure' : 'guide.way.center');

/** Where the link leads, for whoever looks before they press. */
export const whereTo = ({ portalLink }: Pick<GuideView, 'portalLink'>): Phrase =>
    message('guide.way.host', { host: id(new URL(portalLink).host) });

const chosen = ({ product, partner }: GuideView): Phrase => {
    const values = { product: productName(product) };
    const choice =
        product.name === null
            ? message('guide.step.center.product', values)
            : message('guide.step.center.named', {
                  ...values,
                  partner: foreign(partner.name),
                  name: foreign(product.name),
              });
    return product.id === 'dynamics365' ? say`${choice} ${message('guide.step.center.older')}` : choice;
};

/** To the field itself. */
const there = (view: GuideView): Phrase[] => {
    const { product } = view;
    const { partnerInformation, billing, products } = FIELD;
    const tenant = id(product.tenantId);
    return product.id === 'azure-dpor'
        ? [
              message('guide.step.azure.open', {
                  subscription: id(product.subscription?.id ?? ''),
                  tenant,
                  subscriptions: PORTAL.subscriptions,
              }),
              message('guide.step.azure.field', { partnerInformation }),
          ]
        : [
              message('guide.step.center.open', { tenant, billing, products }),
              chosen(view),
              message('guide.step.center.field', { partnerInformation, partnerTab: ADMIN.partnerTab }),
          ];
};

/** Into the field. */
const entering = ({ product, partner }: GuideView): Phrase[] => {
    const partnerId = id(partner.id);
    return product.id === 'azure-dpor'
        ? [
              message('guide.step.azure.enter', {
                  partnerId,
                  partner: foreign(partner.name),
                  validate: FIELD.validate,
              }),
              message('guide.step.azure.save', { save: FIELD.save }),
          ]
        : [message('guide.step.center.enter', { partnerId, add: ADMIN.add })];
};

/** Step by step, to the partner being named. */
export const steps = (view: GuideView): Phrase[] => [
    ...there(view),
    ...entering(view),
    message('guide.step.back', { added }),
];

/** Step by step, to where it is seen whether the partner is still named. */
export const stepsToLook = (view: GuideView): Phrase[] => [
    ...there(view),
    message('guide.step.look', { partnerId: id(view.partner.id), still, gone }),
];
