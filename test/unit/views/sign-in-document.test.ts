import { createHash } from 'node:crypto';
import { REFUSALS } from '../../../shared/domain/sign-in.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { confirmPage } from '../../../shared/views/confirm-page.ts';
import { PAGE_CSP, pageCsp } from '../../../shared/views/page-policy.ts';
import { adminConsentPage } from '../../../shared/views/sign-in/admin-consent-page.ts';
import { managePage } from '../../../shared/views/sign-in/manage-page.ts';
import { openLinkPage } from '../../../shared/views/sign-in/open-link-page.ts';
import { refusalPage } from '../../../shared/views/sign-in/refusal-page.ts';
import { removePage } from '../../../shared/views/sign-in/remove-page.ts';
import { replacePage } from '../../../shared/views/sign-in/replace-page.ts';
import { reviewPage } from '../../../shared/views/sign-in/review-page.ts';
import { addressesOf } from './reading.ts';
import { confirm, request } from './samples.ts';
import {
    CONSENT_LINK,
    OPEN_LINK,
    PORTAL_LINK,
    adminConsent,
    manage,
    onRoot,
    openLink,
    refusal,
    remove,
    replace,
    review,
} from './sign-in-samples.ts';

/** Every page, all that others may write freely being `text`. */
function pages(text: string): [string, string][] {
    const who = {
        partner: { ...request.partner, name: text },
        subscription: { ...request.subscription, name: text, customerName: text },
        account: { name: text, displayName: text },
    };
    const role = { name: text, id: review.role.id };
    const offered = {
        furtherSubscriptions: review.furtherSubscriptions.map((one) => ({ ...one, name: text })),
        managementGroups: review.managementGroups.map((one) => ({ ...one, name: text })),
    };
    return [
        ['quick link', openLinkPage({ ...openLink, partner: who.partner }, ENGLISH)],
        [
            'confirm',
            confirmPage({ ...confirm, ...who, mode: 'signin', signInHost: 'login.example', otherWays: '/w' }, ENGLISH),
        ],
        [
            'review',
            reviewPage({ ...review, ...who, ...offered, held: [{ ...onRoot, role }], delegated: true }, ENGLISH),
        ],
        [
            'remove',
            removePage({ ...remove, ...who, removed: [{ ...onRoot, role }], above: [{ ...onRoot, role }] }, ENGLISH),
        ],
        ['replace', replacePage({ ...replace, ...who }, ENGLISH)],
        ['manage', managePage({ ...manage, ...who, confirmedBy: text }, ENGLISH)],
        ['consent', adminConsentPage({ ...adminConsent, partner: who.partner }, ENGLISH)],
        ...REFUSALS.map((kind): [string, string] => [
            `refusal ${kind}`,
            refusalPage({ ...refusal, ...who, refusal: kind, policy: text, adminConsentLink: CONSENT_LINK }, ENGLISH),
        ]),
    ];
}

const HOSTILE = `</code><script>alert('1')</script>"\u202E=HYPERLINK("evil")\u2069\r\n<form action=//evil.example> א`;
const plain = new Map(pages('plain'));

const tagsOf = (html: string): string[] =>
    (html.match(/<[^>]*>?/g) ?? []).map((tag) => tag.replace(/mailto:\?[^"]*/, ''));

/** What is left of a page without the places that set a text apart by direction. */
const outside = (html: string): string =>
    html
        .replace(/<bdi>[^<]*<\/bdi>/g, '')
        .replace(/<title>[^<]*<\/title>/g, '')
        .replace(/mailto:\?[^"]*/g, '');

describe.each(pages('Fourth Coffee'))('the %s page of the sign-in', (_name, page) => {
    it('carries exactly the stylesheet that the policy allows, and nothing that it would block', () => {
        const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';

        expect(PAGE_CSP).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
        expect(page.replace(/<style>.*?<\/style>/s, '')).not.toMatch(
            /<(script|link|img|iframe|object|base|style)\b|\s(style|on[a-z]+)=/i,
        );
    });

    it('is a document with one heading of the first order, landmarks, and every field named', () => {
        for (const landmark of ['<h1>', '<header>', '<main>', '<footer>']) {
            expect(page.split(landmark)).toHaveLength(2);
        }
        const visible = page.match(/<input type="(?:checkbox|radio)"/g) ?? [];
        expect(page.match(/<label class="choice(?: settled)?">\s*<input /g) ?? []).toHaveLength(visible.length);
    });

    it('names no address but those that it was given', () => {
        const given = [OPEN_LINK, CONSENT_LINK, PORTAL_LINK];

        expect(addressesOf(page).filter((address) => !given.includes(address))).toEqual([]);
    });

    it('has none of the words of Microsoft’s own pages', () => {
        expect(page).not.toMatch(/Use another account|\bAccept\b|\bCancel\b/i);
    });

    it('has nothing chosen beforehand but the choice of nothing, and what was asked for, which cannot be sent', () => {
        const chosen = page.match(/<input[^>]*\bchecked\b[^>]*>/g) ?? [];

        expect(chosen.filter((field) => !field.includes('value=""') && !/\bchecked disabled\b/.test(field))).toEqual(
            [],
        );
    });
});

describe('text that others write, on the pages of the sign-in', () => {
    it.each(pages(HOSTILE))('makes no markup: %s', (name, page) => {
        expect(page).toContain('&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;');
        expect(tagsOf(page)).toEqual(tagsOf(plain.get(name) ?? ''));
    });

    it.each(pages(HOSTILE))('is set apart by direction and cannot end that: %s', (_name, page) => {
        expect(outside(page)).not.toContain('HYPERLINK');
        expect(page.replace(/\u2068[^\u2068\u2069]*\u2069/g, '')).not.toMatch(/[\u2066-\u2069]/);
    });

    it.each(pages('ش'.repeat(200)))('may be long and run from right to left: %s', (_name, page) => {
        expect(outside(page)).not.toContain('ش');
        expect(page).toContain(`<bdi>${'ش'.repeat(200)}</bdi>`);
    });
});

describe('the policy of a page whose form leads to the sign-in', () => {
    it('names the origins beside our own, and nothing else changes', () => {
        const origin = 'http://localhost:7074';

        expect(pageCsp({ formActions: [origin] })).toBe(
            PAGE_CSP.replace("form-action 'self'", `form-action 'self' ${origin}`),
        );
        expect(pageCsp()).toBe(PAGE_CSP);
    });

    it.each([
        'https://login.example/path',
        "https://login.example; script-src 'unsafe-inline'",
        '*',
        'javascript:',
        '',
    ])('takes nothing that is no origin: %j', (origin) => {
        expect(() => pageCsp({ formActions: [origin] })).toThrow('origin');
    });
});
