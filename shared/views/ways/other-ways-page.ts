import { html } from 'hono/html';
import { callout, facts, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { decisionButton, formToHtml } from '../forms.ts';
import { layout } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { pageBlocks } from '../page-blocks.ts';
import { id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { partnerFacts, subscriptionFacts } from '../request-facts.ts';
import { LINKS as COMMON_LINKS, noAnswer, WAYS_BUTTONS } from '../words/ways/common.ts';
import {
    accountBack,
    applicationAbsent,
    applicationUnknown,
    checking,
    directorySteps,
    FACTS,
    guestSteps,
    HEADINGS,
    intro,
    lighthouseBack,
    lighthouseDoes,
    LINKS,
    overview,
    roleBack,
    roleDoes,
    SUMMARIES,
    title,
} from '../words/ways/other-ways.ts';
import { foldedToHtml, linesToHtml } from './lines.ts';
import type { LinesView, OtherWaysPageModel, TemplateWayView } from './models.ts';

const link = (label: string, href: string): Block => ({ kind: 'link', label, href });

const takingBack = (words: Phrase, { takeBack }: LinesView): Markup =>
    foldedToHtml(SUMMARIES.takeBack, html`${pageBlocks([paragraph(words)])} ${linesToHtml(takeBack)}`);

const templateWay = ({ portalLink, templateLink, lines }: TemplateWayView, back: Phrase): Markup =>
    html`${pageBlocks([link(LINKS.portal, portalLink)])}
        <p><a href="${templateLink}">${LINKS.template}</a></p>
        ${foldedToHtml(SUMMARIES.give, linesToHtml(lines.give))} ${takingBack(back, lines)}`;

const bringingIn = (model: OtherWaysPageModel): Markup | '' => {
    const { isInTenant, add } = model.application;
    if (isInTenant === true) return '';
    const words = isInTenant === null ? [applicationUnknown()] : applicationAbsent(model);
    return html`${pageBlocks([callout('caution', ...words)])} ${foldedToHtml(SUMMARIES.add, linesToHtml(add))}`;
};

const checkForm = (model: OtherWaysPageModel): Markup => {
    const no = model.mode === 'email' ? undefined : noAnswer(model.partner, model.accessBefore);
    return html`${pageBlocks([
        heading(HEADINGS.check),
        paragraph(checking(model)),
        ...(no === undefined ? [] : [callout('caution', no)]),
    ])}
    ${formToHtml({ action: model.action, hidden: [] }, [decisionButton('check', WAYS_BUTTONS.check)])}`;
};

const accountWay = ({ account, action }: OtherWaysPageModel, how: 'guest' | 'directory', steps: Phrase[]): Markup =>
    html`${pageBlocks([heading(HEADINGS[how]), list(steps), link(LINKS.accountPage, account.portalLink)])}
    ${foldedToHtml(SUMMARIES.link, linesToHtml(account.lines.give))} ${takingBack(accountBack(), account.lines)}
    ${formToHtml({ action, hidden: [{ name: 'how', value: how }] }, [
        decisionButton('attest', WAYS_BUTTONS.attest, false),
    ])}`;

/** Every way to give access without signing in here, each with how to take it back. Opening it changes nothing. */
export function otherWaysPage(model: OtherWaysPageModel): string {
    const { partner, application } = model;
    const about = facts([
        ...partnerFacts(partner),
        ...subscriptionFacts(model.subscription),
        { name: FACTS.clientId, lines: [say`${id(application.clientId)}`] },
        ...(application.objectId === null ? [] : [{ name: FACTS.objectId, lines: [say`${id(application.objectId)}`] }]),
    ]);
    return layout({
        title: title(partner),
        body: html`${pageBlocks([paragraph(intro(partner)), facts(overview(partner)), about])}
        ${pageBlocks([heading(HEADINGS.lighthouse), paragraph(lighthouseDoes(model))])}
        ${templateWay(model.lighthouse, lighthouseBack())}
        ${pageBlocks([heading(HEADINGS.role), paragraph(roleDoes(model))])} ${bringingIn(model)}
        ${templateWay(model.role, roleBack())} ${checkForm(model)} ${accountWay(model, 'guest', guestSteps(partner))}
        ${accountWay(model, 'directory', directorySteps(partner))}
        ${pageBlocks([heading(HEADINGS.back), link(COMMON_LINKS.request, model.request)])}`,
        partnerName: partner.name,
        contact: partner.contact,
    });
}
