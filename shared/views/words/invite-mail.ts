import { foreign, id, say, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { InviteMailModel } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

export const OPEN_LINK = 'Read and answer the request';

export const subject = ({ partner, subscription }: InviteMailModel): Phrase =>
    say`Azure subscription ${subscription.name === null ? id(subscription.id) : foreign(subscription.name)}: ${foreign(partner.name)} asks to be your partner of record`;

/** Mail programs show it beside the subject. */
export const preview = ({ openUntil }: InviteMailModel): Phrase =>
    say`Nothing is changed until you decide. Open until ${time(openUntil)}.`;

export const whyYou = ({ partner, adminEmail }: InviteMailModel): Phrase =>
    say`You get this mail because ${foreign(partner.name)} named ${foreign(adminEmail)} as an administrator of this subscription.`;

const shows = (openUntil: string): Phrase =>
    say`Opening the link changes nothing. It shows the request with two buttons, ${term(BUTTONS.save)} and ${term(BUTTONS.decline)}. It can be saved once, and works until ${time(openUntil)}.`;

export const opening = ({ openUntil, mode }: InviteMailModel): Phrase =>
    mode === 'signin'
        ? say`${shows(openUntil)} ${term(BUTTONS.save)} asks you to sign in at Microsoft, and only an account that may give access on this subscription gets further. The link by itself gives nobody anything: if somebody else of your organisation has that right, forward this mail. They could also decline for you.`
        : say`${shows(openUntil)} Whoever has the link can answer for you: do not pass it on.`;

export const sayingNo = ({ partner }: InviteMailModel): Phrase =>
    say`Open the same link and press ${term(BUTTONS.decline)}: ${foreign(partner.name)} is told, and nothing is changed. If you do nothing, nothing is changed either.`;

export const footer = ({ partner }: InviteMailModel): Phrase =>
    say`Sent for ${foreign(partner.name)}, partner ID ${id(partner.id)}. The partner is responsible for this request; Microsoft did not send it.`;
