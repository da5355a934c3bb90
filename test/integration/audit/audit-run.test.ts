import { AzureError } from '../../../shared/ports/azure.ts';
import { failAuditTenant } from '../../../shared/use-cases/audit/finish-audit.ts';
import { runAuditTenant } from '../../../shared/use-cases/audit/run-audit-tenant.ts';
import { startAudit } from '../../../shared/use-cases/audit/start-audit.ts';
import { READER } from '../../support/memory-azure.ts';
import {
    addTenant,
    closeTables,
    HOME,
    makeWorld,
    missingIds,
    openTables,
    quiet,
    recordsOf,
    roleAt,
    rootOf,
    subscription,
} from './world.ts';

beforeAll(openTables);
afterAll(closeTables);

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
const TAILSPIN = '7a000000-0000-4000-8000-000000000001';
const A1 = 'c0000000-0000-4000-8000-0000000000a1';
const A2 = 'c0000000-0000-4000-8000-0000000000a2';
const B1 = 'f0000000-0000-4000-8000-0000000000b1';
const E1 = '7a000000-0000-4000-8000-0000000000e1';
const OTHER_LINK = { partnerId: '999999', partnerName: null, state: 'Active' };
const MINUTE = 60_000;

const customer = (world: ReturnType<typeof makeWorld>, tenantId: string) => world.deps.customers.get(tenantId);

describe('what an audit finds', () => {
    it('tells a covered subscription from one where only Reader is held', async () => {
        const world = makeWorld();
        const reader = roleAt(rootOf(CONTOSO), READER);
        await addTenant(world, CONTOSO, [A1, A2], {
            roles: { [A1]: [reader, roleAt(`/subscriptions/${A1}`)], [A2]: [reader] },
        });

        const run = await world.audit();

        expect(run.totals).toEqual({ subscriptions: 2, covered: 1, missing: 1, excluded: 0, inactive: 0, unknown: 0 });
        expect(run.tenants).toEqual({ done: 1, failed: 0, partial: 0 });
        expect((await recordsOf(world, CONTOSO)).records).toMatchObject({
            [A1]: { coverage: 'covered', displayName: `Name of ${A1}` },
            [A2]: { coverage: 'missing', reason: 'no-eligible-role' },
        });
        expect(await customer(world, CONTOSO)).toMatchObject({ access: 'serviceprincipal', discovery: 'full' });
        expect(world.covered).toEqual([A1]);
    });

    it('reads the root role without regard to case, and asks nothing more where an eligible one stands there', async () => {
        const world = makeWorld();
        const root = [roleAt(rootOf(CONTOSO).toUpperCase())];
        await addTenant(world, CONTOSO, [A1, A2], { roles: { [A1]: root, [A2]: root } });

        const run = await world.audit();

        expect(run.totals.covered).toBe(2);
        expect(await customer(world, CONTOSO)).toMatchObject({ discovery: 'full' });
        expect(world.azure.asked.filter((question) => /^(rootR|heldR)oles/.test(question))).toEqual([
            `rootRoles ${CONTOSO}`,
        ]);
    });

    it('says other-partner, and that the tenant is seen in part', async () => {
        const world = makeWorld();
        await addTenant(world, FABRIKAM, [B1], { link: OTHER_LINK });

        const run = await world.audit();

        expect(run.tenants).toEqual({ done: 1, failed: 0, partial: 1 });
        expect((await recordsOf(world, FABRIKAM)).records[B1]).toMatchObject({ reason: 'other-partner' });
        expect(await customer(world, FABRIKAM)).toMatchObject({ access: 'serviceprincipal', discovery: 'partial' });
    });

    it("measures by the customer's own partner ID", async () => {
        const world = makeWorld();
        await addTenant(world, FABRIKAM, [B1], { link: OTHER_LINK });
        await world.deps.customers.put(FABRIKAM, { name: 'Fabrikam', partnerId: '999999' });

        expect((await world.audit()).totals.covered).toBe(1);
    });

    it('takes a role on a resource group alone for no eligible one', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { roles: { [A1]: 'forbidden' } });

        await world.audit();

        expect((await recordsOf(world, CONTOSO)).records[A1]).toMatchObject({
            coverage: 'missing',
            reason: 'no-eligible-role',
        });
    });

    it('sees through Azure Lighthouse what the application cannot see itself', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1, A2], {
            principalId: null,
            roles: {},
            delegated: { [A1]: [roleAt(`/subscriptions/${A1}`)], [A2]: [roleAt(`/subscriptions/${A2}`, READER)] },
        });

        await world.audit();
        const before = (await recordsOf(world, CONTOSO)).records;
        world.azure.tenants.set(HOME, {
            principalId: 'home-principal',
            subscriptions: [],
            roles: {},
            link: { partnerId: '314159', partnerName: null, state: 'Active' },
        });
        await world.audit();

        expect(before).toMatchObject({ [A1]: { reason: 'no-link' }, [A2]: { reason: 'no-link' } });
        expect((await recordsOf(world, CONTOSO)).records).toMatchObject({
            [A1]: { coverage: 'covered' },
            [A2]: { reason: 'no-eligible-role' },
        });
        expect(await customer(world, CONTOSO)).toMatchObject({ access: 'lighthouse', discovery: 'partial' });
    });

    it('has no row for a tenant without the application, until an invite made a subscription known', async () => {
        const world = makeWorld();
        await addTenant(world, TAILSPIN, [E1], { principalId: null, roles: {} });

        const first = await world.audit();
        await world.deps.customers.noteInvited(TAILSPIN, E1);
        const second = await world.audit();

        expect(first.totals.subscriptions).toBe(0);
        expect(first.tenants).toEqual({ done: 1, failed: 0, partial: 0 });
        expect(second.tenants).toEqual({ done: 1, failed: 0, partial: 0 });
        expect((await recordsOf(world, TAILSPIN)).records[E1]).toMatchObject({
            coverage: 'missing',
            reason: 'application-missing',
            displayName: E1,
        });
        expect(await customer(world, TAILSPIN)).toMatchObject({ access: 'none', discovery: 'none' });
    });

    it('asks for what is no longer listed: gone and moved go, lost access stays as missing', async () => {
        const world = makeWorld();
        const [gone, moved, lost] = [A1, A2, E1];
        const tenant = await addTenant(world, CONTOSO, [gone, moved, lost, B1]);
        await world.audit();

        tenant.subscriptions = tenant.subscriptions.filter(({ subscriptionId }) => [lost, B1].includes(subscriptionId));
        tenant.roles = { [B1]: [roleAt(`/subscriptions/${B1}`)] };
        world.azure.tenants.set(FABRIKAM, {
            principalId: 'p',
            subscriptions: [subscription(FABRIKAM, moved)],
            roles: {},
        });
        const run = await world.audit();

        expect((await recordsOf(world, CONTOSO)).records).toEqual({
            [lost]: expect.objectContaining({ reason: 'no-access', displayName: `Name of ${lost}` }) as unknown,
            [B1]: expect.objectContaining({ coverage: 'covered' }) as unknown,
        });
        expect(await missingIds(world)).toEqual([lost]);
        expect(run.totals).toMatchObject({ subscriptions: 2, covered: 1, missing: 1 });
    });

    it('keeps when each was first seen, lists new ones first, and drops what is covered from the list', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A2], { roles: { [A2]: [roleAt('/subscriptions/x', READER)] } });
        const firstDay = world.clock.now().toISOString();
        await world.audit();
        world.clock.at += 24 * 60 * MINUTE;
        const secondDay = world.clock.now().toISOString();
        tenant.subscriptions.push(subscription(CONTOSO, E1));
        tenant.roles[E1] = [roleAt('/subscriptions/x', READER)];
        await world.audit();

        const { items } = await world.deps.subscriptions.missing({ limit: 10 });
        expect(
            items.map(({ subscriptionId, firstSeenAt, missingSince }) => [subscriptionId, firstSeenAt, missingSince]),
        ).toEqual([
            [E1, secondDay, secondDay],
            [A2, firstDay, firstDay],
        ]);

        tenant.roles[A2] = [roleAt(`/subscriptions/${A2}`)];
        await world.audit();
        expect(await missingIds(world)).toEqual([E1]);
        expect(world.covered).toEqual([A2]);
    });

    it('calls unknown what Azure answers in a way nobody knows, and keeps the last answer', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1, A2]);
        await world.audit();
        world.azure.before = (question) => {
            if (question === `heldRoles ${CONTOSO} ${A2}`) throw new AzureError('unexpected', '418');
        };

        const run = await world.audit();

        expect(run.totals).toMatchObject({ covered: 1, unknown: 1, missing: 0 });
        expect((await recordsOf(world, CONTOSO)).records[A2]).toMatchObject({
            coverage: 'unknown',
            reason: 'could-not-be-read',
            lastCoverage: 'covered',
        });
    });
});

describe('what an audit cannot find out', () => {
    it('is unknown where the link may not be read, and nobody is asked for roles', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { roles: { [A1]: [] } });
        world.azure.before = (question) => {
            if (question.startsWith('link')) throw new AzureError('forbidden', '403');
        };

        const run = await world.audit();

        expect(run.totals).toMatchObject({ subscriptions: 1, unknown: 1, missing: 0 });
        expect((await recordsOf(world, CONTOSO)).records[A1]?.reason).toBe('could-not-be-read');
    });

    it('is unknown where Lighthouse does not show what it delegates: not known is not the same as not there', async () => {
        const world = makeWorld();
        world.azure.tenants.set(HOME, {
            principalId: 'home-principal',
            subscriptions: [],
            roles: {},
            link: { partnerId: '314159', partnerName: null, state: 'Active' },
        });
        await addTenant(world, CONTOSO, [A1], { principalId: null, roles: {}, delegated: { [A1]: [] } });
        world.azure.before = (question) => {
            if (question.startsWith('delegatedRoles')) throw new AzureError('forbidden', '403');
        };

        expect((await world.audit()).totals).toMatchObject({ unknown: 1, missing: 0 });
    });

    it('makes every known subscription missing where the application was taken away', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1, A2]);
        await world.audit();
        tenant.principalId = null;

        const run = await world.audit();

        expect(run.totals).toMatchObject({ subscriptions: 2, missing: 2 });
        expect((await recordsOf(world, CONTOSO)).records).toMatchObject({
            [A1]: { reason: 'application-missing', displayName: `Name of ${A1}` },
            [A2]: { reason: 'application-missing' },
        });
    });
});

describe('a second run', () => {
    it('writes no subscription row and no missing row where nothing changed', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1, A2], { roles: { [A1]: [roleAt('/subscriptions/x')], [A2]: [] } });
        await addTenant(world, FABRIKAM, [B1], { link: OTHER_LINK });
        await world.audit();
        expect(world.writes.get('subscriptions')).toBeGreaterThan(0);
        world.writes.clear();
        world.clock.at += 24 * 60 * MINUTE;

        await world.audit();

        expect(world.writes.get('subscriptions')).toBeUndefined();
        expect(world.writes.get('missingpartners')).toBeUndefined();
        expect(world.writes.get('customers')).toBeUndefined();
    });

    it('at the same time disturbs neither: both finish with the same totals, and each row is there once', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1, A2], { roles: { [A1]: [roleAt('/subscriptions/x')], [A2]: [] } });
        await addTenant(world, FABRIKAM, [B1], { link: OTHER_LINK });
        const runs = [await startAudit(world.deps, quiet), await startAudit(world.deps, quiet)];

        const messages = [...world.queue.waiting];
        await Promise.all(messages.map(({ body }) => runAuditTenant(world.deps, body, quiet)));
        await world.settle();

        for (const { id } of runs) {
            expect((await world.deps.audits.get(id))?.value).toMatchObject({
                status: 'finished',
                expected: 2,
                result: {
                    tenants: { done: 2, failed: 0, partial: 2 },
                    totals: { subscriptions: 3, covered: 1, missing: 2 },
                },
            });
        }
        expect((await missingIds(world)).sort()).toEqual([A2, B1].sort());
        expect((await recordsOf(world, CONTOSO)).unsettled).toBe(false);
    });
});

describe('a run', () => {
    it('is finished at once where there is no customer', async () => {
        const world = makeWorld();
        const run = await startAudit(world.deps, quiet);
        expect(run).toMatchObject({ status: 'finished', expected: 0 });
        expect(await world.isOver()).toBe(true);
    });

    it('does not mind a message that is delivered twice, at once or later', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        const { id } = await startAudit(world.deps, quiet);
        const [message] = world.queue.waiting;
        if (message === undefined) throw new Error('nothing was sent');

        await Promise.all([1, 2, 3].map(() => runAuditTenant(world.deps, message.body, quiet)));
        await world.settle();
        await runAuditTenant(world.deps, message.body, quiet);

        expect((await world.deps.audits.get(id))?.value.result).toMatchObject({
            tenants: { done: 1, failed: 0 },
            totals: { subscriptions: 1, covered: 1 },
        });
    });

    it('waits as long as Azure says where it is throttled, and then ends the same', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        let throttled = 1;
        world.azure.before = (question) => {
            if (question.startsWith('subscriptions') && throttled-- > 0) {
                throw new AzureError('throttled', '429', { retryAfterMs: 90_000 });
            }
        };
        const startedAt = world.clock.at;
        await startAudit(world.deps, quiet);
        await world.deliver();

        const [again] = world.queue.waiting;
        expect(again?.body.attempt).toBe(2);
        expect(again?.notBefore?.getTime()).toBeGreaterThanOrEqual(startedAt + 90_000);

        await world.settle();
        const run = await world.deps.audits.latestFinished();
        expect(run?.result).toMatchObject({ tenants: { done: 1, failed: 0 }, totals: { covered: 1, unknown: 0 } });
        expect(world.azure.asked.filter((question) => question === `subscriptions ${CONTOSO}`)).toHaveLength(2);
    });

    it('leaves a tenant alone as long as ARM told somebody else to wait for it', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        const until = new Date(world.clock.at + 45_000);
        await world.deps.locks.holdUntil(CONTOSO, until);

        await startAudit(world.deps, quiet);
        await world.deliver();

        expect(world.azure.asked.filter((question) => question.includes(CONTOSO))).toEqual([]);
        const [again] = world.queue.waiting;
        expect(again?.notBefore).toEqual(until);
        await world.settle();
        expect((await world.deps.audits.latestFinished())?.result).toMatchObject({ totals: { covered: 1 } });
    });

    it('goes on behind what it has read where throttling stops it again and again', async () => {
        const world = makeWorld();
        const ids = Array.from(
            { length: 40 },
            (_, index) => `c0000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        );
        await addTenant(world, CONTOSO, ids);
        let tokens = 0;
        let refilledAt = 0;
        world.azure.before = (question) => {
            if (!question.startsWith('heldRoles')) return;
            if (world.clock.at - refilledAt >= 10_000) {
                tokens = 10;
                refilledAt = world.clock.at;
            }
            if (tokens-- <= 0) throw new AzureError('throttled', '429', { retryAfterMs: 10_000 });
        };

        const run = await world.audit();

        expect(run.tenants).toMatchObject({ done: 1, failed: 0 });
        expect(run.totals.covered).toBe(40);
    });

    it('hands a tenant that takes long on from message to message, and reads nothing twice', async () => {
        const world = makeWorld();
        const ids = Array.from(
            { length: 20 },
            (_, index) => `c0000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        );
        await addTenant(world, CONTOSO, ids);
        world.azure.before = (question) => {
            if (question.startsWith('heldRoles')) world.clock.at += 15_000;
        };

        const run = await world.audit();

        expect(run.totals.covered).toBe(20);
        expect(run.tenants).toEqual({ done: 1, failed: 0, partial: 1 });
        expect(world.queue.accepted.length).toBeGreaterThan(2);
        // Each message asks at one subscription whether anything stands at the root; the rest is read once.
        const asked = world.azure.asked.filter((question) => question.startsWith('heldRoles'));
        expect(asked.length).toBeLessThanOrEqual(20 + world.queue.accepted.length);
        expect(new Set(asked).size).toBe(20);
    });

    it('lets one tenant fail alone, at once where there is no such tenant', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        await world.deps.customers.put(FABRIKAM, { name: 'No such tenant' });
        const startedAt = world.clock.at;

        const run = await world.audit();

        expect(run.tenants).toEqual({ done: 1, failed: 1, partial: 1 });
        expect(run.totals.covered).toBe(1);
        expect(world.clock.at).toBe(startedAt);
    });

    it('fails what is not done by the deadline, leaving its rows and counting them as they are', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        await addTenant(world, FABRIKAM, [B1], { link: OTHER_LINK });
        await world.audit();
        const before = await recordsOf(world, FABRIKAM);
        world.azure.before = (question) => {
            if (question.includes(FABRIKAM)) throw new AzureError('unavailable', '503');
        };
        const startedAt = world.clock.at;

        const run = await world.audit();

        expect(run.tenants).toEqual({ done: 1, failed: 1, partial: 1 });
        expect(run.totals).toMatchObject({ subscriptions: 2, covered: 1, missing: 1, unknown: 0 });
        expect(await recordsOf(world, FABRIKAM)).toEqual(before);
        expect(world.clock.at - startedAt).toBeGreaterThanOrEqual(60 * MINUTE);
        expect(world.clock.at - startedAt).toBeLessThan(62 * MINUTE);
    });

    it('waits for our own credential rather than blame the customer', async () => {
        const world = makeWorld();
        await addTenant(world, TAILSPIN, [E1], { principalId: null, roles: {} });
        world.azure.tenants.delete(HOME);
        await startAudit(world.deps, quiet);
        await world.deliver();

        expect(world.queue.waiting[0]?.notBefore?.getTime()).toBeGreaterThan(world.clock.at);
        expect(await world.isOver()).toBe(false);
    });

    it('throws a bug for the host to deliver again at once, and counts a dead-lettered tenant as failed', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        world.azure.before = (question) => {
            if (question.startsWith('link')) throw new TypeError('a bug');
        };
        const { id } = await startAudit(world.deps, quiet);
        const message = world.queue.take(world.clock.now());
        if (message === undefined) throw new Error('nothing was sent');
        const deliver = () => runAuditTenant(world.deps, message.body, quiet);
        await expect(deliver()).rejects.toThrow('a bug');
        await expect(deliver()).rejects.toThrow('a bug');

        await failAuditTenant(world.deps, { runId: id, tenantId: CONTOSO }, 'bug');

        expect((await world.deps.audits.get(id))?.value.result?.tenants).toEqual({ done: 0, failed: 1, partial: 0 });
        expect(await world.isOver()).toBe(true);
    });

    it('sends a lost message again once it is overdue', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        await startAudit(world.deps, quiet);
        const lost = world.queue.take(world.clock.now());

        await world.settle();

        expect(lost?.body.attempt).toBe(1);
        expect(world.queue.accepted.map(({ messageId }) => messageId.split(':').at(-1))).toEqual(['1', '2']);
    });

    it('sends the successor of a message that comes late, and lets the broker drop a repeat', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        world.azure.before = () => {
            throw new AzureError('unavailable', '503');
        };
        const { id } = await startAudit(world.deps, quiet);
        await world.deliver();
        await runAuditTenant(world.deps, { runId: id, tenantId: CONTOSO, attempt: 1 }, quiet);

        expect(world.queue.accepted.map(({ body }) => body.attempt)).toEqual([1, 2]);
    });

    it('has a message that comes before its time come again when it is due', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        world.azure.before = () => {
            throw new AzureError('throttled', '429', { retryAfterMs: 90_000 });
        };
        const { id } = await startAudit(world.deps, quiet);
        await world.deliver();
        const asked = world.azure.asked.length;
        await runAuditTenant(world.deps, { runId: id, tenantId: CONTOSO, attempt: 2 }, quiet);

        const [, second, third] = world.queue.accepted;
        expect(world.azure.asked).toHaveLength(asked);
        expect(third?.body.attempt).toBe(3);
        expect(third?.notBefore).toEqual(second?.notBefore);
    });

    it('has a message of a run that nobody knows dead-lettered, and writes nothing', async () => {
        const world = makeWorld();
        const doing = runAuditTenant(world.deps, { runId: 'none', tenantId: CONTOSO, attempt: 1 }, quiet);
        await expect(doing).rejects.toMatchObject({ reason: 'unknown-run' });
        expect(world.queue.accepted).toEqual([]);
    });

    it('ignores a message of a tenant that is not part of the run', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        const { id } = await startAudit(world.deps, quiet);
        const accepted = world.queue.accepted.length;
        await runAuditTenant(world.deps, { runId: id, tenantId: TAILSPIN, attempt: 1 }, quiet);
        expect(world.queue.accepted).toHaveLength(accepted);
    });

    it('takes in a tenant of 1,000 subscriptions', async () => {
        const world = makeWorld();
        const ids = Array.from(
            { length: 1000 },
            (_, index) => `c0000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        );
        const tenant = await addTenant(world, CONTOSO, ids, { link: OTHER_LINK });

        const first = await world.audit();
        tenant.link = { partnerId: '314159', partnerName: null, state: 'Active' };
        const second = await world.audit();

        expect(first.totals).toMatchObject({ subscriptions: 1000, missing: 1000 });
        expect(second.totals).toMatchObject({ subscriptions: 1000, covered: 1000, missing: 0 });
        expect(await missingIds(world)).toEqual([]);
        expect(world.covered).toHaveLength(1000);
    });
});

describe('a deleted customer', () => {
    it('takes its rows along', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1, A2], { roles: { [A1]: [], [A2]: [] } });
        await addTenant(world, FABRIKAM, [B1], { link: OTHER_LINK });
        await world.deps.customers.noteInvited(CONTOSO, A1);
        await world.audit();

        const result = await world.deps.customers.delete(CONTOSO, () => world.deps.subscriptions.deleteTenant(CONTOSO));

        expect(result).toBe('deleted');
        const rows = [...(await world.rowsOf('customers')), ...(await world.rowsOf('subscriptions'))];
        expect(JSON.stringify(rows)).not.toContain(CONTOSO);
        expect(new Set(rows.map(({ partitionKey }) => partitionKey))).toEqual(new Set([FABRIKAM, '~places']));
        expect(await missingIds(world)).toEqual([B1]);
    });

    it('leaves nothing behind where an audit is at work on it', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { roles: { [A1]: [] } });
        world.deps.onCovered = () => Promise.resolve();
        let isDeleted = false;
        const plain = world.azure.tenant.bind(world.azure);
        world.azure.tenant = (tenantId) => {
            const access = plain(tenantId);
            return {
                ...access,
                link: async () => {
                    // While the audit holds what it read before, the customer goes.
                    await world.deps.customers.delete(CONTOSO, () => world.deps.subscriptions.deleteTenant(CONTOSO));
                    isDeleted = true;
                    return await access.link();
                },
            };
        };

        const run = await world.audit();

        expect(isDeleted).toBe(true);
        expect(run.totals.subscriptions).toBe(0);
        expect(await world.rowsOf('subscriptions')).toEqual([]);
        expect(await world.rowsOf('missingpartners')).toEqual([]);
        expect(await world.rowsOf('customers')).toEqual([]);
        expect(JSON.stringify(await world.rowsOf('auditruns'))).not.toContain(A1);
    });
});
