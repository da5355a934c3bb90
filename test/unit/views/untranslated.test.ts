import { optOutPage } from '../../../shared/views/opt-out-page.ts';
import { phraseToText } from '../../../shared/views/phrase-text.ts';
import { foreign, message, say, term } from '../../../shared/views/phrase.ts';
import { PSEUDO, untranslated, untranslatedText } from '../../support/pseudo-language.ts';
import { optOut } from './samples.ts';

describe('the language of tests', () => {
    it('tells words of the catalogue from all others', () => {
        const sentence = say`${message('buttons.save')} or ${term('Role assignments')} now: ${foreign('Ada')}`;

        expect(untranslatedText(phraseToText(sentence, PSEUDO), ['Ada'])).toEqual(['or', 'now']);
    });

    it('finds English in a page, in what is read out, and in the mail that a link begins', () => {
        const page = `<p title="⟦a⟧ tip">⟦b⟧ text</p><bdi>name</bdi><a href="mailto:?subject=%E2%9F%A6c%E2%9F%A7%20mail">⟦d⟧</a>`;

        expect(untranslated(page)).toEqual(['text', 'tip', 'mail']);
    });

    it('finds none in a page that is all messages and values', () => {
        expect(untranslated(optOutPage(optOut, PSEUDO), [optOut.partner.name])).toEqual([]);
    });
});
