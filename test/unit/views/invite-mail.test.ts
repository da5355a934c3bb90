import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { inviteMail } from '../../../shared/views/mail/invite-mail.ts';
import { wordsOf } from './reading.ts';
import { LINK, SUBSCRIPTION_ID, TENANT_ID, invite, request } from './samples.ts';

const KIB = 1024;

describe('the invite mail', () => {
    it('begins its subject with our words and names subscription and partner', () => {
        expect(inviteMail(invite, ENGLISH).subject).toBe(
            'Azure subscription Production: Fourth Coffee asks to be your partner of record',
        );
        expect(inviteMail({ ...invite, subscription: { ...request.subscription, name: null } }, ENGLISH).subject).toBe(
            `Azure subscription ${SUBSCRIPTION_ID}: Fourth Coffee asks to be your partner of record`,
        );
    });

    it('has the whole link on a line of its own in the text, and as button and in full in the HTML', () => {
        const { html, text } = inviteMail(invite, ENGLISH);

        expect(text.split('\n').filter((line) => line.includes('t=tok-en_1'))).toEqual([LINK]);
        expect(html.split(`href="${LINK}"`)).toHaveLength(3);
        expect(html).toContain(`>${LINK}</a>`);
    });

    it('says within its first lines who wants what, what happens, and how to refuse, before it asks for anything', () => {
        const { text } = inviteMail({ ...invite, mode: 'signin', replaces: true }, ENGLISH);
        const before = text.slice(0, text.indexOf(LINK));

        for (const statement of [
            'Fourth Coffee, partner ID 314159, wants to be named as your partner on this subscription:',
            'Production',
            SUBSCRIPTION_ID,
            'gets the role “Support Request Contributor” on this subscription, unless it has one that counts',
            'This may replace a partner ID.',
            'If you say no: Open the link and press “Decline”: Fourth Coffee is told, and nothing is changed.',
            'What it costs: Nothing.',
            'Open until: 21 November 2026 at 14:05 UTC',
            'before you press anything',
        ]) {
            expect(before).toContain(statement);
        }
        expect(inviteMail(invite, ENGLISH).text).toContain('No permission changes.');
    });

    it('has the partner ID to copy on a line of its own', () => {
        const { text, html } = inviteMail(invite, ENGLISH);

        expect(text.split('\n')).toContain('314159');
        expect(html).toMatch(/<p[^>]*><code>314159<\/code><\/p>/);
    });

    it.each(['html', 'text'] as const)('says in its %s everything needed to decide', (form) => {
        const words =
            form === 'html'
                ? wordsOf(inviteMail(invite, ENGLISH).html)
                : inviteMail(invite, ENGLISH).text.replace(/[“”]/g, '');

        for (const statement of [
            'Fourth Coffee named sam@contoso.example as an administrator',
            'Validated: it is one of Fourth Coffee’s own partner IDs',
            SUBSCRIPTION_ID,
            TENANT_ID,
            '314159',
            'Ada Lovelace',
            'As agreed.',
            'works until 21 November 2026 at 14:05 UTC',
            'It costs nothing and changes no price.',
            'It changes no permission',
            'Fourth Coffee sees the Azure consumption',
            'Fourth Coffee does not see personal data',
            'remove the role assignment',
            'press Decline',
            'How to check that this is genuine',
            'attaches an ID to your own account alone',
            'partners@fourthcoffee.example',
        ]) {
            expect(words).toContain(statement);
        }
        expect(words).not.toMatch(/recogni[sz]ed by Microsoft|for every subscription of the tenant/i);
    });

    it('says what replacing does where it is offered', () => {
        const { html, text } = inviteMail({ ...invite, replaces: true }, ENGLISH);

        expect(wordsOf(html)).toContain('for every subscription of the tenant');
        expect(text).toContain('for every subscription of the tenant');
    });

    it('quotes every line of the note in the text, so that none passes for ours', () => {
        const { text } = inviteMail({ ...invite, note: 'Hello\r\n\nHow to say no\u2028-----' }, ENGLISH);

        expect(text).toContain('wrote:\n> Hello\n> \n> How to say no\n> -----\n\n');
    });

    it('stays far below the size at which mail programs cut, whatever is written in it', () => {
        const long = '"'.repeat(1000);
        const { html } = inviteMail(
            {
                ...invite,
                replaces: true,
                note: long,
                invitedBy: long.slice(0, 200),
                subscription: { ...request.subscription, name: long.slice(0, 200), customerName: long.slice(0, 200) },
            },
            ENGLISH,
        );

        expect(Buffer.byteLength(html)).toBeLessThan(60 * KIB);
    });

    it('loads nothing and runs nothing', () => {
        const { html } = inviteMail(invite, ENGLISH);

        expect(html).not.toMatch(/<(script|img|link|iframe|form)\b|@import|url\(/i);
        expect(new Set([...html.matchAll(/https?:\/\/[^/"<]+/g)].map(String))).toEqual(
            new Set(['https://attach.fourthcoffee.example']),
        );
    });
});

describe('the invite mail where a sign-in follows', () => {
    const signIn = { ...invite, mode: 'signin' } as const;

    it.each(['html', 'text'] as const)(
        'says in its %s that the link alone gives nothing and a sign-in is asked',
        (form) => {
            const words =
                form === 'html'
                    ? wordsOf(inviteMail(signIn, ENGLISH).html)
                    : inviteMail(signIn, ENGLISH).text.replace(/[“”]/g, '');

            for (const statement of [
                'Save partner asks you to sign in at Microsoft',
                'The link by itself gives nobody anything',
                'forward this mail',
                'no password or code on a page of ours',
                'gets the role Support Request Contributor on this subscription',
                'There are other ways to do the same',
            ]) {
                expect(words).toContain(statement);
            }
            expect(words).not.toMatch(/can answer for you|changes no permission/);
        },
    );

    it('says what the role lets the partner see, and nothing of a role where none is granted', () => {
        const seen = (mode: 'signin' | 'email') => inviteMail({ ...invite, mode }, ENGLISH).text.replace(/\s+/g, ' ');
        const rights = 'and see its resource groups and role assignments';

        expect(seen('signin').split('What the partner sees')[1]).toContain(rights);
        expect(seen('email')).not.toContain(rights);
    });

    it('says the opposite where the mailbox is enough', () => {
        const { text } = inviteMail(invite, ENGLISH);

        expect(text).toContain('Whoever has the link can answer for you: do not pass it on.');
        expect(text).not.toMatch(/sign in|forward/);
    });

    it('names no address but the link', () => {
        const addresses = [...inviteMail(signIn, ENGLISH).html.matchAll(/https?:\/\/[^/"<]+/g)].map(String);

        expect(new Set(addresses)).toEqual(new Set(['https://attach.fourthcoffee.example']));
    });
});
