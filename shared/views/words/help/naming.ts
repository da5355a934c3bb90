import { facts, paragraph } from '../../blocks.ts';
import type { HelpItem, HelpPartner } from '../../help/models.ts';
import { message } from '../../phrase.ts';
import { GIVING_ROLES } from '../sign-in/common.ts';
import { FIELD, OTHER_PRODUCTS, inOlderField, onAzure, onOthers, whom } from './common.ts';

const benefits = (): HelpItem => ({
    id: 'benefits',
    question: message('help.benefits'),
    answer: [paragraph(message('help.benefits.gain')), paragraph(message('help.benefits.cost'))],
});

const whatItIs = (): HelpItem => ({
    id: 'what-it-is',
    question: message('help.whatItIs'),
    answer: [
        paragraph(message('help.whatItIs.is')),
        paragraph(message('help.whatItIs.isNot')),
        paragraph(message('help.whatItIs.azure', { partnerInformation: FIELD.partnerInformation })),
        paragraph(message('help.whatItIs.others', { products: OTHER_PRODUCTS })),
    ],
});

const whoMay = (partner: HelpPartner): HelpItem => ({
    id: 'who-may',
    question: message('help.whoMay'),
    answer: [
        paragraph(message('help.whoMay.only', whom(partner))),
        facts([
            onAzure(message('help.whoMay.azure', GIVING_ROLES)),
            inOlderField(message('help.whoMay.field', GIVING_ROLES)),
            onOthers(message('help.whoMay.others')),
        ]),
    ],
});

const howMany = (): HelpItem => ({
    id: 'how-many',
    question: message('help.howMany'),
    answer: [
        facts([
            onAzure(message('help.howMany.azure')),
            inOlderField(message('help.howMany.field')),
            onOthers(message('help.howMany.others')),
        ]),
    ],
});

const severalPartners = (partner: HelpPartner): HelpItem => ({
    id: 'several-partners',
    question: message('help.several'),
    answer: [
        paragraph(message('help.several.azure', whom(partner))),
        paragraph(message('help.several.others', { partnerInformation: FIELD.partnerInformation })),
    ],
});

/** What it is, who does it, and how often. */
export const naming = (partner: HelpPartner): HelpItem[] => [
    benefits(),
    whatItIs(),
    whoMay(partner),
    howMany(),
    severalPartners(partner),
];
