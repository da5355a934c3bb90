import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { managePage } from '../../../shared/views/sign-in/manage-page.ts';
import { removePage } from '../../../shared/views/sign-in/remove-page.ts';
import { replacePage } from '../../../shared/views/sign-in/replace-page.ts';
import { decisionsOf, fieldsOf, wordsOf } from './reading.ts';
import { SUBSCRIPTION_ID, TENANT_ID } from './samples.ts';
import { manage, onRoot, onSubscription, remove, replace } from './sign-in-samples.ts';

describe('the page of the manage link', () => {
    it('posts the choice back to where it came from, and changes nothing before a sign-in', () => {
        const page = managePage(manage, ENGLISH);

        expect(page).toContain(`<form method="post" action="${manage.action}"`);
        expect(decisionsOf(page)).toEqual([
            ['remove', 'Remove partner'],
            ['replace', 'Replace partner ID'],
        ]);
        expect(wordsOf(page)).toContain('Nothing is changed by opening this page.');
        expect(wordsOf(page)).toContain('Microsoft’s own sign-in');
    });

    it.each([
        [true, false, [['remove', 'Remove partner']]],
        [false, true, [['replace', 'Replace partner ID']]],
    ])('offers only what can be done: remove %s, replace %s', (canRemove, canReplace, decisions) => {
        expect(decisionsOf(managePage({ ...manage, canRemove, canReplace }, ENGLISH))).toEqual(decisions);
    });

    it('has no form where nothing can be done', () => {
        const page = managePage({ ...manage, canRemove: false, canReplace: false }, ENGLISH);

        expect(page).not.toContain('<form');
        expect(wordsOf(page)).toContain('there is nothing to take back or to replace');
    });

    it('says what is set up, by whom, and how to undo it without us', () => {
        const words = wordsOf(managePage(manage, ENGLISH));

        for (const fact of ['Confirmed by owner@contoso.example', SUBSCRIPTION_ID, TENANT_ID, 'Role assignments']) {
            expect(words).toContain(fact);
        }
        expect(wordsOf(managePage({ ...manage, confirmedBy: null }, ENGLISH))).not.toContain('Confirmed by');
    });
});

describe('the review of taking it back', () => {
    it('names every role that goes, and one button', () => {
        const page = removePage(remove, ENGLISH);

        expect(wordsOf(page)).toContain(`Taken away Support Request Contributor on ${onSubscription.scope}`);
        expect(decisionsOf(page)).toEqual([['remove', 'Remove partner']]);
        expect(page).toContain('name="formToken" value="form-tok_1"');
        expect(wordsOf(page)).toContain('Nothing has been changed so far.');
    });

    it('leaves what stands above unless it is ticked', () => {
        const fields = fieldsOf(removePage(remove, ENGLISH)).filter(({ type }) => type !== 'hidden');

        expect(fields).toEqual([{ type: 'checkbox', name: 'above', value: 'yes', chosen: false }]);
        expect(wordsOf(removePage(remove, ENGLISH))).toContain(`Contributor on ${onRoot.scope}`);
        expect(fieldsOf(removePage({ ...remove, above: [] }, ENGLISH)).map(({ name }) => name)).toEqual(['formToken']);
    });

    it('says what becomes of the link, with Lighthouse and without', () => {
        const delegated = wordsOf(removePage({ ...remove, delegated: true }, ENGLISH));
        const own = wordsOf(removePage(remove, ENGLISH));

        expect(own).toContain('taken off the application as soon as no other subscription');
        expect(delegated).toContain('That link stays.');
        expect(delegated).not.toContain('taken off the application');
    });

    it('says so where no role stands on the subscription itself', () => {
        const words = wordsOf(removePage({ ...remove, removed: [] }, ENGLISH));

        expect(words).toContain('Taken away Nothing: no role stands on this very subscription');
        expect(words).not.toContain('loses the roles');
    });
});

describe('the review of replacing the partner ID', () => {
    it('names both IDs and that the whole tenant is meant', () => {
        const page = replacePage(replace, ENGLISH);

        expect(wordsOf(page)).toContain('carries the partner ID 999999 in your tenant. It is replaced by 314159.');
        expect(wordsOf(page)).toContain(`every subscription of the tenant ${TENANT_ID}`);
        expect(decisionsOf(page)).toEqual([['replace', 'Replace partner ID']]);
        expect(page).toContain('name="formToken" value="form-tok_1"');
    });

    it('says that the ID of now could not be read where it could not', () => {
        const words = wordsOf(replacePage({ ...replace, currentPartnerId: null }, ENGLISH));

        expect(words).toContain('Partner ID now Could not be read now');
        expect(words).toContain('carries another partner ID in your tenant');
    });
});
