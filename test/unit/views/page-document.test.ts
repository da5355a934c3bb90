import { createHash } from 'node:crypto';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { helpPage } from '../../../shared/views/help/help-page.ts';
import { confirmPage } from '../../../shared/views/confirm-page.ts';
import { linkGonePage } from '../../../shared/views/link-gone-page.ts';
import { PAGE_CSP, pageCsp } from '../../../shared/views/page-policy.ts';
import { optOutPage } from '../../../shared/views/opt-out-page.ts';
import { problemPage } from '../../../shared/views/problem-page.ts';
import { statusPage } from '../../../shared/views/status-page.ts';
import { confirm, optOut, otherOnPage, status } from './samples.ts';

const who = { partnerName: 'Fourth Coffee', contact: 'partners@fourthcoffee.example' };

const pages: [string, string][] = [
    ['confirm', confirmPage(confirm, ENGLISH)],
    ['confirm, with what else waits', confirmPage({ ...confirm, others: [otherOnPage] }, ENGLISH)],
    ['help', helpPage({ name: 'Fourth Coffee', contact: 'partners@fourthcoffee.example' }, ENGLISH)],
    ['opt-out', optOutPage(optOut, ENGLISH)],
    ['opted out', optOutPage({ ...optOut, optedOutAt: '2026-11-08T09:00:03.000Z' }, ENGLISH)],
    ['status', statusPage(status, ENGLISH)],
    ['link gone', linkGonePage(who, ENGLISH)],
    [
        'problem',
        problemPage(
            { ...who, status: 404, code: 'not-found', title: 'Not found.', detail: null, correlationId: 'c-1234567' },
            ENGLISH,
        ),
    ],
];

describe.each(pages)('the %s page', (_name, page) => {
    it('carries exactly the stylesheet that the policy allows', () => {
        const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map((match) => match[1] ?? '');
        const allowed = /style-src 'sha256-([^']+)'/.exec(PAGE_CSP)?.[1];

        expect(styles.map((style) => createHash('sha256').update(style).digest('base64'))).toEqual([allowed]);
    });

    it('has nothing that the policy would block', () => {
        const body = page.replace(/<style>.*?<\/style>/s, '').replace(/<script>.*?<\/script>/s, '');

        expect(body).not.toMatch(/<(script|link|img|iframe|object|base)\b/i);
        expect(body).not.toMatch(/\s(style|on[a-z]+)=/i);
        expect(page).not.toMatch(/@import|url\(|https?:/i);
    });

    it('carries no script but the one that the policy of a live page allows, and none where it stays as it is', () => {
        const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map((match) => match[1] ?? '');
        const allowed = /script-src 'sha256-([^']+)'/.exec(pageCsp({ isLive: true }))?.[1];

        expect(scripts.map((script) => createHash('sha256').update(script).digest('base64'))).toEqual(
            page.includes('data-look-again') ? [allowed] : [],
        );
    });

    it('is a document with language, viewport, title, one heading of the first order and landmarks', () => {
        expect(page).toMatch(/^<!doctype html>\s*<html lang="en" dir="ltr">/i);
        expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1" />');
        expect(page).toMatch(/<title>[^<]{5,}<\/title>/);
        for (const landmark of ['<h1>', '<header>', '<main>', '<footer>']) {
            expect(page.split(landmark)).toHaveLength(2);
        }
    });

    it('names the contact', () => {
        expect(page).toContain('href="mailto:partners@fourthcoffee.example"');
    });
});

describe('the policy of the pages', () => {
    it('lets a live page run its own script and ask us again, and nothing else more', () => {
        expect(
            pageCsp({ isLive: true }).replace(/script-src 'sha256-[A-Za-z0-9+/]{43}='; connect-src 'self'; /, ''),
        ).toBe(PAGE_CSP);
    });

    it('allows nothing but the stylesheet and forms to ourselves', () => {
        expect(PAGE_CSP).toMatch(
            /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
        );
    });
});
