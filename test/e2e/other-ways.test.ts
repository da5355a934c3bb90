import { z } from 'zod';
import { mailedInvite, openLink, readInvite, SAME_ORIGIN } from '../support/e2e-link.ts';
import type { MailedInvite, QuickLink } from '../support/e2e-link.ts';
import { ADATUM, DATA, ERP, PARTNER_MAIL, PRODUCTION, SHOP, TAILSPIN } from '../support/e2e-samples.ts';
import { linkWrites, startQuietStack } from '../support/e2e-stack.ts';
import { everyRow, whenQuiet } from '../support/e2e-tables.ts';
import { press, submit } from '../support/stack-browser.ts';
import { whenEnded } from '../support/stack-flow.ts';
import { call } from '../support/stack-http.ts';
import { waitFor, type Answer, type Stack } from '../support/stack.ts';

const SUPPORT = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const OBJECT_ID = '7a000000-0000-4000-8000-000000000201';

const grants = z.looseObject({ principalId: z.string(), roleDefinitionId: z.string() });
const delegationTemplate = z.looseObject({
    resources: z.tuple([
        z.looseObject({
            properties: z.looseObject({ managedByTenantId: z.string(), authorizations: z.array(grants) }),
        }),
        z.looseObject({}),
    ]),
});
const tenant = z.looseObject({
    tenantId: z.string(),
    roleAssignments: z.array(z.unknown()).default([]),
    subscriptions: z.array(z.looseObject({})).default([]),
});
const estate = z.looseObject({ tenants: z.array(tenant) });

/** Where customers sign in, and this one rather does not. */
describe('the ways to give access without signing in', () => {
    let stack: Stack;
    beforeAll(async () => {
        stack = await startQuietStack({ CONFIRMATION_MODE: 'signin' });
    }, 60_000);
    afterAll(() => stack.remove());

    /** What somebody of the customer does in Azure. */
    const inAzure = async (tenantId: string, change: (of: z.infer<typeof tenant>) => object) => {
        const state = estate.parse(await stack.armState());
        const tenants = state.tenants.map((one) => (one.tenantId === tenantId ? { ...one, ...change(one) } : one));
        await stack.setArmState({ ...state, tenants });
    };
    const ways = (link: QuickLink): QuickLink => ({ ...link, path: `${link.path}/ways` });
    const open = async (link: QuickLink): Promise<string> => {
        const { status, body } = await openLink(stack, ways(link));
        expect(status).toBe(200);
        return String(body);
    };
    /** Opens the page and presses a button of it. */
    const pressOn = async (link: MailedInvite, button: string): Promise<Answer> => {
        const { functions } = await stack.run();
        const { path, token } = ways(link);
        return submit(press(await open(link), `${functions}${path}?t=${token}`, button));
    };
    /** The templates that a page’s links to the portal lead to, as the portal fetches them. */
    const templatesOf = async (page: string): Promise<Answer[]> => {
        const links = [...page.matchAll(/href="https:\/\/[^"]*\/#create\/Microsoft\.Template\/uri\/([^"]+)"/g)];
        return await Promise.all(links.map(([, encoded = '']) => call('GET', decodeURIComponent(encoded))));
    };
    const theAttach = async ({ id }: MailedInvite) => (await whenEnded(stack, id, 60)).status;

    const postOn = async (
        link: QuickLink,
        body: string,
        headers: Record<string, string> = SAME_ORIGIN,
    ): Promise<Answer> =>
        stack.anonymous('POST', `${ways(link).path}?t=${link.token}`, {
            body,
            headers: {
                'content-type': 'application/x-www-form-urlencoded',
                accept: 'application/json',
                ...headers,
            },
        });

    it('goes on from Check now once Tailspin has given the application its role', async () => {
        const link = await mailedInvite(stack, { subscriptionId: SHOP, adminEmail: 'owner@tailspin.example' });

        const page = await open(link);
        const early = await pressOn(link, 'Check now');
        await inAzure(TAILSPIN, ({ roleAssignments }) => ({
            servicePrincipal: { objectId: OBJECT_ID },
            roleAssignments: [
                ...roleAssignments,
                {
                    scope: `/subscriptions/${SHOP}`,
                    principalId: OBJECT_ID,
                    principalType: 'ServicePrincipal',
                    roleDefinitionId: SUPPORT,
                },
            ],
        }));
        const known = await open(link);
        const [, template] = await templatesOf(known);
        const late = await pressOn(link, 'Check now');

        expect(page).toContain('The application is not in your tenant yet.');
        expect(early.status).toBe(200);
        expect(early.body).toContain('The access does not show yet');
        expect(known).toContain(`az role assignment create --assignee-object-id ${OBJECT_ID}`);
        expect(template?.body).toMatchObject({ parameters: { principalId: { defaultValue: OBJECT_ID } } });
        expect(late.status).toBe(303);
        expect(late.headers.location).toContain('/status?t=');
        expect(await theAttach(link)).toBe('attached');
        const [written, ...more] = await linkWrites(stack, TAILSPIN);
        expect(more).toEqual([]);
        expect(written).toMatchObject({ method: 'PUT', objectId: OBJECT_ID, status: 200 });
    }, 120_000);

    it('goes on from Check now once Adatum has deployed the template of a delegation', async () => {
        await inAzure(ADATUM, () => ({ delegations: [] }));
        const link = await mailedInvite(stack, { subscriptionId: DATA, adminEmail: 'owner@adatum.example' });

        const [template] = await templatesOf(await open(link));
        const [{ properties: delegation }] = delegationTemplate.parse(template?.body).resources;
        await inAzure(ADATUM, ({ subscriptions }) => ({
            delegations: [
                {
                    subscriptionId: DATA,
                    managedByTenantId: delegation.managedByTenantId,
                    authorizations: delegation.authorizations.map(({ principalId, roleDefinitionId }) => ({
                        principalId,
                        roleDefinitionId,
                    })),
                },
            ],
            subscriptions: subscriptions.map((one) => ({ ...one, managedByTenants: [delegation.managedByTenantId] })),
        }));
        const checked = await pressOn(link, 'Check now');

        expect(template?.headers['access-control-allow-origin']).toBe('https://portal.azure.com');
        expect(checked.status).toBe(303);
        expect(await theAttach(link)).toBe('attached');
        expect(await linkWrites(stack, ADATUM)).toEqual([]);
    }, 120_000);

    it('takes access of Contoso that was there before for no answer, whoever presses', async () => {
        const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'owner@contoso.example' });
        await stack.forgetRequests('arm');

        const pressed = await pressOn(link, 'Check now');
        const asJson = await postOn(link, 'decision=check');
        await whenQuiet(stack);

        expect(pressed.status).toBe(200);
        expect(pressed.body).toContain('had access to this subscription before it asked');
        expect(asJson.body).toEqual({ result: 'sign-in-needed' });
        expect((await readInvite(stack, link.id)).status).toBe('sent');
        expect(await linkWrites(stack)).toEqual([]);
    }, 60_000);

    it('records what Fabrikam says that a guest has done, tells the partner, and writes no link', async () => {
        const link = await mailedInvite(stack, { subscriptionId: ERP, adminEmail: 'owner@fabrikam.example' });
        await stack.forgetRequests('arm');

        const said = await pressOn(link, 'I have linked it');
        const told = await waitFor(
            'the partner’s mail',
            async () =>
                (await stack.inbox()).find(
                    ({ to, customArgs }) => to === PARTNER_MAIL && customArgs.inviteId === link.id,
                ),
            60,
        );

        expect(said.status).toBe(303);
        expect((await readInvite(stack, link.id)).status).toBe('attested');
        expect(told.customArgs.mailKind).toBe('outcome-partner');
        expect(await linkWrites(stack)).toEqual([]);
    }, 90_000);

    it.each<[string, string, Record<string, string>, number]>([
        ['from another site', 'decision=check', { 'sec-fetch-site': 'cross-site' }, 403],
        ['from a site of the same owner', 'decision=attest&how=guest', { 'sec-fetch-site': 'same-site' }, 403],
        ['without saying where from', 'decision=check', {}, 403],
        ['that says two things', 'decision=check&decision=attest&how=guest', SAME_ORIGIN, 400],
        ['that says how of a check', 'decision=check&how=guest', SAME_ORIGIN, 400],
        ['that leaves out how', 'decision=attest', SAME_ORIGIN, 400],
    ])(
        'refuses a form %s, and changes nothing',
        async (_what, body, headers, status) => {
            const adminEmail = `admin${status}-${body.length}-${Object.keys(headers).length}@contoso.example`;
            const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail });
            await whenQuiet(stack);
            const before = await everyRow(stack);

            const answer = await postOn(link, body, headers);

            expect(answer.status).toBe(status);
            expect(await everyRow(stack)).toEqual(before);
        },
        60_000,
    );

    it('changes nothing by opening, and answers a forged token as everywhere', async () => {
        const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'opens@contoso.example' });
        await whenQuiet(stack);
        const before = await everyRow(stack);

        const pages = await Promise.all([open(link), open(link), open(link)]);
        const forged = await openLink(
            stack,
            ways({ ...link, token: link.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) }),
        );

        expect(new Set(pages).size).toBe(1);
        expect(forged.status).toBe(410);
        expect(await everyRow(stack)).toEqual(before);
    }, 60_000);
});
