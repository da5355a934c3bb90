import { z } from 'zod';
import { whenQuiet } from '../support/e2e-tables.ts';
import { addTenants } from '../support/stack-tenants.ts';
import { startStack, waitFor, type SeenRequest, type Stack } from '../support/stack.ts';

const TENANTS = 5;
const EACH = 40;
const ALL = TENANTS * EACH;
/** Enough to be in the middle of when everything is stopped. */
const FEW_EACH = 12;
const PARTNER_MAIL = 'partners@fourthcoffee.example';
/** How many mails may be on their way at once, and so go out twice when the host dies. */
const MAIL_CONCURRENCY = 8;

const linkPattern = /https?:\/\/\S+\/api\/confirm\/[\w-]+\/partnerId\/\d+\?t=[\w.~-]+/;

/** Waits until so many mails were taken. The list of requests is short; the inbox, with every mail in it, is not. */
const whenMailed = (stack: Stack, count: number) =>
    waitFor(
        `${count} mails`,
        async () => {
            const taken = (await stack.requests('mail')).filter(({ status }) => status === 202);
            return taken.length >= count ? true : undefined;
        },
        240,
    );

/** Invites every subscription of the made tenants in one batch and waits for the mails; their links. */
const inviteAll = async (stack: Stack, each = EACH): Promise<string[]> => {
    const { state, made } = addTenants(await stack.armState(), TENANTS, each);
    await stack.setArmState(state);
    const rows = made
        .flatMap(({ subscriptionIds }) => subscriptionIds)
        .map((subscriptionId, index) => ({
            subscriptionId,
            adminEmail: `admin${index}@customer.example`,
        }));
    const { body } = await stack.api('POST', '/api/invites/batch', { body: rows });
    expect((body as { status: number }[]).map(({ status }) => status)).toEqual(rows.map(() => 201));
    await whenMailed(stack, rows.length);
    const links = new Set((await stack.inbox()).map(({ text }) => linkPattern.exec(text)?.[0] ?? ''));
    expect(links.size).toBe(rows.length);
    return [...links];
};

const countByStatus = async (stack: Stack): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    let continuation: string | undefined;
    do {
        const query = continuation === undefined ? '' : `&continuation=${encodeURIComponent(continuation)}`;
        const { body } = await stack.api('GET', `/api/invites?limit=1000${query}`);
        const page = z
            .object({ items: z.array(z.looseObject({ status: z.string() })), continuation: z.string().optional() })
            .parse(body);
        for (const { status } of page.items) counts[status] = (counts[status] ?? 0) + 1;
        continuation = page.continuation;
    } while (continuation !== undefined);
    return counts;
};

const allAttached = (stack: Stack, count = ALL) =>
    waitFor(
        `${count} attached invites`,
        async () => ((await countByStatus(stack)).attached === count ? true : undefined),
        120,
    );

const save = async (stack: Stack, link: string): Promise<void> => {
    const url = new URL(link);
    await waitFor('an answer to Save partner', async () => {
        try {
            const { status } = await stack.anonymous('POST', url.pathname + url.search, {
                body: 'decision=save',
                headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
            });
            return status === 303 ? true : undefined;
        } catch {
            // The host is away for a moment: a person presses the button again.
            return undefined;
        }
    });
};

const successfulPuts = (requests: readonly SeenRequest[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { method, path, status, tenantId = '' } of requests) {
        if (method !== 'PUT' || !path.includes('ManagementPartner') || status !== 200) continue;
        counts[tenantId] = (counts[tenantId] ?? 0) + 1;
    }
    return counts;
};

/** How many mails are there beyond the first of each kind to each address about each invite. */
const repeated = async (stack: Stack): Promise<number> => {
    const seen = new Map<string, number>();
    for (const { to, customArgs } of await stack.inbox()) {
        const key = [to, customArgs.inviteId, customArgs.mailKind].join(' ');
        seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    return [...seen.values()].reduce((sum, count) => sum + count - 1, 0);
};

/** Waits until every invite has its outcome mails to both sides; more may come, which `repeated` counts. */
const allTold = async (stack: Stack) => {
    await whenMailed(stack, 3 * ALL);
    // Where some went out twice others may still be to come.
    await waitFor(
        'an outcome mail to the administrator and the partner for each',
        async () => {
            const told = new Set<string>();
            for (const { to, customArgs } of await stack.inbox()) {
                if (customArgs.mailKind !== 'invite')
                    told.add(`${to === PARTNER_MAIL ? 'partner' : to} ${customArgs.inviteId}`);
            }
            return told.size === 2 * ALL ? true : undefined;
        },
        120,
    );
};

describe(`${ALL} invites confirmed at once`, () => {
    let stack: Stack;
    beforeEach(async () => {
        stack = await startStack({ env: { SWEEP_SCHEDULE: '*/2 * * * * *', SWEEP_AFTER_SECONDS: '10' } });
    }, 60_000);
    afterEach(() => stack.remove(), 60_000);

    it('are all attached, with one PUT for each tenant and no mail twice', async () => {
        const links = await inviteAll(stack);

        await Promise.all(links.map((link) => save(stack, link)));
        await allTold(stack);
        await allAttached(stack);

        const puts = successfulPuts(await stack.requests('arm'));
        expect(Object.values(puts)).toEqual(Array.from({ length: TENANTS }, () => 1));
        expect(await repeated(stack)).toBe(0);
    }, 240_000);

    it('come to the same end when the Functions host is killed three times meanwhile', async () => {
        const links = await inviteAll(stack);

        const saving = Promise.all(links.map((link) => save(stack, link)));
        for (let kill = 1; kill <= 3; kill += 1) {
            const settled = ALL * (kill / 5);
            await waitFor(
                'some to be attached',
                async () => {
                    const attached = await countByStatus(stack).catch(() => undefined);
                    return (attached?.attached ?? 0) >= settled ? true : undefined;
                },
                60,
            );
            await stack.killHost();
        }
        await saving;
        await allTold(stack);
        await allAttached(stack);

        const puts = successfulPuts(await stack.requests('arm'));
        expect(Object.values(puts)).toEqual(Array.from({ length: TENANTS }, () => 1));
        expect(await repeated(stack)).toBeLessThanOrEqual(3 * MAIL_CONCURRENCY);
    }, 300_000);

    it('come to the same end, fewer of them, when everything is stopped in the middle and started again', async () => {
        const links = await inviteAll(stack, FEW_EACH);
        // So slow that the stop comes in the middle; the next start knows nothing of it.
        await stack.fault('arm', { path: 'ManagementPartner', delayMs: 1000, times: 100 * links.length });
        await Promise.all(links.map((link) => save(stack, link)));

        await stack.stop();
        const stopped = /(\d+) messages are lost/.exec(stack.logs())?.[1];
        await stack.restart();

        await allAttached(stack, links.length);
        await whenQuiet(stack, 120);
        expect(Number(stopped)).toBeGreaterThan(0);
        expect(await countByStatus(stack)).toEqual({ attached: TENANTS * FEW_EACH });
        // The inbox and the list of requests began anew: what stands there is what the sweep has done.
        for (const writes of Object.values(successfulPuts(await stack.requests('arm')))) expect(writes).toBe(1);
        expect(await repeated(stack)).toBe(0);
    }, 300_000);
});
