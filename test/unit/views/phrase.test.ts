import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { rendered } from '../../../shared/views/markup.ts';
import { phraseToHtml } from '../../../shared/views/phrase-html.ts';
import { phraseToText } from '../../../shared/views/phrase-text.ts';
import { address, foreign, id, say, term, time } from '../../../shared/views/phrase.ts';
import type { Value } from '../../../shared/views/phrase.ts';
import { printTime } from '../../../shared/views/time.ts';

describe('a phrase', () => {
    it.each<[string, Value, string, string]>([
        ['text of ours', 'a<b', 'x a<b y', 'x a&lt;b y'],
        ['foreign text', foreign(`<i>'"&`), `x <i>'"& y`, 'x <bdi>&lt;i&gt;&#39;&quot;&amp;</bdi> y'],
        ['an ID', id('314159'), 'x 314159 y', 'x <code>314159</code> y'],
        ['a term', term('Decline'), 'x “Decline” y', 'x <strong>Decline</strong> y'],
        [
            'an address',
            address('a@b.example'),
            'x a@b.example y',
            'x <a class="link" href="mailto:a@b.example">a@b.example</a> y',
        ],
        [
            'a time',
            time('2026-11-21T14:05:00Z'),
            'x 21 November 2026 at 14:05 UTC y',
            'x <time datetime="2026-11-21T14:05:00Z">21 November 2026 at 14:05 UTC</time> y',
        ],
        ['another phrase', say`(${foreign('<')})`, 'x (<) y', 'x (<bdi>&lt;</bdi>) y'],
    ])('prints %s as text and as HTML', (_what, value, text, html) => {
        const phrase = say`x ${value} y`;

        expect(phraseToText(phrase, ENGLISH)).toBe(text);
        expect(rendered(phraseToHtml(phrase, ENGLISH))).toBe(html);
    });

    it.each(['a\r\nBcc: x@y.example', 'a\u2028Bcc: x@y.example', 'a\u0085\u0000Bcc: x@y.example'])(
        'puts %j on one line',
        (value) => {
            expect(phraseToText(say`${foreign(value)}`, ENGLISH)).toBe('a Bcc: x@y.example');
            expect(phraseToText(say`${value}`, ENGLISH)).toBe('a Bcc: x@y.example');
        },
    );

    it('refuses to print a promise', () => {
        expect(() => rendered(Promise.resolve('') as never)).toThrow(TypeError);
    });
});

describe('a time', () => {
    it.each([
        ['2026-11-21T14:05:59.999Z', '21 November 2026 at 14:05 UTC'],
        ['2026-01-01T00:00:00Z', '1 January 2026 at 00:00 UTC'],
        ['2026-03-05T23:30:00-02:00', '6 March 2026 at 01:30 UTC'],
    ])('%s reads %s', (iso, printed) => {
        expect(printTime(iso, ENGLISH)).toBe(printed);
    });

    it('that is none is refused', () => {
        expect(() => printTime('soon', ENGLISH)).toThrow(RangeError);
    });
});
