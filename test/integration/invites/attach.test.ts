import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { retryInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import { READER } from '../../support/memory-azure.ts';
import { eligibleAt, linkTo, PARTNER_ID, rootOf } from '../../support/memory-partner-azure.ts';
import { makeWorld, quiet, REQUEST, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const once = (world: World, of: string, error: AzureError) => {
    world.azure.before = (question) => {
        if (!question.startsWith(of)) return;
        world.azure.before = () => undefined;
        throw error;
    };
};

const tenantOf = (world: World) => {
    const tenant = world.azure.tenants.get(TENANT);
    if (tenant === undefined) throw new Error('no tenant');
    return tenant;
};

async function saved(request: Parameters<typeof issueInvite>[1] = REQUEST): Promise<World> {
    const world = makeWorld();
    await issueInvite(world.deps, request, quiet);
    await world.settle();
    await savePartner(world.deps, world.linkOf(await world.only()), quiet);
    return world;
}

/** The one message that waits for the attach. */
const attachMessage = (world: World) => {
    const found = world.broker.waiting().find(({ queue }) => queue === 'attach-requests');
    if (found === undefined) throw new Error('no attach message');
    return found;
};

describe('how an attach ends', () => {
    it('writes nothing and takes no lease where the link stands already', async () => {
        const world = await saved();
        tenantOf(world).link = linkTo(PARTNER_ID);

        await world.settle();

        expect((await world.only()).status).toBe('attached');
        expect(world.azure.written).toEqual([]);
        const lease = await world.raw.tenantlocks.get(TENANT, 'link-lease');
        expect(lease).toBeUndefined();
        expect(world.azure.asked.filter((question) => question.startsWith('link '))).toHaveLength(1);
    });

    it('is a conflict where our identity carries another partner ID, which stays', async () => {
        const world = await saved();
        tenantOf(world).link = linkTo('999999');

        await world.settle();

        const invite = await world.only();
        expect(invite.status).toBe('conflict');
        expect(invite.nextStep).toContain('999999');
        expect(world.azure.written).toEqual([]);
    });

    it('replaces another partner ID by one PATCH where that was offered', async () => {
        const world = await saved({ ...REQUEST, allowReplace: true });
        tenantOf(world).link = linkTo('999999');

        await world.settle();

        expect((await world.only()).status).toBe('attached');
        expect(world.azure.written).toEqual([`PATCH ${TENANT} ${PARTNER_ID}`]);
    });

    it.each([
        ['no role', []],
        ['Reader alone', [{ roleDefinitionId: READER, scope: `/subscriptions/${SUBSCRIPTION}` }]],
    ])('is unrecognised with %s', async (_what, roles) => {
        const world = await saved();
        tenantOf(world).roles = roles;

        await world.settle();

        expect((await world.only()).status).toBe('unrecognised');
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
    });

    it('is unrecognised where only a role below the subscription is held', async () => {
        const world = await saved();
        once(world, 'heldRoles', new AzureError('forbidden', 'reading role assignments: 403', { status: 403 }));

        await world.settle();

        expect((await world.only()).status).toBe('unrecognised');
    });

    it.each([
        ['principalId', 'application-missing', 'is not in this tenant'],
        ['principalId', 'tenant-unknown', 'does not know this tenant'],
        ['createLink', 'partner-id-refused', 'does not accept the partner ID'],
        ['link', 'forbidden', 'refused'],
    ] as const)('has failed when %s says %s, and says what to do', async (of, kind, words) => {
        const world = await saved();
        once(world, of, new AzureError(kind, kind));

        await world.settle();

        const invite = await world.only();
        expect(invite.status).toBe('failed');
        expect(invite.nextStep).toContain(words);
        expect(await world.deadLetters()).toEqual([]);
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-admin': 1, 'outcome-partner': 1 });
    });

    it('is mended by a retry, once each time', async () => {
        const world = await saved();
        once(world, 'principalId', new AzureError('application-missing', 'AADSTS7000229'));
        await world.settle();
        const { id } = await world.only();

        await retryInvite(world.deps, id, quiet);
        await expect(retryInvite(world.deps, id, quiet)).rejects.toMatchObject({ code: 'invalid-state' });
        await world.settle();

        expect((await world.only()).status).toBe('attached');
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-admin': 2, 'outcome-partner': 2 });
    });
});

describe('an attach that has to wait', () => {
    it('asks again when it was told to and not before, and nobody else in that tenant does either', async () => {
        const world = await saved();
        once(world, 'link', new AzureError('throttled', '429', { retryAfterMs: 10 * MINUTE_MS }));
        const told = world.clock.at;
        await world.deliver();
        const asked = world.azure.asked.length;
        await issueInvite(world.deps, { ...REQUEST, adminEmail: 'second@contoso.example' }, quiet);
        await world.deliver();
        const [second] = (await world.allInvites()).filter(({ adminEmail }) => adminEmail.startsWith('second'));
        if (second !== undefined) await savePartner(world.deps, world.linkOf(second), quiet);
        await world.deliver();

        expect(world.azure.asked.slice(asked).filter((question) => !question.startsWith('findTenant'))).toEqual([]);
        world.clock.at = told + 10 * MINUTE_MS - 2_000;
        await world.deliver();
        expect(world.azure.asked.slice(asked).filter((question) => !question.startsWith('findTenant'))).toEqual([]);
        await world.settle();

        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['attached', 'attached']);
        expect(world.azure.written).toHaveLength(1);
        expect(await world.deadLetters()).toEqual([]);
    });

    it.each(['unavailable', 'credential-refused', 'conflict'] as const)(
        'comes to its end after %s, without using up deliveries',
        async (kind) => {
            const world = await saved();
            let times = 0;
            world.azure.before = (question) => {
                if (!question.startsWith('createLink') || (times += 1) > 15) return;
                throw new AzureError(kind, kind);
            };

            await world.settle(120);

            expect((await world.only()).status).toBe('attached');
            expect(times).toBe(16);
            expect(world.azure.written).toHaveLength(1);
            expect(await world.deadLetters()).toEqual([]);
        },
    );

    it('finds the link that a lost answer left behind, and writes it once', async () => {
        const world = await saved();
        world.azure.before = (question) => {
            if (!question.startsWith('createLink')) return;
            world.azure.before = () => undefined;
            tenantOf(world).link = linkTo(PARTNER_ID);
            throw new AzureError('unavailable', 'linking: no answer');
        };

        await world.settle();

        expect((await world.only()).status).toBe('attached');
        expect(world.azure.written).toEqual([]);
    });
});

describe('messages of an attach', () => {
    it('delivered twice at once attach once', async () => {
        const world = await saved();

        await world.broker.deliverTwice();
        await world.settle();

        const { status, timeline } = await world.only();
        expect(status).toBe('attached');
        expect(timeline.filter(({ event }) => event === 'attaching')).toHaveLength(1);
        expect(world.azure.written).toHaveLength(1);
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-admin': 1, 'outcome-partner': 1 });
    });

    it('that come again after the end do nothing', async () => {
        const world = await saved();
        const { body } = attachMessage(world);
        await world.settle();
        const asked = world.azure.asked.length;
        const before = await world.only();

        world.broker.inject('attach-requests', body, 'again');
        await world.settle();

        expect(world.azure.asked).toHaveLength(asked);
        expect(await world.only()).toEqual(before);
        expect(await world.deadLetters()).toEqual([]);
    });

    it('of an earlier attempt leave the work to the later one', async () => {
        const world = await saved();
        const { body } = attachMessage(world);
        once(world, 'link', new AzureError('unavailable', '503'));
        await world.deliver();
        const asked = world.azure.asked.length;

        world.broker.inject('attach-requests', body, 'stale');
        await world.deliver();

        expect(world.azure.asked).toHaveLength(asked);
        await world.settle();
        expect((await world.only()).status).toBe('attached');
    });

    it('that come before their time are sent again for it', async () => {
        const world = await saved();
        once(world, 'link', new AzureError('throttled', '429', { retryAfterMs: 5 * MINUTE_MS }));
        await world.deliver();
        const asked = world.azure.asked.length;
        const { body, notBefore } = attachMessage(world);
        world.broker.lose();

        world.broker.inject('attach-requests', body, 'early');
        await world.deliver();

        expect(world.azure.asked).toHaveLength(asked);
        const successor = attachMessage(world);
        expect(successor.notBefore).toBe(notBefore);
        expect(successor.body).not.toEqual(body);
        await world.settle();
        expect((await world.only()).status).toBe('attached');
    });
});

describe('several at once', () => {
    it('subscriptions of one tenant are attached by one PUT', async () => {
        const world = makeWorld();
        const ids = Array.from({ length: 12 }, (_, n) => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
        tenantOf(world).subscriptionIds.push(...ids);
        tenantOf(world).roles = [{ ...eligibleAt(SUBSCRIPTION), scope: rootOf(TENANT) }];
        await Promise.all(
            ids.map((subscriptionId) =>
                issueInvite(world.deps, { ...REQUEST, subscriptionId }, quiet).catch(() => undefined),
            ),
        );
        await world.settle();
        const links = (await world.allInvites()).map((invite) => world.linkOf(invite));

        await Promise.all(links.map((link) => savePartner(world.deps, link, quiet)));
        await Promise.all(Array.from({ length: 8 }, () => world.deliver()));
        await world.settle();

        // Ten mails a day go to one address.
        expect(links).toHaveLength(10);
        expect((await world.allInvites()).map(({ status }) => status)).toEqual(Array(10).fill('attached'));
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
    });

    it('pressing twice at once is one decision', async () => {
        const world = makeWorld();
        await issueInvite(world.deps, REQUEST, quiet);
        await world.settle();
        const link = world.linkOf(await world.only());

        const both = await Promise.all([savePartner(world.deps, link, quiet), savePartner(world.deps, link, quiet)]);
        await world.settle();

        expect(both.map(({ consumedGeneration }) => consumedGeneration)).toEqual([1, 1]);
        const { status, timeline } = await world.only();
        expect(status).toBe('attached');
        expect(timeline.filter(({ event }) => event === 'confirmed')).toHaveLength(1);
    });
});
