import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { adminConsentPage } from '../../../shared/views/sign-in/admin-consent-page.ts';
import { openLinkPage } from '../../../shared/views/sign-in/open-link-page.ts';
import { addressesOf, decisionsOf, fieldsOf, wordsOf } from './reading.ts';
import { SUBSCRIPTION_ID } from './samples.ts';
import { OPEN_LINK, SIGN_IN_HOST, adminConsent, openLink } from './sign-in-samples.ts';

describe('the page of the quick link without a token', () => {
    it('has one button and no field', () => {
        const page = openLinkPage(openLink, ENGLISH);

        expect(page).toContain(`<form method="post" action="${openLink.action}" autocomplete="off">`);
        expect(decisionsOf(page)).toEqual([['save', 'Save partner']]);
        expect(fieldsOf(page)).toEqual([]);
    });

    it('shows of the customer nothing but the subscription ID that is in its address', () => {
        const words = wordsOf(openLinkPage(openLink, ENGLISH));

        expect(words).toContain(SUBSCRIPTION_ID);
        expect(words).not.toMatch(/Contoso|Production|\bTenant \b|Customer /);
    });

    it('says where the button leads, who may, and that the partner is told', () => {
        const words = wordsOf(openLinkPage(openLink, ENGLISH));

        expect(words).toContain(`Microsoft’s own sign-in, with ${SIGN_IN_HOST} in the address bar`);
        expect(words).toContain('Role Based Access Control Administrator');
        expect(words).toContain('Fourth Coffee learns that it was named');
        expect(words).toContain('Nothing is granted before you press Save partner there once more.');
        expect(wordsOf(openLinkPage({ ...openLink, signInHost: null }, ENGLISH))).toContain('Microsoft’s own sign-in.');
    });
});

describe('the page after the administrator’s consent', () => {
    it('says what it means and who goes on, by the link', () => {
        const page = adminConsentPage(adminConsent, ENGLISH);

        expect(wordsOf(page)).toContain('It has no role by that, and nothing was attached.');
        expect(wordsOf(page)).toContain('open the request again and press Save partner');
        expect(page).toContain(`<pre class="copy"><code>${OPEN_LINK}</code></pre>`);
        expect(page).toContain(`<a class="button" href="${OPEN_LINK}">Open the request</a>`);
        expect(new Set(addressesOf(page))).toEqual(new Set([OPEN_LINK]));
    });

    it('tells a no from a yes', () => {
        const page = adminConsentPage({ ...adminConsent, given: false, forwardLink: null }, ENGLISH);

        expect(wordsOf(page)).toContain('Nothing was granted and nothing was attached.');
        expect(wordsOf(page)).not.toContain('has been let in');
        expect(addressesOf(page)).toEqual([]);
    });
});
