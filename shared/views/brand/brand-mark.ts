import { html } from 'hono/html';
import { withoutLooseMarks } from '../bidi.ts';
import type { Language } from '../languages/language.ts';
import type { Markup } from '../markup.ts';
import { oneLine } from '../one-line.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { foreign, say } from '../phrase.ts';
import type { Brand } from './brand.ts';

/** The partner's logo, named as the partner is, or else the name. */
export const brandMark = (partnerName: string, { logo }: Brand, language: Language): Markup =>
    logo === undefined
        ? phraseToHtml(say`${foreign(partnerName)}`, language)
        : html`<img class="logo" src="${logo}" alt="${withoutLooseMarks(oneLine(partnerName))}" />`;
