import { foreign, id, message, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { AskAgainMailModel } from '../mail/guided-models.ts';
import { BUTTONS } from './buttons.ts';
import { productName } from './guided-product.ts';

export const FACTS = {
    still: message('guidedMail.again.still'),
    gone: message('guidedMail.again.gone'),
    silent: message('guidedMail.again.silent'),
} as const;

export const OPEN = message('guidedMail.again.open');

const what = ({ partner, product }: AskAgainMailModel) => ({
    partner: foreign(partner.name),
    product: productName(product),
});

export const subject = (model: AskAgainMailModel): Phrase => message('guidedMail.again.subject', what(model));

export const title = (model: AskAgainMailModel): Phrase => message('guidedMail.again.title', what(model));

export const preview = ({ openUntil }: AskAgainMailModel): Phrase =>
    message('guidedMail.again.preview', { until: time(openUntil) });

export const whatWasSaid = (model: AskAgainMailModel): Phrase =>
    message('guidedMail.again.said', { ...what(model), admin: foreign(model.adminEmail), said: time(model.saidAt) });

export const why = ({ why: because }: AskAgainMailModel): Phrase =>
    message(because === 'facts' ? 'guidedMail.again.why.facts' : 'guidedMail.again.why.time');

export const stillSo = (): Phrase => message('guidedMail.again.still.how', { still: term(BUTTONS.still) });

export const notAnyMore = ({ partner }: AskAgainMailModel): Phrase =>
    message('guidedMail.again.gone.how', { gone: term(BUTTONS.gone), partner: foreign(partner.name) });

export const silent = ({ partner, openUntil }: AskAgainMailModel): Phrase =>
    message('guidedMail.again.silent.how', { partner: foreign(partner.name), until: time(openUntil) });

export const opening = (): Phrase => message('guidedMail.again.opening');

export const footer = ({ partner, adminEmail }: AskAgainMailModel): Phrase =>
    message('guidedMail.again.footer', {
        admin: foreign(adminEmail),
        partner: foreign(partner.name),
        partnerId: id(partner.id),
    });
