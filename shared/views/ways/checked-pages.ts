import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { callout, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { decisionButton, formToHtml } from '../forms.ts';
import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import type { Phrase } from '../phrase.ts';
import { found, HEADINGS, howToSayYes, nextSteps, nothingDone, says, TITLES } from '../words/ways/checked.ts';
import { LINKS, noAnswer, WAYS_BUTTONS } from '../words/ways/common.ts';
import type { NotThereYetPageModel, SignInNeededPageModel } from './models.ts';

const link = (label: Phrase, href: string): Block => ({ kind: 'link', label, href });

/** *Check now* found access that cannot stand for an answer. */
export function signInNeededPage(
    { partner, accessBefore, action, request }: SignInNeededPageModel,
    language: Language,
): string {
    const why = noAnswer(partner, accessBefore);
    return layout(
        {
            title: TITLES['sign-in-needed'],
            body: pageBlocks(
                [
                    callout('caution', nothingDone(), ...(why === undefined ? [] : [why])),
                    paragraph(says(partner)),
                    heading(HEADINGS.next),
                    paragraph(howToSayYes()),
                    link(LINKS.request, request),
                    link(LINKS.ways, action),
                ],
                language,
            ),
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}

/** *Check now* found nothing that counts: what was looked for, and what was missing. */
export function notThereYetPage(model: NotThereYetPageModel, language: Language): string {
    const { partner, mode, accessBefore, action } = model;
    const later = mode === 'email' ? undefined : noAnswer(partner, accessBefore);
    return layout(
        {
            title: TITLES['not-there'],
            body: html`${pageBlocks(
                [
                    callout('neutral', nothingDone()),
                    heading(HEADINGS.looked),
                    list(found(model)),
                    heading(HEADINGS.next),
                    list(nextSteps()),
                    ...(later === undefined ? [] : [callout('caution', later)]),
                ],
                language,
            )}
            ${formToHtml({ action, hidden: [] }, [decisionButton('check', WAYS_BUTTONS.check, language)])}
            ${pageBlocks([link(LINKS.ways, action)], language)}`,
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
