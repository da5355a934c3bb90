import { html } from 'hono/html';
import { helpPath } from '../../domain/page-paths.ts';
import type { Language } from '../languages/language.ts';
import type { Markup } from '../markup.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { message } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { HELP } from '../words/help/common.ts';
import type { GuideView } from './models.ts';

type Answer = [anchor: string, question: Phrase];

/** The answers that belong to this request, in the order of the page that has them. */
const answersFor = ({ product, relationships }: GuideView): Answer[] => [
    ['benefits', message('help.benefits')],
    ['what-it-is', message('help.whatItIs')],
    ['who-may', message('help.whoMay')],
    ['several-partners', message('help.several')],
    ['data', message('help.data')],
    ...(relationships.length === 0 ? [] : [['relationship-requests', message('help.relationship')] satisfies Answer]),
    ['change-or-remove', message('help.change')],
    ...(product.id === 'azure-dpor'
        ? [['enterprise-agreement', message('help.agreement')] satisfies Answer]
        : [['new-subscriptions', message('help.new')] satisfies Answer]),
    ['support', message('help.support')],
    ['unexpected-request', message('help.unexpected')],
];

export const answersToHtml = (view: GuideView, language: Language): Markup =>
    html`<h2>${phraseToHtml(HELP, language)}</h2>
        <ul>
            ${answersFor(view).map(
                ([anchor, question]) =>
                    html`<li>
                        <a href="${helpPath(language.tag)}#${anchor}">${phraseToHtml(question, language)}</a>
                    </li>`,
            )}
        </ul>`;
