import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { confirmPage } from '../../../shared/views/confirm-page.ts';
import { decisionsOf, wordsOf } from './reading.ts';
import { ACTION, SUBSCRIPTION_ID, TENANT_ID, confirm, request } from './samples.ts';

describe('the confirm page', () => {
    it('posts one of two decisions back to where it came from', () => {
        const page = confirmPage(confirm, ENGLISH);

        expect(page).toContain(`<form method=\"post\" action=\"${ACTION}\"`);
        expect(decisionsOf(page)).toEqual([
            ['save', 'Save partner'],
            ['decline', 'Decline'],
        ]);
    });

    it('says who asks, for what, by whom and until when', () => {
        const words = wordsOf(confirmPage(confirm, ENGLISH));

        for (const fact of [
            'Fourth Coffee asks',
            '314159',
            'Validated: it is one of Fourth Coffee’s own partner IDs',
            'Contoso',
            'Production',
            SUBSCRIPTION_ID,
            TENANT_ID,
            'Ada Lovelace, 7 November 2026 at 14:05 UTC',
            '21 November 2026 at 14:05 UTC',
            'Fourth Coffee wrote: As agreed.',
        ]) {
            expect(words).toContain(fact);
        }
    });

    it('says what saving does and costs, how to undo it, and never what Microsoft makes of it', () => {
        const words = wordsOf(confirmPage(confirm, ENGLISH));

        for (const statement of [
            'attaches the partner ID 314159 to that access',
            'It costs nothing and changes no price.',
            'It changes no permission',
            'remove the role assignment of Fourth Coffee’s application',
            'Nothing shows under Partner information',
        ]) {
            expect(words).toContain(statement);
        }
        expect(words).not.toMatch(/recogni[sz]ed by Microsoft/i);
    });

    it('warns of replacing for the whole tenant only where that was offered, before the button', () => {
        const offered = wordsOf(confirmPage({ ...confirm, replaces: true }, ENGLISH));

        expect(offered).toContain('for every subscription of the tenant');
        expect(offered.indexOf('for every subscription of the tenant')).toBeLessThan(
            offered.indexOf('What the partner sees'),
        );
        expect(wordsOf(confirmPage(confirm, ENGLISH))).not.toContain('for every subscription of the tenant');
    });

    it('offers Save partner alone to those who declined before', () => {
        const page = confirmPage({ ...confirm, declined: true }, ENGLISH);

        expect(wordsOf(page)).toContain('This request was declined, and nothing was changed.');
        expect(decisionsOf(page)).toEqual([['save', 'Save partner']]);
        expect(wordsOf(confirmPage(confirm, ENGLISH))).not.toContain('This request was declined');
    });

    it('leaves out what is not known', () => {
        const page = confirmPage(
            {
                ...confirm,
                subscription: { ...request.subscription, name: null, customerName: null },
                invitedBy: null,
                invitedAt: null,
                note: null,
            },
            ENGLISH,
        );

        for (const absent of ['Customer', 'Asked by', 'wrote:', 'null', 'undefined']) {
            expect(wordsOf(page)).not.toContain(absent);
        }
        expect(page).toContain(SUBSCRIPTION_ID);
    });

    it('names the partner as the asker where only the time is known', () => {
        expect(wordsOf(confirmPage({ ...confirm, invitedBy: null }, ENGLISH))).toContain(
            'Asked by Fourth Coffee, 7 November 2026',
        );
    });

    it('keeps the lines of the note and nothing else of its spacing', () => {
        const page = confirmPage({ ...confirm, note: 'one\r\n\ttwo\nthree' }, ENGLISH);

        expect(page).toContain('<blockquote dir="auto">one\ntwo\nthree</blockquote>');
    });

    it('escapes the address of the form', () => {
        const page = confirmPage({ ...confirm, action: '/x?t="><script>&a=1' }, ENGLISH);

        expect(page).toContain('action="/x?t=&quot;&gt;&lt;script&gt;&amp;a=1"');
    });
});

describe('the confirm page where a sign-in follows', () => {
    const signIn = { ...confirm, mode: 'signin', signInHost: 'login.example', otherWays: `${ACTION}&ways` } as const;

    it('says where Save partner leads, what the account is used for, and what is granted after one more press', () => {
        const words = wordsOf(confirmPage(signIn, ENGLISH));

        for (const statement of [
            'Microsoft’s own sign-in, with login.example in the address bar',
            'Your account is used for this request alone',
            'Fourth Coffee never sees your password',
            'nothing of it is kept',
            'Nothing is granted before you press Save partner there once more.',
            'gets the role Support Request Contributor on this subscription',
            'by itself or through Azure Lighthouse, none is granted',
            'It gives Fourth Coffee no access beyond what the page after the sign-in names',
        ]) {
            expect(words).toContain(statement);
        }
        expect(words).not.toContain('changes no permission');
        expect(words).not.toContain('asked for no password,');
    });

    it('has the same two buttons', () => {
        expect(decisionsOf(confirmPage(signIn, ENGLISH))).toEqual(decisionsOf(confirmPage(confirm, ENGLISH)));
    });

    it('says nothing of a sign-in where there is none', () => {
        expect(wordsOf(confirmPage(confirm, ENGLISH))).not.toMatch(/sign-in|sign in|Support Request Contributor/i);
    });

    it('names no host where none is known', () => {
        expect(wordsOf(confirmPage({ ...signIn, signInHost: null }, ENGLISH))).not.toMatch(/null|address bar/);
    });

    it('leads to the other ways where there are some', () => {
        expect(confirmPage(signIn, ENGLISH)).toContain(`href="${ACTION}&amp;ways">See the other ways</a>`);
        expect(wordsOf(confirmPage(signIn, ENGLISH))).toMatch(/Doing it by hand\s*There are other ways to do the same/);
        expect(confirmPage({ ...signIn, otherWays: null }, ENGLISH)).not.toContain('other ways');
    });
});
