import { idempotencyKeyOf, inviteIdOf, inviteJson, inviteListQuery } from '../../../shared/http/invite-json.ts';
import { inviteRequest } from '../../../shared/http/invite-request.ts';
import { newInvite } from '../domain/invites.ts';
import { refusalOf } from './requests.ts';

const BODY = { subscriptionId: 'c0000000-0000-4000-8000-0000000000a1', adminEmail: 'admin@contoso.example' };

const fieldsOf = (over: object): string[] => {
    const parsed = inviteRequest.safeParse({ ...BODY, ...over });
    return [...new Set(parsed.error?.issues.map(({ path }) => path.join('.')))];
};

describe('a request for an invite', () => {
    it('is taken with all that it may say', () => {
        const full = {
            ...BODY,
            tenantId: 'C0000000-0000-4000-8000-000000000001',
            partnerId: '314159',
            customerName: '  Contoso <b>\u202e =HYPERLINK("x") \u{1f600} ',
            note: 'As agreed on Monday.',
            locale: 'pt-BR',
            expiresInDays: 90,
            allowReplace: true,
            invitedBy: 'Jo Ångström',
            product: 'azure',
        };

        expect(inviteRequest.parse(full)).toEqual({
            ...full,
            tenantId: 'c0000000-0000-4000-8000-000000000001',
            customerName: 'Contoso <b>\u202e =HYPERLINK("x") \u{1f600}',
        });
    });

    it.each([
        [{ subscriptionId: '{c0000000-0000-4000-8000-0000000000a1}' }, 'subscriptionId'],
        [{ subscriptionId: 'c000000000004000800000000000000a1' }, 'subscriptionId'],
        [{ subscriptionId: 'c0000000-0000-4000-8000-0000000000a1\n' }, 'subscriptionId'],
        [{ subscriptionId: undefined }, 'subscriptionId'],
        [{ subscriptionId: 7 }, 'subscriptionId'],
        [{ subscriptionId: ['c0000000-0000-4000-8000-0000000000a1'] }, 'subscriptionId'],
        [{ adminEmail: 'admin' }, 'adminEmail'],
        [{ adminEmail: 'admin@contoso.example\r\nBcc: all@contoso.example' }, 'adminEmail'],
        [{ adminEmail: 'a@contoso.example, b@contoso.example' }, 'adminEmail'],
        [{ adminEmail: 'Admin <admin@contoso.example>' }, 'adminEmail'],
        [{ adminEmail: `${'a'.repeat(250)}@contoso.example` }, 'adminEmail'],
        [{ tenantId: 'contoso' }, 'tenantId'],
        [{ partnerId: 314159 }, 'partnerId'],
        [{ partnerId: '٣١٤١٥٩' }, 'partnerId'],
        [{ customerName: '' }, 'customerName'],
        [{ customerName: '   ' }, 'customerName'],
        [{ customerName: 'x'.repeat(201) }, 'customerName'],
        [{ customerName: 'a\r\nb' }, 'customerName'],
        [{ customerName: 'a\u0000b' }, 'customerName'],
        [{ customerName: 'a\u0085b' }, 'customerName'],
        [{ customerName: 'a\u2028b' }, 'customerName'],
        [{ customerName: 'a\ud800b' }, 'customerName'],
        [{ note: 'x'.repeat(1001) }, 'note'],
        [{ note: 'a\tb' }, 'note'],
        [{ locale: 'english please' }, 'locale'],
        [{ locale: 'EN' }, 'locale'],
        [{ expiresInDays: 0 }, 'expiresInDays'],
        [{ expiresInDays: 91 }, 'expiresInDays'],
        [{ expiresInDays: 1.5 }, 'expiresInDays'],
        [{ expiresInDays: '14' }, 'expiresInDays'],
        [{ allowReplace: 'true' }, 'allowReplace'],
        [{ invitedBy: 'a\nb' }, 'invitedBy'],
        [{ product: 'office' }, 'product'],
    ])('is refused for the field that does not fit: %j', (over, field) => {
        expect(fieldsOf(over)).toEqual([field]);
    });

    it('is refused for a field that nobody knows', () => {
        expect(inviteRequest.safeParse({ ...BODY, status: 'attached' }).error?.issues).toMatchObject([
            { code: 'unrecognized_keys', keys: ['status'] },
        ]);
    });
});

describe('a request for a product that is attached by hand', () => {
    const TENANT = 'c0000000-0000-4000-8000-000000000001';
    const asked = (over: object) => {
        const parsed = inviteRequest.safeParse({ adminEmail: BODY.adminEmail, tenantId: TENANT, ...over });
        return parsed.error?.issues.map(({ path }) => path.join('.')) ?? [];
    };

    it.each(['microsoft365', 'dynamics365', 'businesscentral', 'intune', 'ems'])('is taken: %s', (product) => {
        expect(asked({ product })).toEqual([]);
        expect(asked({ product, subscriptionId: BODY.subscriptionId, productName: 'Sales (EU), v9.2 P.1' })).toEqual(
            [],
        );
    });

    it('names the products beside it, or what is meant of them', () => {
        const alsoFor = ['intune', { product: 'azure-dpor', subscriptionId: BODY.subscriptionId.toUpperCase() }];

        expect(inviteRequest.parse({ ...BODY, alsoFor }).alsoFor).toEqual([
            { product: 'intune' },
            { product: 'azure-dpor', subscriptionId: BODY.subscriptionId },
        ]);
    });

    it.each<[fields: string[], over: object]>([
        [['tenantId'], { product: 'ems', tenantId: undefined }],
        [['subscriptionId'], { product: 'azure-dpor' }],
        [['subscriptionId', 'tenantId'], { product: 'azure-dpor', tenantId: undefined }],
        [['allowReplace'], { product: 'intune', allowReplace: true }],
        [['allowReplace'], { product: 'intune', allowReplace: false }],
        [['productName'], { ...BODY, productName: 'Sales' }],
        [['productName'], { product: 'ems', productName: 'x'.repeat(101) }],
        [['productName'], { product: 'ems', productName: 'a\nb' }],
        [['productName'], { product: 'ems', productName: 'Sign in at https://evil.example' }],
        [['productName'], { product: 'ems', productName: 'EMS, see evil.example' }],
        [['alsoFor.0.productName'], { ...BODY, alsoFor: [{ product: 'ems', productName: 'www.evil' }] }],
        [['product'], { product: 'azure-pal', tenantId: undefined }],
        [['alsoFor.0.product'], { ...BODY, alsoFor: ['azure'] }],
        [['alsoFor.1.product'], { ...BODY, alsoFor: ['ems', 'EMS'] }],
        [['alsoFor.0.subscriptionId'], { ...BODY, alsoFor: [{ product: 'azure-dpor', subscriptionId: 'x' }] }],
        [['alsoFor.0'], { ...BODY, alsoFor: [7] }],
        [['alsoFor.0'], { ...BODY, alsoFor: [{ product: 'ems', partnerId: '314159' }] }],
        [['alsoFor'], { ...BODY, alsoFor: 'ems' }],
        [['alsoFor'], { ...BODY, alsoFor: Array.from({ length: 7 }, () => 'ems') }],
        [['resellerInvitation'], { ...BODY, resellerInvitation: 'provider' }],
        [['gdapRelationship'], { ...BODY, gdapRelationship: 'x'.repeat(2001) }],
        [['adminEmail', 'tenantId'], { product: 'ems', tenantId: undefined, adminEmail: 'x' }],
    ])('is refused for %j: %j', (fields, over) => {
        expect([...new Set(asked(over))].toSorted()).toEqual(fields);
    });
});

describe('a note', () => {
    it.each([
        'As agreed on Monday.',
        'e.g. v1.2 of the plan',
        'i.e. the second one, cf. p. 12 ff.',
        'Costs 1.234,56 EUR, from 1.1.2027 on',
        'Wait... and see.',
        'See section 3.4.b of the contract',
        'Please call +49 30 1234567',
        'C# and 50% more; a/b; and/or',
        'Ask @jo or #partners',
        'Gruß von Jürgen, 日本語です。',
    ])('may say: %s', (note) => {
        expect(fieldsOf({ note })).toEqual([]);
    });

    it.each([
        'https://x',
        'HTTP://X.EXAMPLE',
        'see contoso.com',
        'contoso.com',
        'see (contoso.com)',
        'see "contoso.com/login?x=1"',
        'see contoso.com.',
        'sub.contoso.co.uk is ours',
        'www.contoso',
        'mail a@b.example',
        'mail jo.doe@b.example now',
        'go to münchen.de',
        'go to 例え.テスト',
        'go to xn--mnchen-3ya.de',
        'go to contoso.xn--p1ai',
        'ftp://10.0.0.1',
        'go to ...contoso.com',
        'go to _contoso.com',
        'go to\u00a0contoso.com',
        'go to \u200bcontoso.com',
        'look:contoso.com:8080',
        'a,contoso.com,b',
    ])('may not lead anywhere: %s', (note) => {
        expect(fieldsOf({ note })).toEqual(['note']);
    });

    it('of the greatest length is looked at in no time worth telling, whatever it is made of', () => {
        for (const part of ['a', 'a.', '-', '.', 'a-', 'w', ':/']) {
            expect(
                fieldsOf({ note: `${part.repeat(1000).slice(0, 999)}!` }).filter((field) => field !== 'note'),
            ).toEqual([]);
        }
    });
});

describe('what comes beside the body', () => {
    it.each([null, 'a', 'x'.repeat(200), '!~/"'])('may be this Idempotency-Key: %s', (key) => {
        expect(idempotencyKeyOf(key)).toBe(key ?? undefined);
    });

    it.each(['', 'x'.repeat(201), 'a b', 'a\nb', 'é'])('may not be this Idempotency-Key: %j', async (key) => {
        expect((await refusalOf(() => idempotencyKeyOf(key))).extra.errors).toMatchObject([
            { field: 'Idempotency-Key' },
        ]);
    });

    it('is an ID of an invite, or of none', async () => {
        expect(inviteIdOf({ id: 'A0000000-0000-4000-8000-000000000001' })).toBe('a0000000-0000-4000-8000-000000000001');
        for (const id of ['', 'x', "a' or 1 eq 1", '../customers']) {
            expect((await refusalOf(() => inviteIdOf({ id }))).code).toBe('not-found');
        }
        expect((await refusalOf(() => inviteIdOf({}))).code).toBe('not-found');
    });

    it('is a status that there is', () => {
        expect(inviteListQuery.parse({ status: 'attached' })).toEqual({ status: 'attached', limit: 100 });
        expect(inviteListQuery.safeParse({ status: 'ATTACHED' }).success).toBe(false);
    });
});

describe('an invite as the partner sees it', () => {
    it('holds neither seed nor generation, and no link that could be used', () => {
        const invite = newInvite();

        const shown = inviteJson({ confirmationMode: 'email', publicBaseUrl: 'https://partner.example' })(invite);

        expect(shown).toMatchObject({ id: invite.id, status: 'issued', quickLink: null });
        expect(JSON.stringify(shown)).not.toContain(invite.seed);
        expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['mails']));
    });

    it('has a link without a token where the customer signs in', () => {
        const invite = newInvite();

        const { quickLink } = inviteJson({ confirmationMode: 'signin', publicBaseUrl: 'https://partner.example' })(
            invite,
        );

        expect(quickLink).toBe(
            `https://partner.example/api/confirm/${invite.subscriptionId}/partnerId/${invite.partnerId}`,
        );
    });
});
