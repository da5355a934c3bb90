import { facts, list, paragraph } from '../../blocks.ts';
import type { HelpItem, HelpPartner } from '../../help/models.ts';
import { message } from '../../phrase.ts';
import { ROLE } from '../ways/common.ts';
import { HEADINGS as WAYS } from '../ways/other-ways.ts';
import { whom } from './common.ts';

const data = (): HelpItem => ({
    id: 'data',
    question: message('help.data'),
    answer: [
        list([
            message('help.data.role', { role: ROLE }),
            message('help.data.link'),
            message('help.data.shown'),
            message('help.data.not'),
        ]),
    ],
});

const waysOfAccess = (partner: HelpPartner): HelpItem => ({
    id: 'ways-of-access',
    question: message('help.access'),
    answer: [
        facts([
            { name: WAYS.role, lines: [message('help.access.application', whom(partner))] },
            { name: WAYS.lighthouse, lines: [message('help.access.lighthouse', whom(partner))] },
            { name: WAYS.guest, lines: [message('help.access.guest', whom(partner))] },
            { name: WAYS.directory, lines: [message('help.access.directory', whom(partner))] },
        ]),
        paragraph(message('help.access.told', whom(partner))),
    ],
});

const relationships = (partner: HelpPartner): HelpItem => ({
    id: 'relationship-requests',
    question: message('help.relationship'),
    answer: [
        list([
            message('help.relationship.delegated', whom(partner)),
            message('help.relationship.reseller', whom(partner)),
        ]),
        paragraph(message('help.relationship.notNeeded', whom(partner))),
        paragraph(message('help.relationship.counted')),
    ],
});

/** What the partner gets to see, and by which way. */
export const access = (partner: HelpPartner): HelpItem[] => [data(), waysOfAccess(partner), relationships(partner)];
