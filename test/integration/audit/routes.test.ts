import { HttpRequest, InvocationContext } from '@azure/functions';
import { parse } from 'csv-parse/sync';
import { getAudit } from '../../../functions/audit-get.ts';
import { getRun } from '../../../functions/audit-runs-get.ts';
import { startRun } from '../../../functions/audit-runs-start.ts';
import { putCustomers } from '../../../functions/customers-batch.ts';
import { deleteCustomer } from '../../../functions/customers-delete.ts';
import { getCustomer } from '../../../functions/customers-get.ts';
import { listCustomers } from '../../../functions/customers-list.ts';
import { putCustomer } from '../../../functions/customers-put.ts';
import { getSubscription } from '../../../functions/subscriptions-get.ts';
import { listSubscriptions } from '../../../functions/subscriptions-list.ts';
import { autoInviteTable } from '../../../shared/adapters/tables/auto-invites.ts';
import { glanceTable } from '../../../shared/adapters/tables/glances.ts';
import { httpHandler } from '../../../shared/http/route.ts';
import type { Handler } from '../../../shared/http/route.ts';
import { READER } from '../../support/memory-azure.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { addTenant, closeTables, makeWorld, openTables, roleAt } from './world.ts';
import type { World } from './world.ts';

beforeAll(openTables);
afterAll(closeTables);

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
const A1 = 'c0000000-0000-4000-8000-0000000000a1';

interface Sending {
    params?: Record<string, string>;
    query?: Record<string, string>;
    headers?: Record<string, string>;
    body?: string | object;
}

/** Sends a request to a handler as the runtime would. */
async function send(handler: Handler, { params = {}, query = {}, headers = {}, body }: Sending = {}) {
    const context = new InvocationContext({ functionName: 'under-test', logHandler: () => undefined });
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const request = new HttpRequest({
        method: text === undefined ? 'GET' : 'POST',
        url: 'http://localhost/api',
        params,
        query,
        headers: typeof body === 'object' ? { 'content-type': 'application/json', ...headers } : headers,
        ...(text === undefined ? {} : { body: { string: text } }),
    });
    const answer = await httpHandler(handler)(request, context);
    const raw = typeof answer.body === 'string' ? answer.body : '';
    const isJson = (answer.headers?.['content-type'] ?? '').includes('json');
    return {
        status: answer.status,
        headers: answer.headers ?? {},
        text: raw,
        json: (isJson ? JSON.parse(raw) : undefined) as unknown,
    };
}

const routesOf = (world: World) => ({
    customers: world.deps.customers,
    subscriptions: world.deps.subscriptions,
    partnerIds: ['314159', '314160'],
    linkBase: { confirmation: 'signin', publicBaseUrl: 'https://partner.example', defaultPartnerId: '314159' } as const,
    autoInvites: autoInviteTable(memoryTable(), world.clock),
    glances: glanceTable(memoryTable()),
    eraseCustomer: () => Promise.reject(new Error('Nobody asked for that.')),
});

describe('customers', () => {
    const put = (world: World, tenantId: string, body: Sending['body']) =>
        send(putCustomer(routesOf(world)), { params: { tenantId }, body: body ?? '' });

    it('are added with 201, replaced with 200, and read back', async () => {
        const world = makeWorld();
        const added = await put(world, CONTOSO.toUpperCase(), {
            name: 'Contoso',
            contactEmail: 'Admin@contoso.example',
        });
        const replaced = await put(world, CONTOSO, { name: 'Contoso Ltd', partnerId: '314160', autoInvite: true });
        const read = await send(getCustomer(routesOf(world)), { params: { tenantId: CONTOSO } });

        expect(added.status).toBe(201);
        expect(added.headers.location).toBe(`/api/customers/${CONTOSO}`);
        expect(added.json).toEqual({
            tenantId: CONTOSO,
            name: 'Contoso',
            contactEmail: 'Admin@contoso.example',
            access: 'none',
            discovery: 'none',
        });
        expect(replaced.status).toBe(200);
        expect(read.json).toEqual({
            tenantId: CONTOSO,
            name: 'Contoso Ltd',
            partnerId: '314160',
            autoInvite: true,
            access: 'none',
            discovery: 'none',
        });
    });

    it('keep what the last audit saw when their settings are replaced', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        await world.audit();

        expect((await put(world, CONTOSO, { name: 'Renamed' })).json).toMatchObject({
            name: 'Renamed',
            access: 'serviceprincipal',
            discovery: 'partial',
        });
    });

    it.each<[string, string, object, string]>([
        ['a tenant ID in braces', `{${CONTOSO}}`, { name: 'x' }, 'tenantId'],
        ['no name', CONTOSO, {}, 'name'],
        ['a name of blanks', CONTOSO, { name: '  ' }, 'name'],
        ['a line break in the name', CONTOSO, { name: 'a\r\nb' }, 'name'],
        ['a name without end', CONTOSO, { name: 'x'.repeat(201) }, 'name'],
        ['a mail address that is none', CONTOSO, { name: 'x', contactEmail: 'x' }, 'contactEmail'],
        ['a partner ID that is not ours', CONTOSO, { name: 'x', partnerId: '999999' }, 'partnerId'],
        ['a partner ID that is a number', CONTOSO, { name: 'x', partnerId: 314159 }, 'partnerId'],
        ['a field that nobody knows', CONTOSO, { name: 'x', access: 'full' }, 'access'],
    ])('are refused with %s, and nothing is stored', async (_what, tenantId, body, field) => {
        const world = makeWorld();
        const answer = await put(world, tenantId, body);

        expect(answer.status).toBe(400);
        expect(answer.json).toMatchObject({ code: 'validation-failed', errors: [{ field }] });
        expect(await world.rowsOf('customers')).toEqual([]);
    });

    it('keep a name as it was given, whatever stands in it', async () => {
        const world = makeWorld();
        const name = '=HYPERLINK("http://x") <script>alert(1)</script> \u202egnp';
        expect((await put(world, CONTOSO, { name })).json).toMatchObject({ name });
    });

    it('are listed by pages, and a continuation that is not ours is refused', async () => {
        const world = makeWorld();
        const ids = ['1', '2', '3'].map((end) => CONTOSO.replace(/1$/, end));
        for (const id of ids) await put(world, id, { name: id });
        await world.deps.customers.noteInvited(ids[0] ?? '', A1);
        const list = (query: Record<string, string>) => send(listCustomers(routesOf(world)), { query });

        const seen: string[] = [];
        let continuation: string | undefined;
        do {
            const { json } = await list({ limit: '2', ...(continuation === undefined ? {} : { continuation }) });
            const page = json as { items: { tenantId: string }[]; continuation?: string };
            seen.push(...page.items.map(({ tenantId }) => tenantId));
            continuation = page.continuation;
        } while (continuation !== undefined);

        expect(seen).toEqual(ids);
        for (const query of [{ continuation: 'x' }, { continuation: 'eyJhIjoxfQ==' }, { limit: '0' }, { other: '1' }]) {
            expect((await list(query)).status).toBe(400);
        }
    });

    it('are deleted once, and 404 after that', async () => {
        const world = makeWorld();
        await put(world, CONTOSO, { name: 'Contoso' });
        const remove = () => send(deleteCustomer(routesOf(world)), { params: { tenantId: CONTOSO } });

        expect((await remove()).status).toBe(204);
        expect((await remove()).status).toBe(404);
        expect((await send(getCustomer(routesOf(world)), { params: { tenantId: CONTOSO } })).status).toBe(404);
    });

    it('are in no first view of the operations pages from then on, which are made again', async () => {
        const world = makeWorld();
        await put(world, CONTOSO, { name: 'Contoso' });
        const routes = routesOf(world);
        const content = { items: [], cursor: null, looked: { searched: 0, isComplete: true }, found: null };
        await routes.glances.put('invites', undefined, { asOf: '2026-03-01T00:00:00.000Z', mark: '', content });
        const before = (await routes.glances.get('invites')).glance;

        await send(deleteCustomer(routes), { params: { tenantId: CONTOSO } });

        expect(before?.content).toEqual(content);
        expect((await routes.glances.get('invites')).glance).toBeUndefined();
    });

    it('can be deleted to the end where deleting broke off, and are gone meanwhile', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { roles: { [A1]: [] } });
        await world.audit();
        await expect(
            world.deps.customers.delete(CONTOSO, () => Promise.reject(new Error('the process died'))),
        ).rejects.toThrow('died');

        expect((await send(getCustomer(routesOf(world)), { params: { tenantId: CONTOSO } })).status).toBe(404);
        expect((await send(listCustomers(routesOf(world)))).json).toEqual({ items: [] });
        expect((await send(deleteCustomer(routesOf(world)), { params: { tenantId: CONTOSO } })).status).toBe(204);
        expect(await world.rowsOf('subscriptions')).toEqual([]);
        expect(await world.rowsOf('missingpartners')).toEqual([]);
        expect(await world.rowsOf('customers')).toEqual([]);
    });

    it('come in batches, where a bad row stops no other', async () => {
        const world = makeWorld();
        const body = `tenantId,name,autoInvite\n${CONTOSO},Contoso,true\n{x},Nobody,\n${FABRIKAM},Fabrikam,\n`;
        const answer = await send(putCustomers(routesOf(world)), { headers: { 'content-type': 'text/csv' }, body });

        expect(answer.status).toBe(207);
        expect(answer.json).toMatchObject([
            { index: 0, status: 201, customer: { tenantId: CONTOSO, autoInvite: true } },
            { index: 1, status: 400, problem: { code: 'validation-failed' } },
            { index: 2, status: 201, customer: { tenantId: FABRIKAM } },
        ]);
    });

    it('are added by invites once, and keep their settings when invited again', async () => {
        const world = makeWorld();
        await world.deps.customers.noteInvited(CONTOSO, A1);
        expect(await world.deps.customers.get(CONTOSO)).toMatchObject({ name: CONTOSO });
        await put(world, CONTOSO, { name: 'Contoso' });
        await Promise.all([1, 2, 3].map(() => world.deps.customers.noteInvited(CONTOSO, A1, { name: 'Another name' })));

        expect(await world.deps.customers.get(CONTOSO)).toMatchObject({ name: 'Contoso' });
        expect((await world.deps.customers.knownSubscriptions(CONTOSO)).invited).toEqual([A1]);
    });
});

describe('the audit over HTTP', () => {
    it('is 404 before any run has finished, and says what to do', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        await send(startRun(world.deps));
        const answer = await send(getAudit(world.deps));

        expect(answer.status).toBe(404);
        expect(answer.json).toMatchObject({
            code: 'not-found',
            detail: expect.stringContaining('POST /api/audit/runs') as unknown,
        });
    });

    it('starts with 202, shows progress, and ends with totals and what is missing', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { roles: { [A1]: [roleAt('/x', READER)] } });
        await addTenant(world, FABRIKAM, []);

        const started = await send(startRun(world.deps));
        const { id } = started.json as { id: string };
        const progress = () => send(getRun(world.deps), { params: { id } });
        const before = await progress();
        await world.settle();
        const after = await progress();
        const audit = await send(getAudit(world.deps));

        expect(started.status).toBe(202);
        expect(started.headers.location).toBe(`/api/audit/runs/${id}`);
        const startedAt = world.clock.now().toISOString();
        expect(before.json).toEqual({
            id,
            status: 'running',
            startedAt,
            tenants: { expected: 2, done: 0, failed: 0, partial: 0 },
            failedTenants: [],
        });
        const run = {
            id,
            status: 'finished',
            startedAt,
            finishedAt: startedAt,
            tenants: { expected: 2, done: 2, failed: 0, partial: 1 },
            failedTenants: [],
            changes: { new: 1, newlyMissing: 0, recovered: 0, moved: 0, gone: 0, migrated: 0 },
        };
        expect(after.json).toEqual(run);
        expect(audit.json).toEqual({
            run,
            totals: { subscriptions: 1, covered: 0, missing: 1, excluded: 0, inactive: 0, unknown: 0 },
            missing: [
                {
                    tenantId: CONTOSO,
                    customerName: `Customer ${CONTOSO}`,
                    subscriptionId: A1,
                    displayName: `Name of ${A1}`,
                    reason: 'no-eligible-role',
                    nextStep: expect.stringMatching(/\.$/) as unknown,
                    firstSeenAt: startedAt,
                    missingSince: startedAt,
                },
            ],
        });
    });

    it.each(['no-such-run', 'a/b', "x' or true"])('knows no run %j', async (id) => {
        const world = makeWorld();
        expect((await send(getRun(world.deps), { params: { id } })).status).toBe(id === 'no-such-run' ? 404 : 400);
    });

    it('gives all that is missing as CSV, over many pages, harmless to a spreadsheet', async () => {
        const world = makeWorld();
        const ids = Array.from(
            { length: 1_050 },
            (_, index) => `c0000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        );
        await addTenant(world, CONTOSO, ids, { link: { partnerId: '999999', partnerName: null, state: 'Active' } });
        await world.deps.customers.put(CONTOSO, { name: '=HYPERLINK("http://x","y")' });
        await world.audit();

        const answer = await send(getAudit(world.deps), { headers: { accept: 'text/csv, */*;q=0.1' } });

        expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
        const rows: Record<string, string>[] = parse(answer.text, { columns: true });
        expect(new Set(rows.map((row) => row.subscriptionId))).toEqual(new Set(ids));
        expect(new Set(rows.map((row) => row.discovery))).toEqual(new Set(['partial']));
        expect(new Set(rows.map((row) => row.customerName))).toEqual(new Set([`'=HYPERLINK("http://x","y")`]));
        expect(answer.text.split('\r\n')[0]).toBe(
            'tenantId,customerName,subscriptionId,displayName,reason,nextStep,firstSeenAt,missingSince,discovery',
        );
    });

    it('is JSON where JSON is named first or nothing is', async () => {
        const world = makeWorld();
        await world.audit();
        for (const accept of ['application/json, text/csv', '*/*', '']) {
            const { headers } = await send(getAudit(world.deps), { headers: { accept } });
            expect(headers['content-type']).toBe('application/json');
        }
    });

    it('lists subscriptions by coverage and tenant, page by page', async () => {
        const world = makeWorld();
        const ids = ['a1', 'a2', 'a3'].map((end) => A1.replace(/a1$/, end));
        const [first = '', ...others] = ids;
        await addTenant(world, CONTOSO, ids, {
            roles: Object.fromEntries(ids.map((id) => [id, id === first ? [roleAt('/x')] : []])),
        });
        await addTenant(world, FABRIKAM, [FABRIKAM]);
        await world.audit();
        const list = async (query: Record<string, string>) => {
            const { json } = await send(listSubscriptions(world.deps), { query });
            return json as { items: { subscriptionId: string; coverage: string }[]; continuation?: string };
        };
        const idsOf = ({ items }: Awaited<ReturnType<typeof list>>) =>
            items.map(({ subscriptionId }) => subscriptionId);

        expect(idsOf(await list({}))).toEqual([...ids, FABRIKAM]);
        expect(idsOf(await list({ coverage: 'covered' }))).toEqual([first, FABRIKAM]);
        expect(idsOf(await list({ coverage: 'missing', tenantId: CONTOSO.toUpperCase() }))).toEqual(others);
        expect(idsOf(await list({ tenantId: FABRIKAM }))).toEqual([FABRIKAM]);
        const page = await list({ coverage: 'missing', limit: '1' });
        expect(idsOf(page)).toEqual(others.slice(0, 1));
        expect(idsOf(await list({ coverage: 'missing', limit: '1', continuation: page.continuation ?? '' }))).toEqual(
            others.slice(1),
        );
        expect((await send(listSubscriptions(world.deps), { query: { coverage: 'all' } })).status).toBe(400);
    });

    it('tells one subscription with its history, and what a change means', async () => {
        const world = makeWorld();
        const read = (subscriptionId: string) => send(getSubscription(world.deps), { params: { subscriptionId } });
        const tenant = await addTenant(world, CONTOSO, [A1], {
            agreements: { [A1]: { type: 'EnterpriseAgreement', accountId: '1' } },
        });
        await world.audit();
        tenant.agreements = { [A1]: { type: 'MicrosoftCustomerAgreement', accountId: '2' } };
        await world.audit();

        const { status, json } = await read(A1.toUpperCase());

        expect(status).toBe(200);
        expect(json).toMatchObject({
            subscriptionId: A1,
            coverage: 'covered',
            via: 'serviceprincipal',
            role: { name: 'Support Request Contributor', scope: `/subscriptions/${A1}` },
            agreement: { type: 'MicrosoftCustomerAgreement', accountId: '2' },
            agreementRead: 'read',
            goneAt: null,
            changes: [
                { what: 'seen', to: 'covered', meaning: null },
                {
                    what: 'agreement',
                    from: 'EnterpriseAgreement',
                    meaning: expect.stringMatching(/The link did/) as string,
                },
            ],
        });
        expect((await read(FABRIKAM)).status).toBe(404);
        expect((await read('x')).status).toBe(400);
    });

    it('shows where each subscription in a list stands, and what was different in the run', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { roles: { [A1]: [roleAt(`/subscriptions/${A1}`, READER)] } });
        await world.audit();

        const { json } = await send(listSubscriptions(world.deps));
        const audit = await send(getAudit(world.deps));

        expect(json).toMatchObject({
            items: [{ role: { id: READER, name: 'Reader' }, coveredUntil: null, agreement: null }],
        });
        expect(audit.json).toMatchObject({ run: { tenants: { partial: 1 }, changes: { new: 1, newlyMissing: 0 } } });
    });
});
