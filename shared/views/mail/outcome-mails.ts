import type { Language } from '../languages/language.ts';
import { callout, facts, heading, paragraph } from '../blocks.ts';
import type { Block, Fact } from '../blocks.ts';
import { customerMail } from './customer-mail.ts';
import { mail } from './mail.ts';
import { foreign, id, say, time } from '../phrase.ts';
import { partnerFacts, subscriptionFacts } from '../request-facts.ts';
import type { AdminOutcomeMailModel, Mail, OutcomeMailModel, PartnerOutcomeMailModel } from '../view-models.ts';
import {
    ATTESTED_TITLE,
    FACTS,
    HEADINGS,
    ORIGINS,
    SEE_STATUS,
    adminFooter,
    adminSubject,
    isUnasked,
    managing,
    partnerFooter,
    partnerMeaning,
    partnerSubject,
    why,
} from '../words/outcome-mails.ts';
import { HEADINGS as REQUEST_HEADINGS, asking, nothingInPortal, takingBack } from '../words/request.ts';
import { customerNextStep } from '../words/next-steps.ts';
import { MANAGE, TONES, meaning, titleOf } from '../words/status.ts';

/** Who did it, where it was done by sign-in. */
const accountFacts = ({ account, status }: Pick<OutcomeMailModel, 'account'> & { status: string }): Fact[] =>
    account === null
        ? []
        : [
              {
                  name: status === 'removed' ? FACTS.removedBy : FACTS.confirmedBy,
                  lines: [say`${foreign(account)}`],
              },
          ];

/** By our page, where there is one, and without us. */
const undoBlocks = ({ partner, status, manageLink: href }: AdminOutcomeMailModel): Block[] => {
    const ways: Block[] = [
        ...(href === null ? [] : [{ kind: 'link', label: MANAGE, href } as const, paragraph(managing())]),
        ...(status === 'attached' ? [paragraph(takingBack(partner))] : []),
    ];
    return ways.length === 0 ? [] : [heading(href === null ? REQUEST_HEADINGS.undo : HEADINGS.manage), ...ways];
};

/** Tells the admin who was asked how it ended. */
export function outcomeMailToAdmin(model: AdminOutcomeMailModel, language: Language): Mail {
    const { partner, subscription, status, statusLink } = model;
    const link: Block[] = statusLink === null ? [] : [{ kind: 'link', label: SEE_STATUS, href: statusLink }];
    return customerMail(
        model,
        {
            subject: adminSubject(model),
            title: titleOf(status),
            preview: meaning(status, model),
            blocks: [
                paragraph(why(model)),
                callout(TONES[status], meaning(status, model)),
                heading(HEADINGS.next),
                paragraph(customerNextStep(status, model)),
                ...link,
                facts([
                    ...partnerFacts(partner),
                    ...subscriptionFacts(subscription),
                    { name: FACTS.at, lines: [say`${time(model.at)}`] },
                    ...accountFacts(model),
                ]),
                ...(status === 'attached' ? [paragraph(nothingInPortal())] : []),
                ...undoBlocks(model),
                heading(REQUEST_HEADINGS.ask),
                paragraph(asking(partner)),
            ],
            footer: adminFooter(model),
        },
        language,
    );
}

/** Tells the partner how it ended, with everything needed to look it up. */
export function outcomeMailToPartner(model: PartnerOutcomeMailModel, language: Language): Mail {
    const { partner, subscription, status, nextStep, reason, origin } = model;
    return mail(
        {
            subject: partnerSubject(model),
            from: partner.name,
            title: status === 'attested' ? ATTESTED_TITLE : titleOf(status),
            preview: partnerMeaning[status],
            blocks: [
                callout(TONES[status], partnerMeaning[status]),
                heading(HEADINGS.next),
                paragraph(say`${nextStep}`),
                facts([
                    { name: FACTS.invite, lines: [say`${id(model.inviteId)}`] },
                    { name: FACTS.status, lines: [say`${id(status)}`] },
                    ...(reason === null ? [] : [{ name: FACTS.reason, lines: [say`${foreign(reason)}`] }]),
                    { name: FACTS.at, lines: [say`${time(model.at)}`] },
                    ...subscriptionFacts(subscription),
                    ...partnerFacts(partner),
                    {
                        name: isUnasked(origin) ? FACTS.adminUnasked : FACTS.admin,
                        lines: [say`${foreign(model.adminEmail)}`],
                    },
                    ...accountFacts(model),
                    ...(origin === 'partner' ? [] : [{ name: FACTS.origin, lines: [ORIGINS[origin]] }]),
                ]),
            ],
            footer: partnerFooter(),
            help: null,
            stop: null,
        },
        language,
    );
}
