import { address, foreign, id, say } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { RefusalPageModel } from '../../sign-in/models.ts';
import { PORTAL } from './common.ts';

export const whoElse = (): Phrase[] => [
    say`Anybody who is Owner, User Access Administrator or Role Based Access Control Administrator of the subscription, directly or from above.`,
    say`Who that is stands in the Azure portal: ${PORTAL.subscriptions}, the subscription, ${PORTAL.iam}, ${PORTAL.assignments}.`,
];

export const forwarding = (): Phrase =>
    say`This link carries no right. Whoever opens it signs in with an account of their own, and sees everything before it is done:`;

export const forwardSubject = ({ partner, subscriptionId }: RefusalPageModel): Phrase => {
    const what = say`Please decide: ${foreign(partner.name)} as partner`;
    return subscriptionId === null ? what : say`${what} on the Azure subscription ${id(subscriptionId)}`;
};

export const forwardBody = ({ partner, subscriptionId }: RefusalPageModel): Phrase[] => [
    subscriptionId === null
        ? say`${foreign(partner.name)} asks to be our partner of record on an Azure subscription, with the partner ID ${id(partner.id)}.`
        : say`${foreign(partner.name)} asks to be our partner of record on the Azure subscription ${id(subscriptionId)}, with the partner ID ${id(partner.id)}.`,
    say`It takes somebody who may give access there: Owner, User Access Administrator or Role Based Access Control Administrator. The link says what is asked; nothing is changed before you have signed in and pressed a button twice:`,
];

export const forwardQuestions = ({ partner }: RefusalPageModel): Phrase =>
    say`Questions: ${foreign(partner.name)}, ${address(partner.contact)}`;

export const consentSubject = ({ partner }: RefusalPageModel): Phrase =>
    say`Please let an application in: ${foreign(partner.name)}`;

export const consentBody = ({ partner }: RefusalPageModel): Phrase[] => [
    say`I would like to name ${foreign(partner.name)} as our Azure partner. For that its application has to be an enterprise application of our tenant, and that takes an administrator of Microsoft Entra.`,
    say`The link leads to Microsoft’s own page. The application is allowed to use Azure in the name of whoever signs in to it, and has no role of its own by that:`,
];

export const consentHelp = (): Phrase =>
    say`It lets the application in for everybody, and gives it no role: that is decided afterwards, on the request.`;
