import { facts, paragraph } from '../../blocks.ts';
import type { HelpItem, HelpPartner } from '../../help/models.ts';
import { message, term } from '../../phrase.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from '../sign-in/common.ts';
import { FIELD, inOlderField, onAzure, onOthers, whom } from './common.ts';

const changeOrRemove = (partner: HelpPartner): HelpItem => ({
    id: 'change-or-remove',
    question: message('help.change'),
    answer: [
        facts([
            onAzure(
                message('help.change.azure.link', { remove: term(BUTTONS.remove), replace: term(BUTTONS.replace) }),
                message('help.change.azure.portal', { ...whom(partner), ...PORTAL }),
                message('help.change.azure.lighthouse', PORTAL),
            ),
            inOlderField(message('help.change.field', { ...FIELD, subscriptions: PORTAL.subscriptions })),
            onOthers(message('help.change.others', FIELD)),
        ]),
        paragraph(message('help.change.reseller')),
    ],
});

const newSubscriptions = (partner: HelpPartner): HelpItem => ({
    id: 'new-subscriptions',
    question: message('help.new'),
    answer: [paragraph(message('help.new.again', whom(partner))), paragraph(message('help.new.group'))],
});

const agreement = (): HelpItem => ({
    id: 'enterprise-agreement',
    question: message('help.agreement'),
    answer: [
        paragraph(message('help.agreement.field', { partnerInformation: FIELD.partnerInformation })),
        paragraph(message('help.agreement.link')),
    ],
});

/** What comes after: another partner, another subscription, another agreement. */
export const changing = (partner: HelpPartner): HelpItem[] => [
    changeOrRemove(partner),
    newSubscriptions(partner),
    agreement(),
];
