import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { reviewPage } from '../../../shared/views/sign-in/review-page.ts';
import { decisionsOf, fieldsOf, wordsOf } from './reading.ts';
import { SUBSCRIPTION_ID, TENANT_ID, request } from './samples.ts';
import {
    CLIENT_ID,
    FURTHER_ID,
    OBJECT_ID,
    READER_ROLE_ID,
    SUPPORT_ROLE_ID,
    onRoot,
    review,
} from './sign-in-samples.ts';

const bare = { ...review, furtherSubscriptions: [], managementGroups: [] };

describe('the review page', () => {
    it('leads to the log only where something is granted', () => {
        expect(wordsOf(reviewPage({ ...review, held: [] }, ENGLISH))).toContain('Activity log');
        expect(wordsOf(reviewPage({ ...review, held: [onRoot] }, ENGLISH))).not.toContain('Activity log');
    });

    it('has one button, and carries what was hidden in it', () => {
        const page = reviewPage(review, ENGLISH);

        expect(page).toContain('<form method="post" action="/api/signin/grant" autocomplete="off">');
        expect(decisionsOf(page)).toEqual([['save', 'Save partner']]);
        expect(page).toContain('<input type="hidden" name="formToken" value="form-tok_1" />');
    });

    it('offers every wider choice by the names that the form is read by, and none of them chosen', () => {
        const fields = fieldsOf(reviewPage(review, ENGLISH)).filter(({ type }) => type !== 'hidden');

        expect(fields).toEqual([
            { type: 'checkbox', name: 'subscription', value: FURTHER_ID, chosen: false },
            { type: 'radio', name: 'managementGroup', value: '', chosen: true },
            { type: 'radio', name: 'managementGroup', value: TENANT_ID, chosen: false },
            { type: 'checkbox', name: 'root', value: 'yes', chosen: false },
            { type: 'radio', name: 'managementGroup', value: 'platform', chosen: false },
            { type: 'checkbox', name: 'reader', value: 'yes', chosen: false },
        ]);
    });

    it('shows what was asked for as ticked, as something that cannot be changed or sent', () => {
        expect(reviewPage(review, ENGLISH).match(/<input type="checkbox" checked disabled \/>/g)).toHaveLength(1);
    });

    it('says who grants what to whom, where, and how to take it back', () => {
        const words = wordsOf(reviewPage(review, ENGLISH));

        for (const fact of [
            'Nothing has been changed so far.',
            'Olga Owner, owner@contoso.example',
            'The application of Fourth Coffee',
            `Client ID ${CLIENT_ID}`,
            `Object ID in your tenant ${OBJECT_ID}`,
            'Support Request Contributor',
            SUPPORT_ROLE_ID,
            'Production',
            SUBSCRIPTION_ID,
            TENANT_ID,
            '314159',
            'Partner Admin Link',
            'links itself, and not your account',
            'Access control (IAM)',
            `az role assignment delete --assignee ${OBJECT_ID} --scope /subscriptions/${SUBSCRIPTION_ID}`,
            `az role assignment list --assignee ${OBJECT_ID} --scope /subscriptions/${SUBSCRIPTION_ID}`,
        ]) {
            expect(words).toContain(fact);
        }
        expect(words).not.toMatch(/recogni[sz]ed by Microsoft/i);
    });

    it('says of a management group how many subscriptions it covers, and of the root that it is everything', () => {
        const words = wordsOf(reviewPage(review, ENGLISH));

        expect(words).toContain('4 subscriptions today, and every subscription you buy later');
        expect(words).toContain('1 subscription today, and every subscription you buy later');
        expect(words).toContain('everything that your organisation has in Azure');
    });

    it('says what Reader means and that nothing needs it', () => {
        const words = wordsOf(reviewPage(review, ENGLISH));

        expect(words).toContain(`Grant Reader as well ${READER_ROLE_ID}`);
        expect(words).toContain('not the data stored in them');
        expect(words).toContain('nothing here needs it');
    });

    it('offers no group and no further subscription where there is none', () => {
        const page = reviewPage(bare, ENGLISH);

        expect(fieldsOf(page).map(({ name }) => name)).toEqual(['formToken', 'reader']);
        expect(wordsOf(page)).not.toContain('management group is');
    });

    it('keeps a long list closed and says what it leaves out', () => {
        const furtherSubscriptions = Array.from({ length: 9 }, (_, index) => ({ id: `${index}`, name: `S${index}` }));
        const page = reviewPage({ ...review, furtherSubscriptions, moreSubscriptions: 31 }, ENGLISH);

        expect(page).toMatch(/<details>\s*<summary>Choose among 9 subscriptions<\/summary>/);
        expect(wordsOf(page)).toContain('There are 31 more subscriptions');
        expect(wordsOf(reviewPage({ ...review, moreSubscriptions: 1 }, ENGLISH))).toContain(
            'There is 1 more subscription that is not listed here.',
        );
        expect(reviewPage(review, ENGLISH)).not.toContain('<details');
    });

    it('grants nothing where a role that counts is there, and names it and its place', () => {
        const words = wordsOf(reviewPage({ ...bare, held: [onRoot] }, ENGLISH));

        expect(words).toContain('Nothing is granted on this subscription.');
        expect(words).toContain(`has there already what it takes: Contributor on ${onRoot.scope}`);
        expect(words).not.toContain(SUPPORT_ROLE_ID);
        expect(wordsOf(reviewPage(review, ENGLISH))).not.toContain('Nothing is granted on this subscription.');
    });

    it('still says which role goes with what is added where one is there', () => {
        expect(wordsOf(reviewPage({ ...review, held: [onRoot] }, ENGLISH))).toMatch(
            new RegExp(`Role elsewhere Support Request Contributor *${SUPPORT_ROLE_ID}`),
        );
    });

    it('says of a delegated subscription that the link is the partner’s own', () => {
        const words = wordsOf(reviewPage({ ...review, delegated: true }, ENGLISH));

        expect(words).toContain('Nothing is granted on this subscription.');
        expect(words).toContain('delegated to Fourth Coffee through Azure Lighthouse already');
        expect(words).toContain('In your tenant nothing is written.');
        expect(words).toContain('Service providers: delete the delegation');
        expect(words).not.toContain('The application then links itself');
    });

    it('says before the button that a condition may still refuse', () => {
        const words = wordsOf(reviewPage({ ...review, conditional: true }, ENGLISH));

        expect(words).toContain('Azure may still refuse.');
        expect(wordsOf(reviewPage(review, ENGLISH))).not.toContain('Azure may still refuse.');
    });

    it('warns of replacing where it is offered', () => {
        expect(wordsOf(reviewPage({ ...review, replaces: true }, ENGLISH))).toContain(
            'for every subscription of the tenant',
        );
        expect(wordsOf(reviewPage(review, ENGLISH))).not.toContain('for every subscription of the tenant');
    });

    it('puts nothing but a GUID into a line for a shell', () => {
        const evil = { ...review.application, objectId: '$(reboot)' };

        expect(() => reviewPage({ ...review, application: evil }, ENGLISH)).toThrow('A command takes a GUID.');
        expect(() => reviewPage({ ...review, subscription: { ...request.subscription, id: 'x; y' } }, ENGLISH)).toThrow(
            'A command takes a GUID.',
        );
    });
});
