import { foreign, id, message, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import type { OtherWaysPageModel } from '../../ways/models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from '../sign-in/common.ts';
import { READER, ROLE, WAYS_BUTTONS } from './common.ts';

export const HEADINGS = {
    /** A name of Microsoft's. */
    lighthouse: say`Azure Lighthouse`,
    role: message('ways.heading.role'),
    check: message('ways.heading.check'),
    guest: message('ways.heading.guest'),
    directory: message('ways.heading.directory'),
    back: message('ways.heading.back'),
} as const;

export const LINKS = {
    portal: message('ways.link.portal'),
    template: message('ways.link.template'),
    accountPage: message('ways.link.accountPage'),
} as const;

export const SUMMARIES = {
    give: message('ways.summary.give'),
    link: message('ways.summary.link'),
    takeBack: message('ways.summary.takeBack'),
    add: message('ways.summary.add'),
} as const;

/** Their own names. */
export const SHELLS = { az: say`Azure CLI`, powerShell: say`PowerShell` } as const;

export const FACTS = { clientId: message('ways.facts.clientId'), objectId: message('ways.facts.objectId') } as const;

const check = term(WAYS_BUTTONS.check);

export const title = ({ name }: PartnerView): Phrase => message('ways.title', { partner: foreign(name) });

export const intro = ({ name, id: partnerId }: PartnerView): Phrase =>
    message('ways.intro', { id: id(partnerId), partner: foreign(name) });

/** The four of them beside each other. */
export const overview = ({ name }: PartnerView): { name: Phrase; lines: Phrase[] }[] => {
    const values = { partner: foreign(name), check };
    return [
        { name: HEADINGS.lighthouse, lines: [message('ways.overview.lighthouse', values)] },
        { name: HEADINGS.role, lines: [message('ways.overview.role', values)] },
        { name: HEADINGS.guest, lines: [message('ways.overview.guest', values)] },
        { name: HEADINGS.directory, lines: [message('ways.overview.directory', values)] },
    ];
};

export const lighthouseDoes = ({ partner, homeTenantId }: OtherWaysPageModel): Phrase =>
    message('ways.lighthouse.does', {
        partner: foreign(partner.name),
        tenant: id(homeTenantId),
        role: ROLE,
        reader: READER,
    });

export const lighthouseBack = (): Phrase =>
    message('ways.lighthouse.back', { serviceProviders: PORTAL.serviceProviders, delegations: PORTAL.delegations });

export const roleDoes = ({ partner }: OtherWaysPageModel): Phrase =>
    message('ways.role.does', { partner: foreign(partner.name), role: ROLE });

export const roleBack = (): Phrase =>
    message('ways.role.back', {
        iam: PORTAL.iam,
        assignments: PORTAL.assignments,
        applications: PORTAL.applications,
    });

export const applicationAbsent = ({ partner, mode }: OtherWaysPageModel): Phrase[] => [
    message('ways.application.absent'),
    message('ways.application.bringIn'),
    ...(mode === 'email'
        ? []
        : [message('ways.application.signIn', { save: term(BUTTONS.save), partner: foreign(partner.name) })]),
];

export const applicationUnknown = (): Phrase => message('ways.application.unknown');

export const checking = ({ partner }: OtherWaysPageModel): Phrase =>
    message('ways.check.how', { check, partner: foreign(partner.name) });
