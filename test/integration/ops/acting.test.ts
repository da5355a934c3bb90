import type { HttpRequest } from '@azure/functions';
import { postInviteAction } from '../../../functions/ops-invite-act.ts';
import { postAudits } from '../../../functions/ops-audits-start.ts';
import { postRetry } from '../../../functions/ops-dead-letters-retry.ts';
import { getInviteOne } from '../../../functions/ops-invite-one.ts';
import { postInviteOne } from '../../../functions/ops-invite-one-send.ts';
import { getInvitesCsv } from '../../../functions/ops-invites-csv.ts';
import { getMissingCsv } from '../../../functions/ops-missing-csv.ts';
import type { Operator } from '../../../shared/domain/ops/operator.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { sayAdded } from '../../../shared/domain/products/said-transitions.ts';
import type { OpsHandler } from '../../../shared/http/ops/ops-scope.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { textOf } from '../../support/answer-text.ts';
import { memoryOps } from '../../support/memory-ops.ts';
import { guidedInvite } from '../../support/guided-invites.ts';
import { refusalOf, request } from '../../unit/http/requests.ts';
import { missingRow } from '../../unit/ops/samples.ts';
import { ADMIN, makeWorld, quiet, REQUEST, SUBSCRIPTION, TENANT } from '../invites/world.ts';

const operator: Operator = { name: 'operator@fourthcoffee.example', objectId: 'o1', roles: ['Partner.Operator'] };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const KEY = 'ab'.repeat(16);

const setUp = () => {
    const world = makeWorld();
    const opsReads = memoryOps();
    const started: string[] = [];
    const deps = {
        ...world.deps,
        opsAccess: { rules: undefined, publicBaseUrl: 'https://partner.example', partner: world.deps.partner },
        opsReads,
        startAuditRun: () => {
            started.push('run');
            return Promise.resolve();
        },
    };
    const ask = (handler: OpsHandler, given: HttpRequest) =>
        handler(given, { operator, log: quiet, correlationId: 'c-1234567' });
    const form = (fields: Record<string, string>) =>
        ask(
            postInviteOne(deps),
            request({ headers: FORM, body: new URLSearchParams({ key: KEY, ...fields }).toString() }),
        );
    const act = (id: string, action: string) => ask(postInviteAction(deps), request({ params: { id, action } }));
    return { world, deps, opsReads, started, ask, form, act };
};

describe('a button on an invite', () => {
    it('does what it says, leads to the invite, and brings the lists up to date', async () => {
        const { world, deps, opsReads, act } = setUp();
        const { id } = await issueInvite(deps, REQUEST, quiet);

        const answers = [await act(id, 'resend'), await act(id, 'revoke')];

        expect(answers).toEqual([
            { status: 303, headers: { location: `/api/ops/invites/${id}?done=resent` } },
            { status: 303, headers: { location: `/api/ops/invites/${id}?done=revoked` } },
        ]);
        expect(await world.only()).toMatchObject({ status: 'revoked', generation: 2 });
        expect(opsReads.refreshed).toEqual([
            ['invites', 'overview'],
            ['invites', 'overview'],
        ]);
    });

    it('sends again once for each link that a page shows, however often it is pressed', async () => {
        const { world, deps, ask } = setUp();
        const { id } = await issueInvite(deps, REQUEST, quiet);
        const press = () =>
            ask(postInviteAction(deps), request({ path: '/api/x?link=1', params: { id, action: 'resend' } }));

        const [first, second] = [await press(), await press()];

        expect(first.headers?.location).toBe(`/api/ops/invites/${id}?done=resent`);
        expect(second.headers?.location).toBe(`/api/ops/invites/${id}?failed=invalid-state`);
        expect((await world.only()).generation).toBe(2);
    });

    it('that came too late leads to the invite and says so', async () => {
        const { world, deps, act } = setUp();
        const { id } = await issueInvite(deps, REQUEST, quiet);
        await act(id, 'revoke');

        const answer = await act(id, 'resend');

        expect(answer.headers?.location).toBe(`/api/ops/invites/${id}?failed=invalid-state`);
        expect((await world.only()).generation).toBe(1);
    });

    it.each([
        ['an action that there is not', 'a0000000-0000-4000-8000-000000000001', 'constructor'],
        ['an invite that there is not', 'a0000000-0000-4000-8000-000000000001', 'resend'],
    ])('is not found for %s', async (_what, id, action) => {
        expect((await refusalOf(() => setUp().act(id, action))).code).toBe('not-found');
    });
});

describe('the form of a proof', () => {
    const setUpSaid = async () => {
        const { world, deps, ask } = setUp();
        const subject = { product: 'intune', tenantId: TENANT, subscriptionId: null, productName: null } as const;
        const issued = guidedInvite(subject, world.deps.invites.newId(subject), world.clock.now());
        const said = sayAdded(issued, world.clock.now(), { askAgainDays: 365 }, false);
        if (said === undefined) throw new Error('It cannot be said.');
        await world.deps.invites.insert(said);
        const send = (fields: Record<string, string>, id = said.id) =>
            ask(
                postInviteAction(deps),
                request({
                    ...{ params: { id, action: 'proof' }, headers: FORM },
                    body: new URLSearchParams(fields).toString(),
                }),
            );
        return { world, deps, id: said.id, send };
    };
    const locationOf = ({ headers }: { headers?: Record<string, string> | undefined }) => headers?.location;

    it('keeps the note, and who has signed in as the one who checked it', async () => {
        const { world, id, send } = await setUpSaid();

        const answer = await send({ note: 'Ticket 7,\r\npage 2', checked: 'yes' });

        expect(locationOf(answer)).toBe(`/api/ops/invites/${id}?done=noted`);
        expect((await world.only()).said?.proof).toEqual({
            ...{ note: 'Ticket 7, page 2', at: world.clock.now().toISOString() },
            checked: { at: world.clock.now().toISOString(), by: operator.name },
        });
    });

    it.each([
        ['none', ''],
        ['one that is too long', 'x'.repeat(501)],
    ])('keeps nothing where the note is %s', async (_what, note) => {
        const { world, id, send } = await setUpSaid();

        expect(locationOf(await send({ note, checked: 'yes' }))).toBe(`/api/ops/invites/${id}?failed=note-refused`);
        expect((await world.only()).said?.proof).toBeNull();
    });

    it('is told where the customer said nothing', async () => {
        const { deps, send } = await setUpSaid();
        const { id } = await issueInvite(deps, REQUEST, quiet);

        expect(locationOf(await send({ note: 'x' }, id))).toBe(`/api/ops/invites/${id}?failed=invalid-state`);
    });

    it('takes no field of another kind', async () => {
        const { send } = await setUpSaid();

        expect((await refusalOf(() => send({ note: 'x', checkedBy: 'somebody' }))).code).toBe('validation-failed');
    });
});

describe('the form to invite', () => {
    it('invites in the name of who has signed in, once however often it is pressed', async () => {
        const { world, form } = setUp();
        const fields = { subscriptionId: SUBSCRIPTION, adminEmail: ADMIN, note: 'One\r\nTwo', expiresInDays: '7' };

        const answers = await Promise.all([form(fields), form(fields)]);
        const later = await form(fields);

        const invite = await world.only();
        expect(invite).toMatchObject({ invitedBy: operator.name, note: 'One Two', expiresInDays: 7 });
        const location = `/api/ops/invites/${invite.id}?done=invited`;
        expect([...answers, later].map(({ headers }) => headers?.location)).toEqual([location, location, location]);
    });

    it('comes back with what was typed, and what is wrong beside each field', async () => {
        const { world, form } = setUp();

        const answer = await form({ subscriptionId: 'nope', adminEmail: '', customerName: '<b>Contoso</b>' });

        expect(answer.status).toBe(400);
        expect(answer.body).toContain('value="nope"');
        expect(answer.body).toContain('value="&lt;b&gt;Contoso&lt;/b&gt;"');
        expect(answer.body).toMatch(/id="subscriptionId-error">.*a GUID without braces/);
        expect(answer.body).toMatch(/id="adminEmail-error">.*needed</);
        expect(answer.body).not.toContain('id="customerName-error"');
        expect(await world.allInvites()).toEqual([]);
    });

    it('names everything that is wrong at once, form and sense alike', async () => {
        const { world, form } = setUp();

        const answer = await form({
            subscriptionId: SUBSCRIPTION,
            adminEmail: 'x@fourthcoffee.example',
            tenantId: 'a0000000-0000-4000-8000-00000000dead',
            partnerId: '99999',
            expiresInDays: '91',
        });

        expect(answer.status).toBe(400);
        expect(answer.body).toMatch(/id="adminEmail-error">.*an address of the customer/);
        expect(answer.body).toMatch(/id="tenantId-error">.*another tenant/);
        expect(answer.body).toMatch(/id="partnerId-error">.*one of /);
        expect(answer.body).toMatch(/id="expiresInDays-error">[^<]*(<[^>]*>)*days from 1 to 90/);
        expect(answer.body).toContain('4 things to mend');
        expect(await world.allInvites()).toEqual([]);
    });

    it('names the same once everything is well formed', async () => {
        const { form } = setUp();

        const answer = await form({
            subscriptionId: SUBSCRIPTION,
            adminEmail: 'x@fourthcoffee.example',
            partnerId: '99999',
        });

        expect(answer.body).toMatch(/id="adminEmail-error">.*an address of the customer/);
        expect(answer.body).toMatch(/id="partnerId-error">.*one of /);
        expect(answer.body).toContain('2 things to mend');
    });

    it('says what stands against it, and can be sent again once that is mended', async () => {
        const { world, form } = setUp();

        const refused = await form({ subscriptionId: SUBSCRIPTION, adminEmail: 'x@fourthcoffee.example' });
        const key = /name="key" value="([0-9a-f]{32})"/.exec(textOf(refused))?.[1] ?? '';
        const sent = await form({ key, subscriptionId: SUBSCRIPTION, adminEmail: ADMIN });

        expect(refused.body).toMatch(/id="adminEmail-error">.*an address of the customer/);
        expect(key).not.toBe(KEY);
        expect(sent.status).toBe(303);
        expect(await world.only()).toMatchObject({ adminEmail: ADMIN });
    });

    it('asks for products that are attached by hand, several in one mail, without asking Azure', async () => {
        const { world, form } = setUp();
        world.azure.findTenant = () => Promise.reject(new Error('Azure was asked.'));

        const answer = await form({
            ...{ product: 'dynamics365', productName: 'Sales', tenantId: TENANT, adminEmail: ADMIN },
            ...{ alsoFor: 'intune,ems', resellerInvitation: 'direct' },
        });

        const invites = await world.allInvites();
        const lead = invites.find(({ product }) => product === 'dynamics365');
        expect(answer.headers?.location).toBe(`/api/ops/invites/${lead?.id ?? ''}?done=invited`);
        expect(lead).toMatchObject({ productName: 'Sales', relationships: { reseller: 'direct' } });
        expect(invites.map(({ product }) => product).toSorted()).toEqual(['dynamics365', 'ems', 'intune']);
    });

    it('comes back with the products as they were ticked, and what they lack', async () => {
        const { world, form } = setUp();

        const answer = await form({
            ...{ product: 'ems', adminEmail: 'x@fourthcoffee.example', alsoFor: 'intune,ems,azure-dpor' },
            ...{ gdapRelationship: 'https://evil.example/x', allowReplace: 'yes' },
        });

        expect(answer.status).toBe(400);
        expect(answer.body).toMatch(/<option value="ems" selected/);
        expect(answer.body).toMatch(/value="intune"\s+checked/);
        expect(answer.body).not.toMatch(/value="microsoft365"\s+checked/);
        expect(answer.body).toMatch(/id="tenantId-error">.*needed/);
        expect(answer.body).toMatch(/id="allowReplace-error">.*azure alone/);
        expect(answer.body).toMatch(/id="adminEmail-error">.*an address of the customer/);
        expect(answer.body).toContain('id="gdapRelationship-error"');
        expect(await world.allInvites()).toEqual([]);
    });

    it('says of a list what is wrong with the list', async () => {
        const { form } = setUp();

        const answer = await form({ product: 'ems', tenantId: TENANT, adminEmail: ADMIN, alsoFor: 'ems' });

        expect([answer.status, answer.body]).toEqual([
            400,
            expect.stringMatching(/id="alsoFor-error">.*asked for twice/),
        ]);
    });

    it('offers what the settings allow', async () => {
        const { deps, ask } = setUp();
        const look = async () => textOf(await ask(getInviteOne(deps), request({ method: 'GET' })));

        const before = await look();
        deps.products.dporPartnerId = undefined;
        const after = await look();

        expect([before, after].map((page) => page.includes('value="azure-dpor"'))).toEqual([true, false]);
        expect(after).toContain('value="microsoft365"');
        expect(after).not.toContain('value="indirect"');
    });

    it('leads to the invite that stands in the way', async () => {
        const { deps, form } = setUp();
        const { id } = await issueInvite(deps, REQUEST, quiet);

        const answer = await form({ subscriptionId: SUBSCRIPTION, adminEmail: ADMIN });

        expect([answer.status, answer.body]).toEqual([400, expect.stringContaining(`/api/ops/invites/${id}"`)]);
    });

    it.each([{ invitedBy: 'somebody' }, { key: 'short' }])('takes no field of another kind: %j', async (fields) => {
        const { form } = setUp();

        const refused = await refusalOf(() => form({ subscriptionId: SUBSCRIPTION, adminEmail: ADMIN, ...fields }));

        expect(refused.code).toBe('validation-failed');
    });

    it('is filled in with what is known of the customer', async () => {
        const { deps, ask } = setUp();
        await deps.customers.put(TENANT, { name: 'Contoso', contactEmail: ADMIN });
        const path = `/api/ops/invite-one?subscriptionId=${SUBSCRIPTION}&tenantId=${TENANT}`;

        const { body } = await ask(getInviteOne(deps), request({ method: 'GET', path }));
        const { body: hostile } = await ask(
            getInviteOne(deps),
            request({ method: 'GET', path: '/api/ops/invite-one?subscriptionId=%22%3E%3Cscript%3E&tenantId=x' }),
        );

        for (const value of [SUBSCRIPTION, 'Contoso', ADMIN]) expect(body).toContain(`value="${value}"`);
        expect(hostile).not.toContain('&gt;&lt;script');
    });
});

describe('the other buttons', () => {
    it('start one audit, however often they are pressed', async () => {
        const { deps, opsReads, started, ask } = setUp();
        const run = {
            startedAt: opsReads.now,
            planningSince: opsReads.now,
            finishedAt: null,
            expected: 1,
            result: null,
        };

        const first = await ask(postAudits(deps), request({}));
        opsReads.audited.push({ ...run, id: 'r1', status: 'planning' });
        const second = await ask(postAudits(deps), request({}));

        expect([first, second].map(({ headers }) => headers?.location)).toEqual([
            '/api/ops/audits?done=audit-started',
            '/api/ops/audits?failed=audit-running',
        ]);
        expect(started).toEqual(['run']);
    });

    it('have a dead letter done again, once', async () => {
        const { deps, started, ask } = setUp();
        const id = 'd0000000000001-0123456789abcdef';
        await deps.deadLetters.add({
            ...{ id, queue: 'audit-tenants', messageId: 'm', reason: 'gave-up', detail: 'x', retriedAt: null },
            ...{ about: { runId: 'r', tenantId: TENANT }, deadLetteredAt: '2026-11-21T05:00:00.000Z' },
        });
        const press = () => ask(postRetry(deps), request({ params: { id } }));

        const answers = [await press(), await press()];

        expect(answers.map(({ headers }) => headers?.location)).toEqual([
            '/api/ops/dead-letters?done=done-again',
            '/api/ops/dead-letters?failed=not-retryable',
        ]);
        expect(started).toEqual(['run']);
    });

    it('tell what is no refusal as what it is', async () => {
        const { deps, ask } = setUp();
        const broken = { ...deps, startAuditRun: () => Promise.reject(new AppError('unavailable', 'away')) };

        const refused = await refusalOf(() => ask(postAudits(broken), request({})));

        expect(refused.code).toBe('unavailable');
    });
});

describe('files for a spreadsheet', () => {
    const names = ['=HYPERLINK("http://evil")', '<script>', 'مرحبا'.repeat(40), '🦊', 'a\u202Eb', 'one, "two"'];

    it('have every name as it is, and no formula among them', async () => {
        const { deps, opsReads, ask } = setUp();
        opsReads.listed.push(...names.map(missingRow));
        opsReads.known.push({
            tenantId: TENANT,
            name: 'Contoso',
            access: 'serviceprincipal',
            discovery: 'partial',
            totals: null,
            outcome: null,
        });

        const answer = await ask(getMissingCsv(deps), request({ method: 'GET', path: '/api/ops/missing.csv' }));

        const lines = textOf(answer).split('\r\n');
        expect(answer.headers?.['content-type']).toBe('text/csv; charset=utf-8');
        expect(lines[0]).toBe(
            '\ufefftenantId,customerName,subscriptionId,displayName,reason,missingSince,daysMissing,firstSeenAt,nextStep,discovery',
        );
        expect(lines.slice(1, -1).every((line) => line.endsWith(',partial'))).toBe(true);
        expect(lines.slice(1, -1).map((line) => line.slice(TENANT.length + 1).split(`,${SUBSCRIPTION}`)[0])).toEqual([
            `"'=HYPERLINK(""http://evil"")"`,
            ...names.slice(1, 5),
            '"one, ""two"""',
        ]);
    });

    it('of invites hold what fits the query', async () => {
        const { world, deps, opsReads, ask } = setUp();
        await issueInvite(deps, { ...REQUEST, customerName: '=1+1' }, quiet);
        await issueInvite(deps, { ...REQUEST, adminEmail: 'other@contoso.example' }, quiet);
        opsReads.invited.push(...(await world.allInvites()));

        const path = '/api/ops/invites.csv?search=admin@';
        const body = textOf(await ask(getInvitesCsv(deps), request({ method: 'GET', path })));

        expect(body.split('\r\n')).toHaveLength(3);
        expect(body).toContain(`,'=1+1,`);
        expect(body).not.toContain('other@contoso.example');
    });
});
