import { facts, list } from '../../blocks.ts';
import type { HelpItem, HelpPartner } from '../../help/models.ts';
import { address, message, say } from '../../phrase.ts';
import { onAzure, onOthers, whom } from './common.ts';

const support = ({ contact }: HelpPartner): HelpItem => ({
    id: 'support',
    question: message('help.support'),
    answer: [
        facts([
            onAzure(message('help.support.azure')),
            onOthers(message('help.support.others')),
            { name: message('help.support.request'), lines: [say`${address(contact)}`] },
        ]),
    ],
});

const unexpected = (partner: HelpPartner): HelpItem => ({
    id: 'unexpected-request',
    question: message('help.unexpected'),
    answer: [
        list([
            message('help.unexpected.report', whom(partner)),
            message('help.unexpected.nothing'),
            message('help.unexpected.secrets'),
        ]),
    ],
});

/** Whom to ask, and whom to warn. */
export const asking = (partner: HelpPartner): HelpItem[] => [support(partner), unexpected(partner)];
