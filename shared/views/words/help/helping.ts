import type { FooterLink } from '../../mail/content.ts';
import { foreign, message } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import { HELP } from './common.ts';

/** In the footer of every mail to a customer. */
export const helping = ({ name }: PartnerView, href: string): FooterLink => ({
    words: message('help.mail', { partner: foreign(name) }),
    label: HELP,
    href,
});
