import { foreign, message, term, time } from '../phrase.ts';
import type { Phrase, Value } from '../phrase.ts';
import type { GuidedInviteMailModel } from '../mail/guided-models.ts';
import type { PartnerView } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';
import { productName } from './guided-product.ts';

export const FACTS = {
    product: message('guidedMail.fact.product'),
    who: message('guidedMail.fact.who'),
    where: message('guidedMail.fact.where'),
    before: message('guidedMail.fact.before'),
} as const;

const added = term(BUTTONS.added);

const whatIsAsked = ({ partner, product, alongside }: GuidedInviteMailModel): Record<string, Value> => ({
    partner: foreign(partner.name),
    product: productName(product),
    count: alongside.length,
});

/** One product by its name, and how many more. */
export const subject = (model: GuidedInviteMailModel): Phrase => message('guidedMail.subject', whatIsAsked(model));

export const title = (model: GuidedInviteMailModel): Phrase => message('guidedMail.title', whatIsAsked(model));

/** Mail programs show it beside the subject. */
export const preview = ({ openUntil }: GuidedInviteMailModel): Phrase =>
    message('guidedMail.preview', { until: time(openUntil) });

export const whyYou = ({ partner, adminEmail }: GuidedInviteMailModel): Phrase =>
    message('guidedMail.whyYou', { partner: foreign(partner.name), admin: foreign(adminEmail) });

/** Who can do it, and who can see it. */
export const onlyYou = ({ name }: PartnerView): Phrase => message('guidedMail.onlyYou', { partner: foreign(name) });

export const asked = ({ name }: PartnerView): Phrase => message('guidedMail.asked', { partner: foreign(name) });

export const yes = (): Phrase => message('guidedMail.yes', { added });

export const access = (): Phrase => message('guidedMail.access');

export const opening = ({ openUntil }: GuidedInviteMailModel): Phrase =>
    message('guidedMail.opening', {
        added,
        later: term(BUTTONS.later),
        decline: term(BUTTONS.decline),
        until: time(openUntil),
    });

export const ownWay = (): Phrase => message('guidedMail.genuine.portal');
