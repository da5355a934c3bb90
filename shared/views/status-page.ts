import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import { callout, facts, heading, paragraph } from './blocks.ts';
import type { Block } from './blocks.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { pageBlocks } from './page-blocks.ts';
import { phraseToHtml } from './phrase-html.ts';
import { foreign, say } from './phrase.ts';
import type { Phrase } from './phrase.ts';
import { partnerFacts, subscriptionFacts } from './request-facts.ts';
import type { InviteStatusView, StatusPageModel, TimelineEntryView } from './view-models.ts';
import { customerNextStep } from './words/next-steps.ts';
import { HEADINGS as REQUEST_HEADINGS, nothingInPortal, takingBack } from './words/request.ts';
import { LOOKS_AGAIN, LOOK_AGAIN, MAY_CLOSE } from './words/look-again.ts';
import { CONFIRMED_BY, HEADINGS, MANAGE, OPEN_AGAIN, TONES, happened, meaning, titleOf } from './words/status.ts';

const LOOK_AGAIN_SECONDS = 5;

const isUnderWay = (status: InviteStatusView): boolean => status === 'confirmed' || status === 'attaching';

const linkBlocks = (label: Phrase, href: string | null): Block[] =>
    href === null ? [] : [{ kind: 'link', label, href }];

const timelineToHtml = (timeline: readonly TimelineEntryView[], language: Language): Markup | '' => {
    const entries = timeline.map(happened).filter((entry) => entry !== undefined);
    return entries.length === 0
        ? ''
        : html`<h2>${phraseToHtml(HEADINGS.timeline, language)}</h2>
              <ol class="timeline">
                  ${entries.map((entry) => html`<li>${phraseToHtml(entry, language)}</li>`)}
              </ol>`;
};

/** By itself where scripts run, and by hand wherever. */
const lookingAgain = (language: Language): Markup =>
    html`<p class="aside" data-with-script hidden>${phraseToHtml(LOOKS_AGAIN, language)}</p>
        <p><a class="button" id="look-again" href="">${phraseToHtml(LOOK_AGAIN, language)}</a></p>`;

/** Where an invite stands. While it is under way the page asks for itself again, or whoever reads it does. */
export function statusPage(model: StatusPageModel, language: Language): string {
    const { partner, subscription, status } = model;
    const underWay = isUnderWay(status);
    const standing = [callout(TONES[status], meaning(status, model), ...(underWay ? [MAY_CLOSE] : []))];
    const blocks: Block[] = [
        heading(HEADINGS.next),
        paragraph(customerNextStep(status, model)),
        ...linkBlocks(OPEN_AGAIN, model.confirmAction),
        ...(status === 'attached'
            ? [paragraph(nothingInPortal()), heading(REQUEST_HEADINGS.undo), paragraph(takingBack(partner))]
            : []),
        ...linkBlocks(MANAGE, model.manageAction),
        facts([
            ...partnerFacts(partner),
            ...subscriptionFacts(subscription),
            ...(model.confirmedBy === null
                ? []
                : [{ name: CONFIRMED_BY, lines: [say`${foreign(model.confirmedBy)}`] }]),
        ]),
    ];
    return layout(
        {
            title: titleOf(status),
            body: html`${pageBlocks(standing, language)} ${underWay ? lookingAgain(language) : ''}
            ${pageBlocks(blocks, language)} ${timelineToHtml(model.timeline, language)}`,
            partnerName: partner.name,
            contact: partner.contact,
            lookAgainSeconds: underWay ? LOOK_AGAIN_SECONDS : null,
        },
        language,
    );
}
