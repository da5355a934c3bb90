import { access } from '../words/help/access.ts';
import { asking } from '../words/help/asking.ts';
import { changing } from '../words/help/changing.ts';
import { naming } from '../words/help/naming.ts';
import type { HelpItem, HelpPartner } from './models.ts';

/** Every question that has an answer, in the order in which they are asked. */
export const helpItems = (partner: HelpPartner): HelpItem[] => [
    ...naming(partner),
    ...access(partner),
    ...changing(partner),
    ...asking(partner),
];
