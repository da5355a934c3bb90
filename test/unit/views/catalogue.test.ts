import { LANGUAGE_TAGS, loadMessages, messagesOf } from '../../../shared/views/languages/catalogue.ts';
import { catalogueFlaws } from '../../support/catalogue-flaws.ts';
import { CATALOGUE } from '../../support/languages.ts';

/** Nothing but names: the same in other languages too. */
const SAME = ['request.asking', 'request.askedBy', 'request.fact.partner', 'status.happened', 'text.quoted'];

const catalogues: [string, Readonly<Record<string, string>>][] = Object.entries(CATALOGUE);

describe('the messages', () => {
    it.each(LANGUAGE_TAGS)('in %s are those of its file, once they are loaded', async (tag) => {
        await loadMessages(tag);

        expect(messagesOf(tag)).toEqual(CATALOGUE[tag]);
    });

    it.each(catalogues)('in %s are all there, with the same values, in words alone', (tag, messages) => {
        expect(catalogueFlaws(messages, CATALOGUE.en, tag === 'en' ? undefined : SAME)).toEqual([]);
    });

    it('of a language are not right where one is missing, unknown, of other values, or no message', () => {
        const english = {
            gone: 'Gone',
            values: '{partner} and {count, plural, one {# of {contact}} other {#}}',
            numbers: '{count, plural, other {#}}',
            open: 'Text',
            bare: 'Text',
            loose: 'Text',
            bold: 'Text',
            same: 'Text',
            name: '{partner}',
        };
        const other = {
            values: '{partner} und {count, plural, one {# von {kontakt}} other {#}}',
            numbers: '{count, plural, one {eins}}',
            open: 'Wort {',
            bare: ' ',
            loose: 'Wort ',
            bold: '<b>Wort</b>',
            same: 'Text',
            name: '{partner}',
            more: 'Mehr',
        };

        expect(catalogueFlaws(other, english, ['name'])).toEqual([
            'gone is missing',
            'values has {count} {kontakt} {partner}, not {contact} {count} {partner}',
            'numbers is no message',
            'open is no message',
            'bare is empty',
            'bare has loose spaces',
            'loose has loose spaces',
            'bold has markup',
            'same is not translated',
            'more is unknown',
        ]);
    });
});
