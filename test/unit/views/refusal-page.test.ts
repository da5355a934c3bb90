import { REFUSALS } from '../../../shared/domain/sign-in.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { refusalPage } from '../../../shared/views/sign-in/refusal-page.ts';
import { addressesOf, wordsOf } from './reading.ts';
import { SUBSCRIPTION_ID } from './samples.ts';
import { CONSENT_LINK, OPEN_LINK, PORTAL_LINK, refusal } from './sign-in-samples.ts';

/** Subject and body of the mail that a link of the page writes. */
function mailOf(page: string): URLSearchParams {
    const href = /href="(mailto:\?[^"]+)"/.exec(page)?.[1] ?? '';
    return new URL(href.replaceAll('&amp;', '&')).searchParams;
}

describe.each(REFUSALS)('the page of the refusal %s', (kind) => {
    const page = refusalPage({ ...refusal, refusal: kind }, ENGLISH);
    const words = wordsOf(page);

    it('says what was not done, who signed in, and what leads on', () => {
        expect(words).toContain('Nothing was granted and nothing was attached.');
        expect(words).toContain('Olga Owner, owner@contoso.example');
        expect(words).toContain(SUBSCRIPTION_ID);
        expect(words).toMatch(/What you can do .{30,}/);
    });

    it('leads back to the request, or not where there is no way', () => {
        expect(page).toContain(`<a class="button" href="${refusal.back ?? ''}">Open the request again</a>`);
        expect(refusalPage({ ...refusal, refusal: kind, back: null }, ENGLISH)).not.toContain(
            'Open the request again</a>',
        );
    });

    it('leaves out what is not known', () => {
        const unknown = refusalPage(
            {
                ...refusal,
                refusal: kind,
                subscriptionId: null,
                account: null,
                back: null,
                forwardLink: null,
                accessControlLink: null,
            },
            ENGLISH,
        );

        expect(wordsOf(unknown)).not.toMatch(/null|undefined|Signed in as/);
        expect(addressesOf(unknown)).toEqual([]);
    });

    it('says so where part of it had been done', () => {
        const partly = wordsOf(refusalPage({ ...refusal, refusal: kind, partly: true }, ENGLISH));

        expect(partly).toContain('part of what you chose was granted already');
        expect(partly).not.toContain('Nothing was granted');
    });
});

describe('the refusal pages', () => {
    it('tell the reasons apart', () => {
        const reasons = REFUSALS.map(
            (kind) => /<div class="callout.*?<\/div>/s.exec(refusalPage({ ...refusal, refusal: kind }, ENGLISH))?.[0],
        );

        expect(new Set(reasons).size).toBe(REFUSALS.length);
    });

    it.each(['no-right', 'partner-account', 'condition', 'policy', 'activate-first'] as const)(
        'say who could do it instead and how to hand it on: %s',
        (kind) => {
            const page = refusalPage({ ...refusal, refusal: kind }, ENGLISH);
            const words = wordsOf(page);

            expect(words).toContain('Owner, User Access Administrator or Role Based Access Control Administrator');
            expect(words).toContain('Access control (IAM), Role assignments');
            expect(page).toContain(`href="${PORTAL_LINK}"`);
            expect(page).toContain(`<pre class="copy"><code>${OPEN_LINK}</code></pre>`);
            expect(addressesOf(page)).toEqual([PORTAL_LINK, OPEN_LINK]);
        },
    );

    it.each(['cancelled', 'expired', 'not-verified', 'unavailable', 'not-yet', 'wrong-account'] as const)(
        'do not send people away who can go on themselves: %s',
        (kind) => {
            expect(wordsOf(refusalPage({ ...refusal, refusal: kind }, ENGLISH))).not.toContain(
                'Who could do it instead',
            );
        },
    );

    it('write the mail that hands it on, with the link alone in its line', () => {
        const mail = mailOf(refusalPage(refusal, ENGLISH));

        expect(mail.get('subject')).toBe(
            `Please decide: Fourth Coffee as partner on the Azure subscription ${SUBSCRIPTION_ID}`,
        );
        expect(mail.get('body')?.split('\r\n\r\n')).toContain(OPEN_LINK);
        expect([...mail.keys()]).toEqual(['subject', 'body']);
    });

    it.each(['Evil\r\nBcc: x@y.example', 'a&bcc=x@y.example', '\uD800 half', '‮gnp.exe'])(
        'write a mail that a name cannot add to: %j',
        (name) => {
            const mail = mailOf(refusalPage({ ...refusal, partner: { ...refusal.partner, name } }, ENGLISH));

            expect([...mail.keys()]).toEqual(['subject', 'body']);
            expect(mail.get('subject')).not.toMatch(/[\r\n]/);
            expect(mail.get('body')).not.toMatch(/^Bcc:/m);
        },
    );

    it('give the administrator’s link to forward where consent is not this person’s to give', () => {
        const page = refusalPage(
            { ...refusal, refusal: 'consent-not-allowed', adminConsentLink: CONSENT_LINK },
            ENGLISH,
        );

        expect(new Set(addressesOf(page))).toEqual(new Set([CONSENT_LINK]));
        expect(mailOf(page).get('body')?.split('\r\n\r\n')).toContain(CONSENT_LINK);
        expect(wordsOf(page)).toContain('When that is done, open the request again');
    });

    it('let an administrator who reads the page follow the link at once', () => {
        const page = refusalPage(
            { ...refusal, refusal: 'consent-not-allowed', adminConsentLink: CONSENT_LINK },
            ENGLISH,
        );

        expect(page).toContain(
            `<a class="button" href="${CONSENT_LINK.replaceAll('&', '&amp;')}">Open it, if you are that administrator</a>`,
        );
    });

    it('name the policy, and say so where it has no name', () => {
        const named = refusalPage({ ...refusal, refusal: 'policy', policy: 'No <foreign> applications' }, ENGLISH);

        expect(named).toContain('The policy is called <bdi>No &lt;foreign&gt; applications</bdi>');
        expect(wordsOf(refusalPage({ ...refusal, refusal: 'policy' }, ENGLISH))).not.toContain('The policy is called');
    });

    it('say where to activate a role', () => {
        expect(wordsOf(refusalPage({ ...refusal, refusal: 'activate-first' }, ENGLISH))).toContain(
            'Privileged Identity Management, My roles',
        );
    });

    it.each([
        ['remove', 'Nothing was taken away.'],
        ['replace', 'Nothing was replaced.'],
    ] as const)('speaks of what it was about: %s', (purpose, words) => {
        const page = wordsOf(refusalPage({ ...refusal, purpose }, ENGLISH));

        expect(page).toContain(words);
        expect(page).not.toContain('Nothing was granted');
    });
});
