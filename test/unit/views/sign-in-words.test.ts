import { REFUSALS } from '../../../shared/domain/sign-in.ts';
import { adminConsentPage } from '../../../shared/views/sign-in/admin-consent-page.ts';
import { managePage } from '../../../shared/views/sign-in/manage-page.ts';
import { openLinkPage } from '../../../shared/views/sign-in/open-link-page.ts';
import { refusalPage } from '../../../shared/views/sign-in/refusal-page.ts';
import { removePage } from '../../../shared/views/sign-in/remove-page.ts';
import { replacePage } from '../../../shared/views/sign-in/replace-page.ts';
import { reviewPage } from '../../../shared/views/sign-in/review-page.ts';
import { notThereYetPage, signInNeededPage } from '../../../shared/views/ways/checked-pages.ts';
import { otherWaysPage } from '../../../shared/views/ways/other-ways-page.ts';
import { PSEUDO, untranslated } from '../../support/pseudo-language.ts';
import { request } from './samples.ts';
import {
    CONSENT_LINK,
    adminConsent,
    manage,
    onRoot,
    openLink,
    refusal,
    remove,
    replace,
    review,
} from './sign-in-samples.ts';
import { about, absent, notThere, ways } from './ways-samples.ts';

/** Who and what is called by a name, whatever the language. */
const NAMES = [request.partner.name, 'Azure Lighthouse', 'Azure CLI', 'PowerShell'];

const others = Array.from({ length: 9 }, (_, index) => ({ id: `${index}`, name: `S${index}` }));
const application = { ...ways.application, isInTenant: null };

const pages: [string, string][] = [
    ['quick link', openLinkPage(openLink, PSEUDO)],
    ['quick link, sign-in’s place unknown', openLinkPage({ ...openLink, signInHost: null }, PSEUDO)],
    ['consent', adminConsentPage(adminConsent, PSEUDO)],
    ['no consent', adminConsentPage({ ...adminConsent, given: false }, PSEUDO)],
    ['review', reviewPage({ ...review, conditional: true, replaces: true }, PSEUDO)],
    ['review, nothing to grant', reviewPage({ ...review, held: [onRoot], delegated: true }, PSEUDO)],
    ['review, many', reviewPage({ ...review, furtherSubscriptions: others, moreSubscriptions: 3 }, PSEUDO)],
    ['review, a role that we do not know', reviewPage({ ...review, role: onRoot.role }, PSEUDO)],
    ['manage', managePage(manage, PSEUDO)],
    ['manage, nothing to do', managePage({ ...manage, canRemove: false, canReplace: false }, PSEUDO)],
    ['remove', removePage(remove, PSEUDO)],
    ['remove, no role', removePage({ ...remove, removed: [], delegated: true }, PSEUDO)],
    ['replace', replacePage(replace, PSEUDO)],
    ['replace, unknown', replacePage({ ...replace, currentPartnerId: null }, PSEUDO)],
    ...REFUSALS.flatMap((kind): [string, string][] => {
        const model = { ...refusal, refusal: kind, adminConsentLink: CONSENT_LINK };
        return [
            [`refusal ${kind}`, refusalPage({ ...model, policy: 'No roles' }, PSEUDO)],
            [`refusal ${kind}, partly`, refusalPage({ ...model, partly: true, subscriptionId: null }, PSEUDO)],
            [`refusal ${kind} to remove`, refusalPage({ ...model, purpose: 'remove' }, PSEUDO)],
            [`refusal ${kind} to remove, partly`, refusalPage({ ...model, purpose: 'remove', partly: true }, PSEUDO)],
            [`refusal ${kind} to replace`, refusalPage({ ...model, purpose: 'replace' }, PSEUDO)],
        ];
    }),
    ['other ways', otherWaysPage(ways, PSEUDO)],
    ['other ways, application absent', otherWaysPage({ ...absent, accessBefore: true }, PSEUDO)],
    ['other ways, application unknown', otherWaysPage({ ...ways, application, accessBefore: null }, PSEUDO)],
    ['not there yet', notThereYetPage(notThere, PSEUDO)],
    ['not there yet, no role', notThereYetPage({ ...notThere, application: 'no-role', delegation: 'no-role' }, PSEUDO)],
    ['not there yet, unreadable', notThereYetPage({ ...notThere, delegation: 'unreadable' }, PSEUDO)],
    ['sign-in needed', signInNeededPage({ ...about, accessBefore: null }, PSEUDO)],
];

describe('the words of the pages around the sign-in', () => {
    it.each(pages)('come from the catalogue, all of them: %s', (_name, page) => {
        expect(page).toContain('⟦');
        expect(untranslated(page, NAMES)).toEqual([]);
    });
});
