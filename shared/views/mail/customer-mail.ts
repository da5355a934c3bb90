import type { Language } from '../languages/language.ts';
import type { Mail, PartnerView } from '../view-models.ts';
import { helping } from '../words/help/helping.ts';
import { stopping } from '../words/opt-out.ts';
import type { MailContent } from './content.ts';
import { mail } from './mail.ts';

/** What every mail to a customer has, whatever it says. */
interface CustomerMailModel {
    partner: PartnerView;
    /** The whole link to the answers. */
    helpLink: string;
    /** The whole link. */
    optOutLink: string;
}

/** A mail to somebody of a customer: the partner's name above it, and below it where answers are and how to stop it. */
export const customerMail = (
    { partner, helpLink, optOutLink }: CustomerMailModel,
    content: Omit<MailContent, 'from' | 'help' | 'stop'>,
    language: Language,
): Mail =>
    mail(
        {
            ...content,
            from: partner.name,
            help: helping(partner, helpLink),
            stop: stopping(partner, optOutLink),
        },
        language,
    );
