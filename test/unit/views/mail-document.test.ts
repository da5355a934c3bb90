import { brandOf, PLAIN } from '../../../shared/views/brand/brand.ts';
import { wear } from '../../../shared/views/brand/worn.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { inviteMail } from '../../../shared/views/mail/invite-mail.ts';
import { everyMail, longestMails } from '../../support/mail-samples.ts';
import { wordsOf } from './reading.ts';
import { GUIDE_LINK, OTHER_GUIDE_LINK } from './guided-samples.ts';
import { everyRelationship } from './relationship-samples.ts';
import { HELP_LINK, LINK, OPT_OUT_LINK, OTHER_LINK, invite, request } from './samples.ts';

/** Below it no mail program cuts a mail off, whatever is sent along. */
const MOST_BYTES = 60 * 1024;

const mails = everyMail(ENGLISH);
const tagsOf = (html: string, name: string): string[] => html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];

afterEach(() => {
    wear(PLAIN);
});

describe.each(mails)('the document of a mail: %s', (_name, { html, text }) => {
    it('loads nothing, runs nothing and shows no picture', () => {
        expect(html).not.toMatch(
            /<(script|img|link|iframe|form|object|embed|video|audio|input|svg|picture|source|base)\b/i,
        );
        expect(html).not.toMatch(/@import|@font-face|url\(|\ssrc=|background=|\son[a-z]+=/i);
    });

    it('leads only to where it is meant to lead', () => {
        const known = [
            LINK,
            `${LINK}&amp;manage`,
            OTHER_LINK,
            GUIDE_LINK,
            OTHER_GUIDE_LINK,
            HELP_LINK,
            OPT_OUT_LINK,
            `mailto:${request.partner.contact}`,
            ...everyRelationship.map(({ href }) => href.replaceAll('&', '&amp;')),
        ];
        const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);

        expect(addresses.filter((address) => !known.includes(address ?? ''))).toEqual([]);
    });

    it('has tables for layout alone, but for the numbers of the report', () => {
        for (const table of tagsOf(html, 'table')) expect(table).toMatch(/role="presentation"|class="numbers"/);
    });

    it('has one title and headings in order below it', () => {
        expect(tagsOf(html, 'h1')).toHaveLength(1);
        expect(html.indexOf('<h1')).toBeLessThan((html.indexOf('<h2') + html.length) % html.length || html.length);
        expect(html).not.toMatch(/<h[3-6]/);
    });

    it('says its language outside and inside, as webmail drops the outside, and that it knows the dark', () => {
        expect(html).toMatch(/^<!doctype html><html dir="ltr" lang="en">/);
        expect(html).toContain('<div role="main" lang="en" dir="ltr">');
        expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
        expect(html).toContain('@media (prefers-color-scheme:dark)');
    });

    it('has the partner’s name above all', () => {
        expect(wordsOf(html.slice(html.indexOf('class="band"')))).toMatch(/^[^>]*>Fourth Coffee/);
    });

    it('has every link of the HTML in the text, alone on its line', () => {
        const links = new Set(
            [...html.matchAll(/href="(https:[^"]*)"/g)].map(([, address]) => address?.replaceAll('&amp;', '&')),
        );

        expect(links).toEqual(new Set(text.split('\n').filter((line) => line.startsWith('https:'))));
    });

    it('has a text without ragged lines: never two empty ones, none with spaces at its end, one line end at its end', () => {
        expect(text).not.toMatch(/\n\n\n|[ \t]\n|\n\n$/);
        expect(text).toMatch(/\S\n$/);
        expect(text).not.toMatch(/<\/?[a-z]+|&[a-z]+;|undefined|\[object/);
    });

    it('is small', () => {
        expect(Buffer.byteLength(html)).toBeLessThan(MOST_BYTES);
    });
});

describe('the longest mails', () => {
    it.each(longestMails(ENGLISH))('are not cut off: %s', (_name, { html }) => {
        expect(Buffer.byteLength(html)).toBeLessThan(MOST_BYTES);
    });
});

describe('names in mails', () => {
    const ODD = [
        '<script>alert(1)</script>',
        '👩🏽‍💻 Contoso 🏭',
        'اشتراك '.repeat(29).slice(0, 200),
        '\u202Eevil\u202C',
        '{partner}',
    ];

    it.each(ODD)('come out as they are written: %s', (name) => {
        const subscription = { ...request.subscription, name, customerName: name };
        const { html, text, subject } = inviteMail({ ...invite, subscription }, ENGLISH);
        const escaped = name.trim().replaceAll('<', '&lt;').replaceAll('>', '&gt;');

        expect(html).toContain(`<bdi>${escaped}</bdi>`);
        expect(text).toContain(name.trim());
        expect(subject).toContain(name.trim());
        expect(html).not.toContain('<script');
    });

    it('are not cut through in what mail programs show beside the subject', () => {
        const partner = { ...request.partner, name: '👩🏽‍💻'.repeat(60) };
        const [preview = ''] =
            /<div style="display:none[^>]*>[^<]*/.exec(inviteMail({ ...invite, partner }, ENGLISH).html) ?? [];

        expect(preview).toContain('Nothing is changed until you decide.');
        expect(preview.isWellFormed()).toBe(true);
    });
});

describe('the partner’s colour in mails', () => {
    it('is that of the band and the button, in light and dark', () => {
        const brand = brandOf({ colour: '#7a0019' });
        wear(brand);
        const { html } = inviteMail(invite, ENGLISH);

        expect(html).toMatch(/class="band"[^>]*background-color:#7a0019/);
        expect(html).toMatch(new RegExp(`class="button"[^>]*background-color:${brand.mail.light.accent}`));
        expect(html).toContain(
            `.button{color:${brand.mail.dark.onAccent}!important;background-color:${brand.mail.dark.accent}`,
        );
    });

    it('is ours where the partner has said none', () => {
        expect(inviteMail(invite, ENGLISH).html).toContain(`background-color:${PLAIN.mail.band.ground}`);
    });
});
