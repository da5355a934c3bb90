import { callout, facts, heading, paragraph } from '../blocks.ts';
import type { Fact } from '../blocks.ts';
import type { Language } from '../languages/language.ts';
import { foreign, id, say, time } from '../phrase.ts';
import { customerFacts } from '../request-facts.ts';
import type { Mail } from '../view-models.ts';
import { FACTS as GUIDED, TITLES, TONES, meaning, productOf, subject } from '../words/guided-outcome.ts';
import { FACTS, HEADINGS, partnerFooter } from '../words/outcome-mails.ts';
import { FACTS as REQUEST } from '../words/request.ts';
import { guidedPartnerFacts } from './guided-facts.ts';
import type { GuidedOutcomeMailModel } from './guided-models.ts';
import { mail } from './mail.ts';

const subscriptionFacts = ({ product: { subscription } }: GuidedOutcomeMailModel): Fact[] =>
    subscription === null ? [] : [{ name: REQUEST.subscription, lines: [say`${id(subscription.id)}`] }];

/** Tells the partner what the customer said, or that it did not, with everything needed to look it up. */
export const guidedOutcomeMail = (model: GuidedOutcomeMailModel, language: Language): Mail => {
    const { partner, product, ended, saidAt } = model;
    return mail(
        {
            subject: subject(model),
            from: partner.name,
            title: TITLES[ended],
            preview: meaning[ended],
            blocks: [
                callout(TONES[ended], meaning[ended]),
                heading(HEADINGS.next),
                paragraph(say`${model.nextStep}`),
                facts([
                    { name: FACTS.invite, lines: [say`${id(model.inviteId)}`] },
                    { name: FACTS.at, lines: [say`${time(model.at)}`] },
                    ...(saidAt === null || ended === 'added'
                        ? []
                        : [{ name: GUIDED.saidAt, lines: [say`${time(saidAt)}`] }]),
                    { name: GUIDED.product, lines: productOf(model) },
                    ...subscriptionFacts(model),
                    ...customerFacts(product),
                    ...guidedPartnerFacts(partner, product),
                    { name: FACTS.admin, lines: [say`${foreign(model.adminEmail)}`] },
                ]),
            ],
            footer: partnerFooter(),
            help: null,
            stop: null,
        },
        language,
    );
};
