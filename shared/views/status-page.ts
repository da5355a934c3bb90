import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import { callout, facts, heading, paragraph } from './blocks.ts';
import type { Block } from './blocks.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { pageBlocks } from './page-blocks.ts';
import { phraseToHtml } from './phrase-html.ts';
import { foreign, say, time } from './phrase.ts';
import { partnerFacts, subscriptionFacts } from './request-facts.ts';
import type { InviteStatusView, StatusPageModel, TimelineEntryView } from './view-models.ts';
import { HEADINGS as REQUEST_HEADINGS, nothingInPortal, takingBack } from './words/request.ts';
import {
    CONFIRMED_BY,
    EVENTS,
    HEADINGS,
    MANAGE,
    OPEN_AGAIN,
    REFRESHES,
    TITLES,
    customerNextStep,
    meaning,
} from './words/status.ts';

const REFRESH_SECONDS = 5;

const isUnderWay = (status: InviteStatusView): boolean => status === 'confirmed' || status === 'attaching';

const linkBlocks = (label: string, href: string | null): Block[] =>
    href === null ? [] : [{ kind: 'link', label, href }];

const happened = ({ at, event }: TimelineEntryView, language: Language): Markup | undefined => {
    const words = EVENTS[event];
    return words === undefined ? undefined : html`<li>${phraseToHtml(say`${time(at)}`, language)} ${words}</li>`;
};

const timelineToHtml = (timeline: readonly TimelineEntryView[], language: Language): Markup | '' => {
    const entries = timeline.map((entry) => happened(entry, language)).filter((entry) => entry !== undefined);
    return entries.length === 0
        ? ''
        : html`<h2>${HEADINGS.timeline}</h2>
              <ol class="timeline">
                  ${entries}
              </ol>`;
};

/** Where an invite stands. While it is under way the page asks for itself again every five seconds. */
export function statusPage(model: StatusPageModel, language: Language): string {
    const { partner, subscription, status } = model;
    const { title, tone } = TITLES[status];
    const underWay = isUnderWay(status);
    const blocks: Block[] = [
        callout(tone, meaning(status, model), ...(underWay ? [REFRESHES] : [])),
        heading(HEADINGS.next),
        paragraph(customerNextStep(model)),
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
            title: say`${title}`,
            body: html`${pageBlocks(blocks, language)} ${timelineToHtml(model.timeline, language)}`,
            partnerName: partner.name,
            contact: partner.contact,
            refreshSeconds: underWay ? REFRESH_SECONDS : undefined,
        },
        language,
    );
}
