import type { ErrorCode } from '../../domain/errors.ts';
import { address, foreign, id, message, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { LinkGonePageModel, ProblemPageModel } from '../view-models.ts';

export const LINK_GONE_TITLE = message('problem.linkGone.title');

export const linkGone = (): Phrase => message('problem.linkGone');

export const linkGoneNext = ({ partnerName, contact }: LinkGonePageModel): Phrase[] => [
    message('problem.linkGone.again'),
    message('problem.linkGone.newest'),
    message('problem.linkGone.ask', { partner: foreign(partnerName), contact: address(contact) }),
];

export const HEADINGS = { next: message('problem.heading.next') } as const;

/** What a customer can meet; everything else is between the partner's programs and us. */
const TITLES: Partial<Record<ErrorCode, Phrase>> = {
    'validation-failed': message('problem.title.refused'),
    'malformed-body': message('problem.title.refused'),
    'empty-body': message('problem.title.refused'),
    'unsupported-media-type': message('problem.title.refused'),
    'body-too-large': message('problem.title.choiceTooLarge'),
    'subscription-not-found': message('problem.title.subscriptionNotFound'),
    'partner-id-mismatch': message('problem.title.partnerIdMismatch'),
    'cross-site': message('problem.title.crossSite'),
    'not-found': message('problem.title.notFound'),
    internal: message('problem.title.internal'),
    unavailable: message('problem.title.unavailable'),
};

export const titleOf = ({ code, title }: Pick<ProblemPageModel, 'code' | 'title'>): Phrase =>
    TITLES[code] ?? say`${title}`;

/** What the code alone says to a person. */
const DETAILS: Partial<Record<ErrorCode, Phrase>> = {
    'subscription-not-found': message('problem.detail.subscriptionNotFound'),
    'partner-id-mismatch': message('problem.detail.partnerIdMismatch'),
    'cross-site': message('problem.detail.crossSite'),
    // Nothing else that a person can send by our forms is.
    'body-too-large': message('problem.detail.choiceTooLarge'),
};

/** What went wrong; of what no form of ours sends, in the words for whoever writes programs. */
export function detailOf({ code, detail }: Pick<ProblemPageModel, 'code' | 'detail'>): Phrase | undefined {
    const words = DETAILS[code];
    if (words !== undefined || detail === null) return words;
    return message('problem.technical', { detail: foreign(detail) });
}

export const oursToMend = (): Phrase => message('problem.oursToMend');

export const startAgain = (): Phrase => message('problem.startAgain');

export const askWithReference = ({ partnerName, contact, correlationId }: ProblemPageModel): Phrase =>
    message('problem.ask', {
        partner: foreign(partnerName),
        contact: address(contact),
        reference: id(correlationId),
    });
