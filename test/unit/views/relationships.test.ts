import { confirmPage } from '../../../shared/views/confirm-page.ts';
import { LANGUAGE_TAGS } from '../../../shared/views/languages/catalogue.ts';
import { chooseLanguage } from '../../../shared/views/languages/choose.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import type { Language } from '../../../shared/views/languages/language.ts';
import { inviteMail } from '../../../shared/views/mail/invite-mail.ts';
import { blocksToText } from '../../../shared/views/mail/text.ts';
import { rendered } from '../../../shared/views/markup.ts';
import { pageBlocks } from '../../../shared/views/page-blocks.ts';
import { paragraph } from '../../../shared/views/blocks.ts';
import { relationshipBlocks } from '../../../shared/views/relationships.ts';
import { aboutRelationship } from '../../../shared/views/words/relationships.ts';
import { addressesOf, wordsOf } from './reading.ts';
import { askedBesides, everyRelationship } from './relationship-samples.ts';
import { confirm, invite, request } from './samples.ts';

const { partner } = request;
const HEADING = 'Also requested';

const textOf = (links = askedBesides, language: Language = ENGLISH, asking = partner): string =>
    blocksToText(relationshipBlocks(links, asking), language);

/** The paragraph about each. */
const paragraphs = (language: Language = ENGLISH): string[] =>
    everyRelationship.map((link) => blocksToText([paragraph(aboutRelationship(link, partner))], language));

describe('relationships that are asked for besides', () => {
    it('are not spoken of where there are none', () => {
        expect(relationshipBlocks([], partner)).toEqual([]);
        expect(wordsOf(confirmPage(confirm, ENGLISH))).not.toContain(HEADING);
        expect(inviteMail(invite, ENGLISH).text).not.toContain(HEADING);
    });

    it('say of each that it is not needed, in the paragraph about it', () => {
        for (const about of paragraphs()) {
            expect(about).toContain('It is not needed for Fourth Coffee to be your partner of record');
            expect(about).toContain('if you do not accept it');
        }
        expect(new Set(paragraphs()).size).toBe(4);
    });

    it('say what delegated administration grants, for how long, who approves it and that it can be ended', () => {
        const [about] = paragraphs();

        for (const said of ['administrator roles', '1 to 730 days', '180 days', 'Global Administrator', 'end it']) {
            expect(about).toContain(said);
        }
    });

    it('say that a reseller gets no access by it, and what cannot be undone', () => {
        for (const about of paragraphs().filter((each) => each.includes('eseller'))) {
            expect(about).toContain('no access by itself');
            expect(about).toContain('you cannot remove that reseller yourself');
        }
    });

    it('name the provider as somebody else’s words, and do without where it has no name', () => {
        const [, indirect, , , unnamed] = paragraphs();
        const hostile = askedBesides.map((link) => ({ ...link, provider: '</p><a href="https://evil.example">x' }));

        expect(indirect).toContain('Wide World Importers');
        expect(unnamed).toContain('the provider that Microsoft’s page names');
        expect(rendered(pageBlocks(relationshipBlocks(hostile, partner), ENGLISH))).not.toContain(
            '<a href="https://evil',
        );
    });

    it('say that such partners are counted anyway, once', () => {
        expect(textOf(everyRelationship).split('partner association')).toHaveLength(2);
        expect(textOf()).toContain('may therefore not be needed for that product');
    });

    it('name the host that a link leads to in the words before it, and lead nowhere else', () => {
        const page = rendered(pageBlocks(relationshipBlocks(askedBesides, partner), ENGLISH));

        expect(addressesOf(page)).toEqual(askedBesides.map(({ href }) => href));
        expect(wordsOf(page)).toContain('Microsoft’s page at admin.cloud.microsoft,');
        expect(wordsOf(page)).toContain('Microsoft’s page at admin.microsoft.com,');
        for (const { href } of askedBesides) expect(textOf()).toContain(`\n\n${href}`);
    });

    it.each(LANGUAGE_TAGS)('stand in %s, each with the partner and its host', async (tag) => {
        const language = await chooseLanguage([tag]);
        const text = textOf(everyRelationship, language);

        expect(language.tag).toBe(tag);
        expect(new Set(paragraphs(language)).size).toBe(4);
        for (const about of paragraphs(language)) expect(about).toContain('Fourth Coffee');
        expect(text.match(/730/g)).toHaveLength(2);
        for (const { href } of everyRelationship) expect(text).toContain(new URL(href).host);
    });
});

describe('the request that they go with', () => {
    const page = confirmPage({ ...confirm, relationships: askedBesides }, ENGLISH);
    const { text, html } = inviteMail({ ...invite, relationships: askedBesides }, ENGLISH);

    it('comes first on its page: what it does, and its buttons', () => {
        expect(page.indexOf(HEADING)).toBeGreaterThan(page.lastIndexOf('</form>'));
        expect(page.lastIndexOf('</form>')).toBeGreaterThan(0);
    });

    it('comes first in its mail: its link, and all that is to be known of it', () => {
        expect(text.indexOf(HEADING)).toBeGreaterThan(text.lastIndexOf(invite.link));
        expect(html.indexOf(HEADING)).toBeGreaterThan(html.lastIndexOf('partnerId/314159'));
        expect(text.indexOf(invite.link)).toBeGreaterThan(0);
    });

    it('has the only button: a relationship wears none', () => {
        for (const { href } of askedBesides) {
            const links = [...`${page}${html}`.matchAll(/<a\b[^>]*>/g)].filter(([tag]) =>
                tag.replaceAll('&amp;', '&').includes(href),
            );
            expect(links).toHaveLength(2);
            expect(links.join('')).not.toContain('button');
        }
    });
});
