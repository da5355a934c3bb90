import { createHash } from 'node:crypto';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { PAGE_CSP } from '../../../shared/views/page-policy.ts';
import { notThereYetPage, signInNeededPage } from '../../../shared/views/ways/checked-pages.ts';
import { otherWaysPage } from '../../../shared/views/ways/other-ways-page.ts';
import { addressesOf, decisionsOf, fieldsOf, wordsOf } from './reading.ts';
import { ACTION, request } from './samples.ts';
import { CLIENT_ID, TEMPLATE, WAYS, about, absent, notThere, ways } from './ways-samples.ts';

const linesOf = (page: string): string[] =>
    [...page.matchAll(/<pre class="copy"><code>([^<]*)<\/code><\/pre>/g)].flatMap(([, text = '']) => text.split('\n'));

describe('the page of the other ways', () => {
    it('puts the four ways beside each other', () => {
        const words = wordsOf(otherWaysPage(ways, ENGLISH));

        for (const way of ['Azure Lighthouse', 'A role for the application', 'Guest user', 'Directory account']) {
            expect(words.split(way).length).toBeGreaterThanOrEqual(3);
        }
        expect(words).toContain('Opening this page changes nothing.');
    });

    it('shows every line to copy, with how to take each of them back', () => {
        const lines = linesOf(otherWaysPage(ways, ENGLISH));

        const { lighthouse, role, account } = ways;
        for (const { give, takeBack } of [lighthouse.lines, role.lines, account.lines]) {
            for (const line of [...give.az, ...give.powerShell, ...takeBack.az, ...takeBack.powerShell]) {
                expect(lines).toContain(line.replaceAll('"', '&quot;'));
            }
        }
        expect(lines.join()).not.toContain('az ad sp create');
    });

    it('has the templates and the portal’s pages to open, and no other address', () => {
        const page = otherWaysPage(ways, ENGLISH);

        const known = [TEMPLATE, ways.lighthouse.portalLink, ways.role.portalLink, ways.account.portalLink];
        expect([...new Set(addressesOf(page).map((address) => address.replace('&quot;', '')))].toSorted()).toEqual(
            known.toSorted(),
        );
        expect(page).toContain(`href="${ACTION}"`);
    });

    it('posts its three decisions back to itself', () => {
        const page = otherWaysPage(ways, ENGLISH);

        expect(page.split(`<form method="post" action="${WAYS}"`)).toHaveLength(4);
        expect(decisionsOf(page)).toEqual([
            ['check', 'Check now'],
            ['attest', 'I have linked it'],
            ['attest', 'I have linked it'],
        ]);
        expect(fieldsOf(page).map(({ name, value }) => [name, value])).toEqual([
            ['how', 'guest'],
            ['how', 'directory'],
        ]);
    });

    it('brings the application in first where it is not there, by the sign-in too where there is one', () => {
        const page = otherWaysPage(absent, ENGLISH);

        expect(wordsOf(page)).toContain('The application is not in your tenant yet.');
        expect(wordsOf(page)).toContain('comes in by the sign-in');
        expect(linesOf(page)).toContain(`az ad sp create --id ${CLIENT_ID}`);
        expect(wordsOf(page)).not.toContain('Object ID in your tenant');
        expect(wordsOf(otherWaysPage({ ...absent, mode: 'email' }, ENGLISH))).not.toContain('sign-in');
    });

    it('says so where that could not be read', () => {
        const page = otherWaysPage({ ...absent, application: { ...absent.application, isInTenant: null } }, ENGLISH);

        expect(wordsOf(page)).toContain('could not be read just now');
        expect(linesOf(page)).toContain(`az ad sp create --id ${CLIENT_ID}`);
    });

    it.each([
        ['signin', true, 'had access to this subscription before it asked'],
        ['signin', null, 'it could not be read whether'],
        ['signin', false, null],
        ['email', true, null],
        ['email', null, null],
    ] as const)('says beforehand whether Check now can be the answer (%s, %s)', (mode, accessBefore, said) => {
        const words = wordsOf(otherWaysPage({ ...ways, mode, accessBefore }, ENGLISH));

        expect(words.includes('cannot take')).toBe(said !== null);
        expect(words).toContain(said ?? 'Check now');
    });
});

describe('what Check now came to', () => {
    it.each([
        ['missing', 'none', [`The application ${CLIENT_ID} is not in your tenant.`, 'is not delegated to']],
        ['no-role', 'no-role', ['is in your tenant, and has no role that counts', 'with no role that counts']],
        ['no-role', 'unreadable', ['has no role that counts', 'without Reader beside it']],
    ] as const)('says what was missing: %s, %s', (application, delegation, facts) => {
        const page = notThereYetPage({ ...notThere, application, delegation }, ENGLISH);

        for (const fact of facts) expect(wordsOf(page)).toContain(fact);
        expect(wordsOf(page)).toContain('Nothing was attached');
        expect(wordsOf(page)).toContain('changes take a few minutes to show');
        expect(decisionsOf(page)).toEqual([['check', 'Check now']]);
    });

    it('says beforehand that it will not be the answer where it cannot be', () => {
        expect(wordsOf(notThereYetPage({ ...notThere, accessBefore: null }, ENGLISH))).toContain('only Save partner');
        expect(wordsOf(notThereYetPage(notThere, ENGLISH))).not.toContain('Save partner');
    });

    it('leads to the request where only a sign-in can say yes, and offers no button that could', () => {
        const page = signInNeededPage({ ...about, accessBefore: true }, ENGLISH);

        expect(wordsOf(page)).toContain('had access to this subscription before it asked');
        expect(wordsOf(page)).toContain('Nothing was attached');
        expect(page).toContain(`href="${ACTION}"`);
        expect(page).not.toContain('<form');
    });
});

/** Every page, all that others may write freely being `text`. */
function pages(text: string): [string, string][] {
    const who = {
        partner: { ...request.partner, name: text },
        subscription: { ...request.subscription, name: text, customerName: text },
    };
    return [
        ['other ways', otherWaysPage({ ...absent, ...who, accessBefore: null }, ENGLISH)],
        [
            'not there yet',
            notThereYetPage({ ...notThere, ...who, delegation: 'unreadable', accessBefore: true }, ENGLISH),
        ],
        ['sign-in needed', signInNeededPage({ ...about, ...who, accessBefore: true }, ENGLISH)],
    ];
}

const HOSTILE = `</code><script>alert('1')</script>"\u202E=HYPERLINK("evil")\u2069\r\n<form action=//evil.example> א`;
const plain = new Map(pages('plain'));
const tagsOf = (page: string): string[] => page.match(/<[^>]*>?/g) ?? [];
const outside = (page: string): string => page.replace(/<bdi>[^<]*<\/bdi>|<title>[^<]*<\/title>/g, '');

describe.each(pages(HOSTILE))('the page “%s”, where others wrote what they liked', (name, page) => {
    it('has no markup but ours, and keeps their text in its place', () => {
        expect(tagsOf(page)).toEqual(tagsOf(plain.get(name) ?? ''));
        expect(outside(page)).not.toContain('HYPERLINK');
        expect(linesOf(page).join()).not.toContain('evil');
    });

    it('carries exactly the stylesheet that the policy allows, no script, and no words of Microsoft’s own pages', () => {
        const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';

        expect(PAGE_CSP).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
        expect(page.replace(/<style>.*?<\/style>/s, '')).not.toMatch(
            /<(script|link|img|iframe|object|base|style)\b|\s(style|on[a-z]+)=/i,
        );
        expect(page).not.toMatch(/Use another account|\bAccept\b|\bCancel\b/i);
    });
});
