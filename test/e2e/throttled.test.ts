import { deadLetters } from '../support/e2e-dead-letters.ts';
import { eventsOf, mailedInvite, save, type MailedInvite } from '../support/e2e-link.ts';
import { linkWrites, makeTenants, startQuietStack } from '../support/e2e-stack.ts';
import { rowsOf, whenQuiet } from '../support/e2e-tables.ts';
import { audit, invite, whenEnded } from '../support/stack-flow.ts';
import type { MadeTenant } from '../support/stack-tenants.ts';
import { waitFor, type SeenRequest, type Stack } from '../support/stack.ts';

/** How long ARM is away: long enough for several tries, and as long as anybody likes who runs it by hand. */
const OUTAGE_SECONDS = Number(process.env.E2E_OUTAGE_SECONDS ?? '5');
/** What is asked for on behalf of a tenant, tokens left aside. */
const isArm = ({ path }: SeenRequest): boolean => !path.includes('/oauth2/') && !path.includes('openid-configuration');
const time = ({ at }: { at: string }): number => Date.parse(at);

/** Trouble comes to all tenants at once, so each test waits for its own end before the next begins. */
describe('services that throttle or are away', () => {
    let stack: Stack;
    const tenants: MadeTenant[] = [];
    beforeAll(async () => {
        stack = await startQuietStack();
        tenants.push(...(await makeTenants(stack, 12, 4)));
    }, 60_000);
    afterAll(() => stack.remove());
    beforeEach(async () => {
        await stack.clearFaults('arm');
        await stack.clearFaults('mail');
        await whenQuiet(stack);
        await stack.forgetRequests('arm');
        await stack.forgetRequests('mail');
    });

    let people = 0;
    const nextTenant = (): MadeTenant => {
        const taken = tenants.shift();
        if (taken === undefined) throw new Error('Every made tenant has been used.');
        return taken;
    };
    const mailedTo = async ({ subscriptionIds }: MadeTenant): Promise<MailedInvite[]> => {
        const mailed: MailedInvite[] = [];
        for (const subscriptionId of subscriptionIds) {
            people += 1;
            mailed.push(await mailedInvite(stack, { subscriptionId, adminEmail: `admin${people}@customer.example` }));
        }
        await whenQuiet(stack);
        await stack.forgetRequests('arm');
        return mailed;
    };
    const askedOf = async ({ tenantId }: MadeTenant) =>
        (await stack.requests('arm')).filter((request) => request.tenantId === tenantId && isArm(request));
    const seen = (of: 'arm' | 'mail', status: number, times: number) =>
        waitFor(
            `${times} answers ${status}`,
            async () => {
                const found = (await stack.requests(of)).filter((request) => request.status === status);
                return found.length >= times ? found : undefined;
            },
            120,
        );
    const allAttached = async (links: MailedInvite[]): Promise<void> => {
        const ends = await Promise.all(links.map(({ id }) => whenEnded(stack, id, 180)));
        expect(ends.map(({ status }) => status)).toEqual(links.map(() => 'attached'));
    };
    /** Waits until the wait that ARM has asked for is noted. */
    const whenHeld = ({ tenantId }: MadeTenant) =>
        waitFor('the wait to be noted', async () =>
            (await rowsOf(stack, 'tenantlocks')).some(
                ({ partitionKey, rowKey }) => partitionKey === tenantId && rowKey === 'arm-hold',
            )
                ? true
                : undefined,
        );
    /** The milliseconds from each request to the next. */
    const gapsOf = (requests: { at: string }[]): number[] =>
        requests.slice(1).map((request, index) => time(request) - time(requests[index] ?? request));

    it('ARM answers 429 with Retry-After: nobody asks for that tenant again before, whoever is confirmed meanwhile', async () => {
        const tenant = nextTenant();
        const [first, ...others] = await mailedTo(tenant);
        if (first === undefined) throw new Error('No invite.');
        const seconds = 4;
        await stack.fault('arm', { path: 'ManagementPartner', retryAfterSeconds: seconds, times: 1 });

        await save(stack, first);
        const [refused] = await seen('arm', 429, 1);
        await whenHeld(tenant);
        await Promise.all(others.map((link) => save(stack, link)));
        await allAttached([first, ...others]);

        const told = time(refused ?? { at: '' });
        // What was asked before the refusal, as the roles are, is none of it.
        const later = (await askedOf(tenant)).filter((request) => time(request) > told);
        expect(later.length).toBeGreaterThan(0);
        for (const request of later) expect(time(request) - told).toBeGreaterThanOrEqual(seconds * 1000);
        expect(await linkWrites(stack, tenant.tenantId)).toHaveLength(1);
        expect(await deadLetters(stack)).toEqual([]);
    }, 120_000);

    it('ARM answers 429 to an attach: an audit does not ask for that tenant before its time either', async () => {
        const tenant = nextTenant();
        const [link] = await mailedTo({ ...tenant, subscriptionIds: tenant.subscriptionIds.slice(0, 1) });
        if (link === undefined) throw new Error('No invite.');
        const seconds = 4;
        await stack.fault('arm', { path: 'ManagementPartner', retryAfterSeconds: seconds, times: 1 });

        await save(stack, link);
        const [refused] = await seen('arm', 429, 1);
        await whenHeld(tenant);
        const { tenants: counts } = await audit(stack);
        await allAttached([link]);

        const told = time(refused ?? { at: '' });
        // What was asked before the refusal, as the roles are, is none of it.
        const later = (await askedOf(tenant)).filter((request) => time(request) > told);
        expect(later.length).toBeGreaterThan(0);
        for (const request of later) expect(time(request) - told).toBeGreaterThanOrEqual(seconds * 1000);
        expect(counts).toMatchObject({ failed: 0, done: counts.expected });
    }, 120_000);

    it('ARM is away for a while: asked less and less often, and the same end when it is back', async () => {
        const links = [...(await mailedTo(nextTenant())), ...(await mailedTo(nextTenant()))];
        await stack.fault('arm', { path: '^/(subscriptions|providers)', status: 503, times: 1_000_000 });

        await Promise.all(links.map((link) => save(stack, link)));
        const [began] = await seen('arm', 503, 1);
        const asked = await waitFor(
            'the outage to be over',
            async () => {
                const refused = (await stack.requests('arm')).filter(({ status }) => status === 503);
                const isOver = Date.now() - time(began ?? { at: '' }) >= OUTAGE_SECONDS * 1000;
                return isOver && refused.length > links.length ? refused : undefined;
            },
            OUTAGE_SECONDS + 120,
        );
        await stack.clearFaults('arm');
        await allAttached(links);

        // Ten deliveries that are used up at once would make eighty within a second.
        expect(asked.length).toBeLessThan(links.length * 10);
        for (const { id } of links) {
            expect((await eventsOf(stack, id)).filter((event) => event === 'attaching')).toHaveLength(1);
        }
        expect((await linkWrites(stack)).filter(({ status }) => status === 200)).toHaveLength(2);
        expect(await deadLetters(stack)).toEqual([]);
    }, 300_000);

    it('ARM is away during an audit: the tenants wait, and none counts as failed', async () => {
        await stack.fault('arm', { path: '^/(subscriptions|providers)', status: 503, times: 12 });

        const { tenants: counts } = await audit(stack);

        expect(counts.done).toBe(counts.expected);
        expect(counts.failed).toBe(0);
        expect((await stack.requests('arm')).filter(({ status }) => status === 503)).toHaveLength(12);
        expect(await deadLetters(stack)).toEqual([]);
    }, 120_000);

    it.each([
        ['503', { status: 503 }],
        ['429 with Retry-After', { status: 429, retryAfterSeconds: 2 }],
        ['nothing', { drop: true }],
    ])(
        'Entra answers %s: waited out, same end',
        async (_what, wrong) => {
            const tenant = nextTenant();
            const links = await mailedTo({ ...tenant, subscriptionIds: tenant.subscriptionIds.slice(0, 2) });
            await stack.fault('arm', { path: '/oauth2/v2\\.0/token', ...wrong, times: 4 });

            await Promise.all(links.map((link) => save(stack, link)));
            await allAttached(links);

            expect((await stack.requests('arm')).filter(({ status }) => [0, 429, 503].includes(status))).toHaveLength(
                4,
            );
            expect(await linkWrites(stack, tenant.tenantId)).toHaveLength(1);
            expect(await deadLetters(stack)).toEqual([]);
        },
        120_000,
    );

    it('the connection to ARM breaks in the middle of the PUT: looked at again, written once or found written', async () => {
        const tenant = nextTenant();
        const links = await mailedTo({ ...tenant, subscriptionIds: tenant.subscriptionIds.slice(0, 2) });
        await stack.fault('arm', { method: 'PUT', path: 'ManagementPartner', drop: true, times: 1 });

        await Promise.all(links.map((link) => save(stack, link)));
        await allAttached(links);

        expect((await linkWrites(stack, tenant.tenantId)).map(({ status }) => status)).toEqual([0, 200]);
        expect(await deadLetters(stack)).toEqual([]);
    }, 120_000);

    it('SendGrid answers 429 with X-RateLimit-Reset: the mail is not tried again before, and goes out once', async () => {
        const { subscriptionIds } = nextTenant();
        const reset = Math.floor(Date.now() / 1000) + 5;
        const headers = { 'X-RateLimit-Reset': String(reset) };
        await stack.fault('mail', { path: '/v3/mail/send', status: 429, headers, times: 1 });

        await invite(stack, { subscriptionId: subscriptionIds[0], adminEmail: 'throttled@customer.example' });
        await stack.linkTo('throttled@customer.example');
        await whenQuiet(stack);

        const [refused, sent, ...more] = await stack.requests('mail');
        expect([refused?.status, sent?.status, more]).toEqual([429, 202, []]);
        expect(time(sent ?? { at: '' })).toBeGreaterThanOrEqual(reset * 1000);
        expect(await deadLetters(stack)).toEqual([]);
    }, 120_000);

    it('SendGrid is away: asked less and less often, and the mail goes out once', async () => {
        const { subscriptionIds } = nextTenant();
        await stack.fault('mail', { path: '/v3/mail/send', status: 503, times: 3 });

        await invite(stack, { subscriptionId: subscriptionIds[0], adminEmail: 'away@customer.example' });
        await waitFor(
            'the mail',
            async () => ((await stack.inbox()).some(({ to }) => to === 'away@customer.example') ? true : undefined),
            120,
        );
        await whenQuiet(stack);

        const asked = await stack.requests('mail');
        expect(asked.map(({ status }) => status)).toEqual([503, 503, 503, 202]);
        // The waits double from a second on; each may be longer, and none shorter.
        for (const [index, gap] of gapsOf(asked).entries()) expect(gap).toBeGreaterThanOrEqual(1000 * 2 ** index);
        expect((await stack.inbox()).filter(({ to }) => to === 'away@customer.example')).toHaveLength(1);
        expect(await deadLetters(stack)).toEqual([]);
    }, 180_000);

    it('has spoken to Microsoft and SendGrid as their documents say', async () => {
        expect(await stack.stop()).toBe(0);
    });
});
