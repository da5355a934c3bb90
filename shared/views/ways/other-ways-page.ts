import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { callout, facts, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { decisionButton, formToHtml } from '../forms.ts';
import { layout } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { pageBlocks } from '../page-blocks.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { partnerFacts, subscriptionFacts } from '../request-facts.ts';
import { LINKS as COMMON_LINKS, noAnswer, WAYS_BUTTONS } from '../words/ways/common.ts';
import { accountBack, directorySteps, guestSteps } from '../words/ways/account.ts';
import {
    applicationAbsent,
    applicationUnknown,
    checking,
    FACTS,
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

const link = (label: Phrase, href: string): Block => ({ kind: 'link', label, href });

const takingBack = (words: Phrase, { takeBack }: LinesView, language: Language): Markup =>
    foldedToHtml(
        SUMMARIES.takeBack,
        html`${pageBlocks([paragraph(words)], language)} ${linesToHtml(takeBack, language)}`,
        language,
    );

const templateWay = ({ portalLink, templateLink, lines }: TemplateWayView, back: Phrase, language: Language): Markup =>
    html`${pageBlocks([link(LINKS.portal, portalLink)], language)}
        <p><a href="${templateLink}">${phraseToHtml(LINKS.template, language)}</a></p>
        ${foldedToHtml(SUMMARIES.give, linesToHtml(lines.give, language), language)}
        ${takingBack(back, lines, language)}`;

const bringingIn = (model: OtherWaysPageModel, language: Language): Markup | '' => {
    const { isInTenant, add } = model.application;
    if (isInTenant === true) return '';
    const words = isInTenant === null ? [applicationUnknown()] : applicationAbsent(model);
    return html`${pageBlocks([callout('caution', ...words)], language)}
    ${foldedToHtml(SUMMARIES.add, linesToHtml(add, language), language)}`;
};

const checkForm = (model: OtherWaysPageModel, language: Language): Markup => {
    const no = model.mode === 'email' ? undefined : noAnswer(model.partner, model.accessBefore);
    return html`${pageBlocks(
        [heading(HEADINGS.check), paragraph(checking(model)), ...(no === undefined ? [] : [callout('caution', no)])],
        language,
    )}
    ${formToHtml({ action: model.action, hidden: [] }, [decisionButton('check', WAYS_BUTTONS.check, language)])}`;
};

const accountWay = (
    { account, action }: OtherWaysPageModel,
    how: 'guest' | 'directory',
    steps: Phrase[],
    language: Language,
): Markup =>
    html`${pageBlocks([heading(HEADINGS[how]), list(steps), link(LINKS.accountPage, account.portalLink)], language)}
    ${foldedToHtml(SUMMARIES.link, linesToHtml(account.lines.give, language), language)}
    ${takingBack(accountBack(), account.lines, language)}
    ${formToHtml({ action, hidden: [{ name: 'how', value: how }] }, [
        decisionButton('attest', WAYS_BUTTONS.attest, language, false),
    ])}`;

/** Every way to give access without signing in here, each with how to take it back. Opening it changes nothing. */
export function otherWaysPage(model: OtherWaysPageModel, language: Language): string {
    const { partner, application } = model;
    const about = facts([
        ...partnerFacts(partner),
        ...subscriptionFacts(model.subscription),
        { name: FACTS.clientId, lines: [say`${id(application.clientId)}`] },
        ...(application.objectId === null ? [] : [{ name: FACTS.objectId, lines: [say`${id(application.objectId)}`] }]),
    ]);
    return layout(
        {
            title: title(partner),
            body: html`${pageBlocks([paragraph(intro(partner)), facts(overview(partner)), about], language)}
            ${pageBlocks([heading(HEADINGS.lighthouse), paragraph(lighthouseDoes(model))], language)}
            ${templateWay(model.lighthouse, lighthouseBack(), language)}
            ${pageBlocks([heading(HEADINGS.role), paragraph(roleDoes(model))], language)} ${bringingIn(model, language)}
            ${templateWay(model.role, roleBack(), language)} ${checkForm(model, language)}
            ${accountWay(model, 'guest', guestSteps(partner), language)}
            ${accountWay(model, 'directory', directorySteps(partner), language)}
            ${pageBlocks([heading(HEADINGS.back), link(COMMON_LINKS.request, model.request)], language)}`,
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
