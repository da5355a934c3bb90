import { foreign, message } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { RefusalPageModel } from '../../sign-in/models.ts';
import { PORTAL } from './common.ts';

export const HEADINGS = {
    next: message('refusal.heading.next'),
    instead: message('refusal.heading.instead'),
    forward: message('refusal.heading.forward'),
    consent: message('refusal.heading.consent'),
} as const;

export const LINKS = {
    back: message('refusal.link.back'),
    forward: message('refusal.link.forward'),
    consent: message('refusal.link.consent'),
    accessControl: message('refusal.link.accessControl', { iam: PORTAL.iam }),
} as const;

/** What was not done: true of every refusal, unless part of it was. */
export const notDone = ({ partly = false, purpose = 'save' }: RefusalPageModel): Phrase =>
    purpose === 'replace' || !partly
        ? message(`refusal.notDone.${purpose}`)
        : message(`refusal.notDone.${purpose}.partly`);

/** Why, from the customer's side. */
export const reason = ({ refusal, partner, policy }: RefusalPageModel): Phrase =>
    refusal === 'policy' && policy !== null
        ? message('refusal.reason.policy.named', { policy: foreign(policy) })
        : message(`refusal.reason.${refusal}`, { partner: foreign(partner.name) });
