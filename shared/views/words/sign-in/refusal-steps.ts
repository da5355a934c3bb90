import type { Refusal } from '../../../domain/sign-in.ts';
import type { MessageId } from '../../languages/catalogue.ts';
import { address, message, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { RefusalPageModel } from '../../sign-in/models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from './common.ts';
import { NO_GROUP } from './review-choices.ts';

const STEPS: Record<Refusal, readonly MessageId[]> = {
    cancelled: ['refusal.next.goOn', 'refusal.next.notWanted'],
    'consent-refused': ['refusal.next.slip', 'refusal.next.rather', 'refusal.next.notWanted'],
    'consent-not-allowed': ['refusal.next.sendLink', 'refusal.next.whenLetIn'],
    'wrong-account': ['refusal.next.otherAccount', 'refusal.next.privateWindow'],
    'partner-account': ['refusal.next.toCustomer'],
    'no-right': ['refusal.next.accountThatMay', 'refusal.next.somebodyWhoMay'],
    'activate-first': ['refusal.next.activate', 'refusal.next.thenOpen'],
    'stronger-sign-in': ['refusal.next.answer', 'refusal.next.addMethod'],
    policy: ['refusal.next.exemption', 'refusal.next.settled'],
    condition: ['refusal.next.noCondition'],
    'root-not-confirmed': ['refusal.next.tickBoth', 'refusal.next.chooseNone'],
    expired: ['refusal.next.howItStands'],
    'not-verified': ['refusal.next.startThere', 'refusal.next.happensAgain'],
    'not-yet': ['refusal.next.waitMinutes'],
    unavailable: ['refusal.next.inMinutes', 'refusal.next.goesOn'],
};

/** What leads on, in the order in which one would try it. */
export function nextSteps({ refusal, partner }: RefusalPageModel): Phrase[] {
    const values = {
        contact: address(partner.contact),
        save: term(BUTTONS.save),
        none: NO_GROUP,
        pim: PORTAL.pim,
        myRoles: PORTAL.myRoles,
        azureResources: PORTAL.azureResources,
    };
    return STEPS[refusal].map((step) => message(step, values));
}
