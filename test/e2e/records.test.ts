import { z } from 'zod';
import { startQuietStack } from '../support/e2e-stack.ts';
import { everyRowAndGlance } from '../support/e2e-tables.ts';
import { audit, invite, inviteAndSave } from '../support/stack-flow.ts';
import { call } from '../support/stack-http.ts';
import { waitFor, type Stack } from '../support/stack.ts';

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const PRODUCTION = 'c0000000-0000-4000-8000-0000000000a1';
const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const ADATUM = 'ad000000-0000-4000-8000-000000000001';
const DATA = 'ad000000-0000-4000-8000-0000000000f1';
const FOURTH_COFFEE = 'fc000000-0000-4000-8000-000000000001';
const OWNER = 'owner@contoso.example';
const MALLORY = 'mallory@contoso.example';

const invites = z.object({ items: z.array(z.looseObject({ id: z.string(), adminEmail: z.string().nullable() })) });

describe('what is kept of a customer', () => {
    let stack: Stack;
    beforeAll(async () => {
        stack = await startQuietStack({ CONFIRMATION_MODE: 'email', LOCAL_STATE: 'memory', RETENTION_DAYS: '0' });
        await inviteAndSave(stack, { subscriptionId: PRODUCTION, adminEmail: OWNER, invitedBy: 'Dana' }, 60);
        await inviteAndSave(stack, { subscriptionId: DATA, adminEmail: 'owner@adatum.example' }, 60);
        const { id } = await invite(stack, { subscriptionId: ANALYTICS, adminEmail: MALLORY });
        await stack.api('DELETE', `/api/invites/${id}`);
        await audit(stack);
    }, 180_000);
    afterAll(() => stack.remove(), 60_000);

    const evidence = async (tenantId: string) => {
        const { body } = await stack.api('GET', `/api/evidence?tenantId=${tenantId}`);
        return z.looseObject({ items: z.array(z.unknown()) }).parse(body);
    };

    it('is evidence of what was set up, by the partner’s own principal and by way of Lighthouse', async () => {
        const contoso = await evidence(CONTOSO);
        const adatum = await evidence(ADATUM);

        expect(contoso.items).toMatchObject([
            {
                subscriptionId: PRODUCTION,
                proof: 'verified',
                mechanism: 'serviceprincipal',
                identity: { tenantId: CONTOSO, objectId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown },
                partnerId: '314159',
                link: { createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown },
                role: { name: 'Support Request Contributor', inheritedFrom: null },
                consent: { invitedBy: 'Dana', invitedAddress: OWNER },
            },
            { subscriptionId: ANALYTICS, coverage: 'missing', proof: 'none', consent: { invitedAddress: MALLORY } },
        ]);
        expect(adatum.items).toMatchObject([
            { subscriptionId: DATA, proof: 'verified', mechanism: 'lighthouse', identity: { tenantId: FOURTH_COFFEE } },
        ]);
        expect(JSON.stringify([contoso, adatum])).not.toMatch(/recogni[sz]/i);
    });

    it('loses its names some time after the end, but not those of who agreed to what stands', async () => {
        const { functions } = await stack.run();

        const { status } = await call('POST', `${functions}/admin/functions/retention`, {
            body: {},
            headers: { 'x-functions-key': 'local-master' },
        });

        expect(status).toBe(202);
        const addresses = await waitFor('names to be erased', async () => {
            const { items } = invites.parse((await stack.api('GET', '/api/invites')).body);
            const found = items.map(({ adminEmail }) => adminEmail);
            return found.includes(null) ? found.toSorted() : undefined;
        });
        expect(addresses).toEqual([null, 'owner@adatum.example', OWNER]);
        expect((await evidence(CONTOSO)).items).toMatchObject([
            { consent: { invitedAddress: OWNER } },
            { consent: { invitedAddress: null, erasedAt: expect.any(String) as unknown } },
        ]);
    });

    it('is erased when that is asked for, and the answer counts it', async () => {
        const link = await stack.linkTo(OWNER);
        const erase = () => stack.api('DELETE', `/api/customers/${CONTOSO}?erase=true`);

        const erased = await erase();

        expect(erased).toMatchObject({
            status: 200,
            body: { erased: { customer: 1, subscriptions: 2, missing: 1, invited: 2, invites: 2 } },
        });
        expect((await erase()).body).toEqual({
            erased: {
                ...{ customer: 0, subscriptions: 0, missing: 0, invited: 0, attested: 0 },
                ...{ invites: 0, deadLetters: 0, other: 0 },
            },
        });
        expect((await stack.anonymous('GET', new URL(link).pathname + new URL(link).search)).status).toBe(410);
        expect((await stack.api('GET', `/api/evidence?tenantId=${CONTOSO}`)).status).toBe(404);
        const rows = [...(await everyRowAndGlance(stack))].map(([key, row]) => key + row);
        expect(rows.filter((row) => /contoso|0000000000a[12]|Dana/i.test(row))).toEqual([]);
        expect(rows.filter((row) => row.includes('owner@adatum.example'))).not.toEqual([]);
        const ofApp = stack
            .logs()
            .split('\n')
            .filter((line) => / (info|warn|error) (?!cloud )/.test(line));
        expect(ofApp.filter((line) => line.includes('customer erased'))).toHaveLength(2);
        expect(ofApp.filter((line) => line.includes('contoso.example'))).toEqual([]);
    });
});
