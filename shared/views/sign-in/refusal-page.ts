import type { Language } from '../languages/language.ts';
import type { Refusal } from '../../domain/sign-in.ts';
import { callout, code, facts, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { layout } from '../layout.ts';
import { mailto } from '../mailto.ts';
import { pageBlocks } from '../page-blocks.ts';
import { id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { FACTS as REQUEST_FACTS, asking, HEADINGS as REQUEST_HEADINGS } from '../words/request.ts';
import { FACTS, accountName } from '../words/sign-in/common.ts';
import { REFUSAL_TONES, refusalTitle } from '../words/sign-in/refusal-titles.ts';
import {
    consentBody,
    consentHelp,
    consentSubject,
    forwardBody,
    forwardQuestions,
    forwardSubject,
    forwarding,
    whoElse,
} from '../words/sign-in/forward.ts';
import { nextSteps } from '../words/sign-in/refusal-steps.ts';
import { HEADINGS, LINKS, notDone, reason } from '../words/sign-in/refusal.ts';
import type { RefusalPageModel } from './models.ts';

/** Where somebody else could go on, whoever is reading. */
const FOR_SOMEBODY_ELSE: readonly Refusal[] = ['partner-account', 'no-right', 'condition', 'policy', 'activate-first'];

const link = (label: Phrase, href: string): Block => ({ kind: 'link', label, href });

const consentBlocks = (model: RefusalPageModel, language: Language): Block[] => {
    const { adminConsentLink: href } = model;
    if (href === null) return [];
    const lines = [...consentBody(model), href, forwardQuestions(model)];
    return [
        heading(HEADINGS.consent),
        paragraph(consentHelp()),
        code(href),
        link(LINKS.forward, mailto(consentSubject(model), lines, language)),
        link(LINKS.consent, href),
    ];
};

const insteadBlocks = (model: RefusalPageModel, language: Language): Block[] => {
    const { refusal, forwardLink: href, accessControlLink } = model;
    if (!FOR_SOMEBODY_ELSE.includes(refusal)) return [];
    return [
        heading(HEADINGS.instead),
        list(whoElse()),
        ...(accessControlLink === null ? [] : [link(LINKS.accessControl, accessControlLink)]),
        ...(href === null
            ? []
            : [
                  heading(HEADINGS.forward),
                  paragraph(forwarding()),
                  code(href),
                  link(
                      LINKS.forward,
                      mailto(forwardSubject(model), [...forwardBody(model), href, forwardQuestions(model)], language),
                  ),
              ]),
    ];
};

const knownFacts = ({ account, subscriptionId }: RefusalPageModel): Block[] => {
    const rows = [
        ...(account === null ? [] : [{ name: FACTS.account, lines: [accountName(account)] }]),
        ...(subscriptionId === null ? [] : [{ name: REQUEST_FACTS.subscription, lines: [say`${id(subscriptionId)}`] }]),
    ];
    return rows.length === 0 ? [] : [facts(rows)];
};

/** Why it did not go on, that nothing was done, and every way that leads on. */
export function refusalPage(model: RefusalPageModel, language: Language): string {
    const { partner, refusal, back } = model;
    return layout(
        {
            title: refusalTitle(refusal),
            body: pageBlocks(
                [
                    callout(REFUSAL_TONES[refusal], notDone(model), reason(model)),
                    ...knownFacts(model),
                    heading(HEADINGS.next),
                    list(nextSteps(model)),
                    ...(back === null ? [] : [link(LINKS.back, back)]),
                    ...consentBlocks(model, language),
                    ...insteadBlocks(model, language),
                    heading(REQUEST_HEADINGS.ask),
                    paragraph(asking(partner)),
                ],
                language,
            ),
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
