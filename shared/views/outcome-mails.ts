import { callout, facts, heading, paragraph } from './blocks.ts';
import type { Block } from './blocks.ts';
import { mail } from './mail.ts';
import { foreign, id, say, time } from './phrase.ts';
import { partnerFacts, subscriptionFacts } from './request-facts.ts';
import type { AdminOutcomeMailModel, Mail, PartnerOutcomeMailModel } from './view-models.ts';
import {
    FACTS,
    HEADINGS,
    SEE_STATUS,
    adminFooter,
    adminSubject,
    partnerFooter,
    partnerMeaning,
    partnerSubject,
    thanks,
} from './words/outcome-mails.ts';
import { HEADINGS as REQUEST_HEADINGS, asking, nothingInPortal, takingBack } from './words/request.ts';
import { TITLES, meaning } from './words/status.ts';

/** Tells the admin who was asked how the attach ended. */
export function outcomeMailToAdmin(model: AdminOutcomeMailModel): Mail {
    const { partner, subscription, status, nextStep, statusLink } = model;
    const { title, tone } = TITLES[status];
    const link: Block[] = statusLink === null ? [] : [{ kind: 'link', label: SEE_STATUS, href: statusLink }];
    const afterwards: Block[] =
        status === 'attached'
            ? [paragraph(nothingInPortal()), heading(REQUEST_HEADINGS.undo), paragraph(takingBack(partner))]
            : [];
    return mail({
        subject: adminSubject(model),
        title: say`${title}`,
        preview: meaning(status, model),
        blocks: [
            paragraph(thanks()),
            callout(tone, meaning(status, model)),
            heading(HEADINGS.next),
            paragraph(say`${nextStep}`),
            ...link,
            ...afterwards,
            facts([
                ...partnerFacts(partner),
                ...subscriptionFacts(subscription),
                { name: FACTS.at, lines: [say`${time(model.at)}`] },
            ]),
            heading(REQUEST_HEADINGS.ask),
            paragraph(asking(partner)),
        ],
        footer: adminFooter(model),
    });
}

/** Tells the partner how the attach ended, with everything needed to look it up. */
export function outcomeMailToPartner(model: PartnerOutcomeMailModel): Mail {
    const { partner, subscription, status, nextStep, reason } = model;
    const { title, tone } = TITLES[status];
    return mail({
        subject: partnerSubject(model),
        title: say`${title}`,
        preview: partnerMeaning[status],
        blocks: [
            callout(tone, partnerMeaning[status]),
            heading(HEADINGS.next),
            paragraph(say`${nextStep}`),
            facts([
                { name: FACTS.invite, lines: [say`${id(model.inviteId)}`] },
                { name: FACTS.status, lines: [say`${id(status)}`] },
                ...(reason === null ? [] : [{ name: FACTS.reason, lines: [say`${foreign(reason)}`] }]),
                { name: FACTS.at, lines: [say`${time(model.at)}`] },
                ...subscriptionFacts(subscription),
                ...partnerFacts(partner),
                { name: FACTS.admin, lines: [say`${foreign(model.adminEmail)}`] },
            ]),
        ],
        footer: partnerFooter(),
    });
}
