import { signInAs } from '../../support/sign-in.ts';
import { tenantOf } from './environment.ts';
import { keepClean } from './kept-clean.ts';
import { adatum, CLIENT_ID, contoso, fourthCoffee, northwind, tailspin, TENANT } from './sample-ids.ts';
import { ARM_PERMISSION, CALLBACK, queryOf, startSignIn, type SignInDouble } from './sign-in-environment.ts';

const OWNER = 'owner@tailspin.example';
const READER = 'reader@tailspin.example';

describe('consent to the application', () => {
    let double: SignInDouble;
    beforeAll(async () => {
        double = await startSignIn();
    });
    keepClean(() => double);

    const principalOf = async (tenantId = tailspin(TENANT)) =>
        tenantOf(await double.state(), tenantId).servicePrincipal?.objectId;

    const trip = (asked = {}) => double.trip(asked, tailspin(TENANT));

    const signIn = async (upn: string, accept = true, asked = {}) =>
        queryOf(await signInAs({ url: trip(asked).url, upn, accept }));

    /** The page that comes after the account was picked; undefined where there is none. */
    const pageAfterPicking = async (upn: string, tenantId = tailspin(TENANT), asked = {}) => {
        const cookies = new Map<string, string>();
        await signInAs({ url: double.trip({}, tenantId).url, upn, accept: false, cookies });
        const session = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const { url } = double.trip({ prompt: undefined, login_hint: upn, ...asked }, tenantId);
        const { body, headers } = await double.open(url, session);
        return headers.location === undefined ? String(body) : undefined;
    };

    it('is asked where the application is not in the tenant, on a page that says what it wants', async () => {
        const page = await pageAfterPicking(OWNER);

        expect(page).toContain('dpor-attach');
        expect(page).toContain('Fourth Coffee (unverified)');
        expect(page).toContain('Access Azure Resource Manager as you');
        expect(page).toMatch(/>\s*Cancel\s*<\/button>[\s\S]*>\s*Accept\s*<\/button>/);
        await expect(principalOf()).resolves.toBeUndefined();
    });

    it('brings the application into the tenant: its own tokens are given there from then on', async () => {
        const before = double.credential(tailspin(TENANT)).getToken(`https://management.azure.com/.default`);
        await expect(before).rejects.toThrow(/AADSTS7000229/);

        const tokens = await double.signIn(OWNER, tailspin(TENANT));

        expect(tokens.access_token).toMatch(/^eyJ/);
        await expect(
            double.credential(tailspin(TENANT)).getToken('https://management.azure.com/.default'),
        ).resolves.toMatchObject({ tokenType: 'Bearer' });
        await expect(principalOf()).resolves.toMatch(/^[0-9a-f-]{36}$/);
    });

    it('is asked once of each person', async () => {
        await signIn(OWNER);
        const principal = await principalOf();

        const again = await pageAfterPicking(OWNER);
        const other = await pageAfterPicking(READER);
        await signIn(READER);

        expect(again).toBeUndefined();
        expect(other).toContain('Permissions requested');
        await expect(pageAfterPicking(READER)).resolves.toBeUndefined();
        await expect(principalOf()).resolves.toBe(principal);
    });

    it('is asked once more where the application wants it to be', async () => {
        await signIn(OWNER);

        const page = await pageAfterPicking(OWNER, tailspin(TENANT), { prompt: 'consent' });
        const accepted = await signIn(OWNER, true, { prompt: 'consent' });

        expect(page).toContain('Permissions requested');
        expect(accepted).toHaveProperty('code');
    });

    it.each([
        ['Contoso', contoso(TENANT), 'owner@contoso.example'],
        ['Northwind', northwind(TENANT), 'reader@northwind.example'],
    ])('is not asked in %s, whose administrator gave it for everybody', async (_name, tenantId, upn) => {
        await expect(pageAfterPicking(upn, tenantId)).resolves.toBeUndefined();
    });

    it('that is refused leads back without a code, and nothing comes into the tenant', async () => {
        const query = await signIn(OWNER, false);

        expect(query).toMatchObject({ error: 'consent_required', state: 'the state' });
        expect(query.error_description).toMatch(/^AADSTS65004: /);
        expect(query).not.toHaveProperty('code');
        await expect(principalOf()).resolves.toBeUndefined();
    });

    it('cannot be asked in silence', async () => {
        const cookies = new Map<string, string>();
        await signInAs({ url: trip().url, upn: OWNER, accept: false, cookies });

        const query = queryOf(await signInAs({ url: trip({ prompt: 'none' }).url, upn: OWNER, cookies }));

        expect(query).toMatchObject({ error: 'consent_required', state: 'the state' });
        expect(query.error_description).toMatch(/^AADSTS65001: /);
    });

    it('counts no longer once the service principal is removed, and makes another one', async () => {
        await signIn(OWNER);
        const first = await principalOf();
        await double.change((document) => {
            tenantOf(document, tailspin(TENANT)).servicePrincipal = null;
        });

        const page = await pageAfterPicking(OWNER);
        await signIn(OWNER);

        expect(page).toContain('Permissions requested');
        await expect(principalOf()).resolves.not.toBe(first);
    });

    describe('where people may not consent', () => {
        beforeEach(() => double.forbidUserConsent(tailspin(TENANT)));

        it('says that an administrator has to, and leads only back', async () => {
            const page = await pageAfterPicking(OWNER);
            const query = await signIn(OWNER);

            expect(page).toContain('Approval required');
            expect(page).not.toContain('Accept');
            expect(query).toMatchObject({ error: 'access_denied', state: 'the state' });
            expect(query.error_description).toMatch(/^AADSTS90094: /);
            await expect(principalOf()).resolves.toBeUndefined();
        });

        it('takes no consent by a form that no page has', async () => {
            const { searchParams } = new URL(trip().url);

            await double.postForm(`/${tailspin(TENANT)}/consent`, {
                kind: 'authorize',
                request: searchParams.toString(),
                account: tailspin('101'),
                decision: 'accept',
            });

            await expect(principalOf()).resolves.toBeUndefined();
        });

        it('goes on for everybody after the administrator has consented', async () => {
            const location = await signInAs({ url: double.adminConsentUrl(tailspin(TENANT)), upn: READER });

            expect(location.startsWith(`${CALLBACK}?`)).toBe(true);
            expect(queryOf(location)).toEqual({
                admin_consent: 'True',
                tenant: tailspin(TENANT),
                scope: ARM_PERMISSION,
                state: 'the state',
            });
            await expect(principalOf()).resolves.toMatch(/^[0-9a-f-]{36}$/);
            await expect(pageAfterPicking(OWNER)).resolves.toBeUndefined();
        });
    });

    describe('of an administrator', () => {
        const url = (asked = {}) => double.adminConsentUrl(adatum(TENANT), asked);

        it('is given by any user of the tenant, and its pages say so', async () => {
            const { status, body } = await double.open(url());

            expect(status).toBe(200);
            expect(body).toMatch(/any user of the\s+directory may play its administrator/);
            expect(body).toContain('owner@adatum.example');
            await expect(principalOf(adatum(TENANT))).resolves.toBeUndefined();
        });

        it('that is refused brings nothing in', async () => {
            const query = queryOf(await signInAs({ url: url(), upn: 'owner@adatum.example', accept: false }));

            expect(query).toMatchObject({ error: 'permission_denied', state: 'the state' });
            expect(query).not.toHaveProperty('admin_consent');
            await expect(principalOf(adatum(TENANT))).resolves.toBeUndefined();
        });

        it('that is not decided about brings nothing in', async () => {
            const query = queryOf(await signInAs({ url: url(), upn: 'Cancel' }));

            expect(query).toMatchObject({ error: 'permission_denied' });
            await expect(principalOf(adatum(TENANT))).resolves.toBeUndefined();
        });

        it('leaves a service principal that is there as it is', async () => {
            await signInAs({ url: double.adminConsentUrl(contoso(TENANT)), upn: 'admin@contoso.example' });

            await expect(principalOf(contoso(TENANT))).resolves.toBe(contoso('201'));
        });

        it('counts for those too who were asked one by one before', async () => {
            await signIn(OWNER);
            const asked = await pageAfterPicking(READER);

            await signInAs({ url: double.adminConsentUrl(tailspin(TENANT)), upn: OWNER });

            expect(asked).toContain('Permissions requested');
            await expect(pageAfterPicking(READER)).resolves.toBeUndefined();
        });

        it.each([
            ['another application', { client_id: fourthCoffee('b') }, 'AADSTS700016'],
            ['a redirect URI that is not registered', { redirect_uri: 'https://elsewhere.example/' }, 'AADSTS50011'],
        ])('tells of %s on a page and leads nowhere', async (_what, asked, code) => {
            const { headers, body } = await double.open(url(asked));

            expect(headers.location).toBeUndefined();
            expect(body).toContain(code);
        });

        it.each([
            ['a missing scope', { scope: undefined }],
            ['a scope of another resource', { scope: 'https://graph.microsoft.com/.default' }],
        ])('refuses %s by a redirect', async (_what, asked) => {
            const { headers } = await double.open(url(asked));

            expect(queryOf(headers.location ?? '')).toMatchObject({ error: 'invalid_request', state: 'the state' });
            double.exchanges.length = 0;
        });
    });

    it('survives no restart, but the service principal stands in the document', async () => {
        await signIn(OWNER);
        const document = await double.state();
        const principal = tenantOf(document, tailspin(TENANT)).servicePrincipal?.objectId ?? '';

        const other = await startSignIn({ document });
        const { code } = queryOf(await signInAs({ url: other.trip({}, tailspin(TENANT)).url, upn: READER }));
        await other.close();

        expect(principal).not.toBe('');
        expect(code).toMatch(/^1\./);
        expect(document.app.clientId).toBe(CLIENT_ID);
    });
});
