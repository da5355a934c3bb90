import { address, foreign, id, message } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { RefusalPageModel } from '../../sign-in/models.ts';
import { GIVING_ROLES, PORTAL } from './common.ts';

export const whoElse = (): Phrase[] => [
    message('forward.whoElse', GIVING_ROLES),
    message('forward.whoElse.portal', {
        subscriptions: PORTAL.subscriptions,
        iam: PORTAL.iam,
        assignments: PORTAL.assignments,
    }),
];

export const forwarding = (): Phrase => message('forward.noRight');

export const forwardSubject = ({ partner, subscriptionId }: RefusalPageModel): Phrase =>
    subscriptionId === null
        ? message('forward.subject', { partner: foreign(partner.name) })
        : message('forward.subject.subscription', {
              partner: foreign(partner.name),
              subscription: id(subscriptionId),
          });

export const forwardBody = ({ partner, subscriptionId }: RefusalPageModel): Phrase[] => {
    const asker = { partner: foreign(partner.name), id: id(partner.id) };
    return [
        subscriptionId === null
            ? message('forward.body', asker)
            : message('forward.body.subscription', { ...asker, subscription: id(subscriptionId) }),
        message('forward.body.who', GIVING_ROLES),
    ];
};

export const forwardQuestions = ({ partner }: RefusalPageModel): Phrase =>
    message('forward.questions', { partner: foreign(partner.name), contact: address(partner.contact) });

export const consentSubject = ({ partner }: RefusalPageModel): Phrase =>
    message('forward.consent.subject', { partner: foreign(partner.name) });

export const consentBody = ({ partner }: RefusalPageModel): Phrase[] => [
    message('forward.consent.body', { partner: foreign(partner.name) }),
    message('forward.consent.page'),
];

export const consentHelp = (): Phrase => message('forward.consent.help');
