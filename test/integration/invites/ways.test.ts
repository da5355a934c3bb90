import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { attachPartner } from '../../../shared/use-cases/attach/attach-partner.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import { READER } from '../../support/memory-azure.ts';
import { eligibleAt, linkTo, PARTNER_ID } from '../../support/memory-partner-azure.ts';
import { invited, saveBySignIn, tenantIn } from './sign-in.ts';
import { HOME, makeWorld, quiet, REQUEST, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const READS = { roleDefinitionId: READER, scope: `/subscriptions/${SUBSCRIPTION}` };

/** Delegated with what earns, the application not in the tenant; the admin has saved. */
async function delegatedWorld(request: Parameters<typeof invited>[1] = REQUEST): Promise<World> {
    const world = makeWorld();
    tenantIn(world.azure).roles = null;
    world.azure.delegated.set(SUBSCRIPTION, [READS, eligibleAt(SUBSCRIPTION)]);
    await savePartner(world.deps, world.linkOf(await invited(world, request)), quiet);
    return world;
}

const asked = (world: World, what: string) => world.azure.asked.filter((question) => question.startsWith(what));

describe('a subscription that Azure Lighthouse delegates', () => {
    it('is attached by the link in our own tenant, which is made once', async () => {
        const world = await delegatedWorld();

        await world.settle();

        expect((await world.only()).status).toBe('attached');
        expect(world.azure.written).toEqual([`PUT ${HOME} ${PARTNER_ID}`]);
    });

    it('is attached without a write and without a lease where that link stands', async () => {
        const world = await delegatedWorld();
        tenantIn(world.azure, HOME).link = linkTo(PARTNER_ID);

        await world.settle();

        expect((await world.only()).status).toBe('attached');
        expect(world.azure.written).toEqual([]);
        expect(await world.raw.tenantlocks.get(HOME, 'link-lease')).toBeUndefined();
    });

    it.each([true, false])(
        'is attached so although a sign-in brought our application in without a role (granted: %s)',
        async (granted) => {
            const world = makeWorld('signin');
            tenantIn(world.azure).roles = [];
            world.azure.delegated.set(SUBSCRIPTION, [eligibleAt(SUBSCRIPTION)]);
            const { id } = await invited(world);
            await saveBySignIn(world, id, granted);
            const at = world.clock.at;

            await world.deliver();

            expect((await world.only()).status).toBe('attached');
            expect(world.azure.written).toEqual([`PUT ${HOME} ${PARTNER_ID}`]);
            expect(world.clock.at).toBe(at);
        },
    );

    it('is left to the link in the customer’s tenant where our application holds an eligible role there', async () => {
        const world = await delegatedWorld();
        tenantIn(world.azure).roles = [eligibleAt(SUBSCRIPTION)];

        await world.settle();

        expect((await world.only()).status).toBe('attached');
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
        expect(world.azure.asked.filter((question) => question.endsWith(HOME))).toEqual([]);
    });

    it.each([
        ['is not in the tenant', null, 'failed', []],
        ['holds Reader there', [READS], 'unrecognised', [`PUT ${TENANT} ${PARTNER_ID}`]],
    ] as const)(
        'by a role that does not count is as good as none: our application %s',
        async (_what, roles, status, written) => {
            const world = await delegatedWorld();
            tenantIn(world.azure).roles = roles === null ? null : [...roles];
            world.azure.delegated.set(SUBSCRIPTION, [READS]);

            await world.settle();

            expect((await world.only()).status).toBe(status);
            expect(world.azure.written).toEqual(written);
        },
    );

    it('has failed where the link in our own tenant carries another ID, which nobody replaces for one customer', async () => {
        const world = await delegatedWorld({ ...REQUEST, allowReplace: true });
        tenantIn(world.azure, HOME).link = linkTo('999999');

        await world.settle();

        const invite = await world.only();
        expect(invite.status).toBe('failed');
        expect(invite.nextStep).toContain('999999');
        expect(invite.nextStep).toContain('there is nothing for the customer to do');
        expect(world.azure.written).toEqual([]);
        expect(tenantIn(world.azure, HOME).link).toEqual(linkTo('999999'));
    });

    it('is linked by one PUT however many customers delegate at once', async () => {
        const world = makeWorld();
        const tenants = Array.from({ length: 8 }, (_, n) => `ad000000-0000-4000-8000-00000000000${n}`);
        for (const [n, tenantId] of tenants.entries()) {
            const subscriptionId = `ad000000-0000-4000-8000-0000000000f${n}`;
            world.azure.tenants.set(tenantId, { subscriptionIds: [subscriptionId], link: undefined, roles: null });
            world.azure.delegated.set(subscriptionId, [eligibleAt(subscriptionId)]);
            const adminEmail = `admin${n}@adatum.example`;
            await savePartner(world.deps, world.linkOf(await invited(world, { subscriptionId, adminEmail })), quiet);
        }

        await Promise.all(tenants.map(() => world.deliver()));
        await world.settle();

        expect((await world.allInvites()).map(({ status }) => status)).toEqual(tenants.map(() => 'attached'));
        expect(world.azure.written).toEqual([`PUT ${HOME} ${PARTNER_ID}`]);
    });
});

describe('what cannot be read through Azure Lighthouse', () => {
    it('counts as not delegated, and is logged', async () => {
        const world = await delegatedWorld();
        world.azure.before = (question) => {
            if (question.startsWith('delegatedRoles')) throw new AzureError('forbidden', '403', { status: 403 });
        };
        const warnings: unknown[] = [];
        const { id, attach } = await world.only();
        if (attach === null) throw new Error('no attach');
        const message = { inviteId: id, generation: attach.generation, attempt: attach.work.attempt };

        await attachPartner(world.deps, message, { ...quiet, warn: (...line) => warnings.push(line) });

        expect((await world.only()).nextStep).toContain('is not in this tenant');
        expect(warnings).toEqual([['delegations could not be read', expect.objectContaining({ kind: 'forbidden' })]]);
    });

    it('stands in nobody’s way where our own tenant does not know our application', async () => {
        const world = makeWorld();
        tenantIn(world.azure).roles = [READS];
        await savePartner(world.deps, world.linkOf(await invited(world)), quiet);
        world.azure.before = (question) => {
            if (question.endsWith(HOME)) throw new AzureError('application-missing', 'AADSTS7000229');
        };

        await world.deliver();

        expect((await world.only()).status).toBe('unrecognised');
    });

    it('is waited for where ARM wants our own tenant to wait, which holds up no other tenant', async () => {
        const world = await delegatedWorld();
        let throttled = false;
        world.azure.before = (question) => {
            if (throttled || !question.endsWith(HOME)) return;
            throttled = true;
            throw new AzureError('throttled', '429', { retryAfterMs: 5 * MINUTE_MS });
        };
        const at = world.clock.at;

        await world.deliver();

        expect(await world.deps.locks.notBefore(HOME)).toEqual(new Date(at + 5 * MINUTE_MS));
        expect(await world.deps.locks.notBefore(TENANT)).toBeUndefined();
        const before = asked(world, '').filter((question) => question.endsWith(HOME)).length;
        world.clock.at = at + 4 * MINUTE_MS;
        await world.deliver();
        expect(asked(world, '').filter((question) => question.endsWith(HOME))).toHaveLength(before);
        await world.settle();
        expect((await world.only()).status).toBe('attached');
    });

    it.each(['application-missing', 'forbidden'] as const)(
        'is our trouble and not the customer’s where our own tenant answers %s to the link',
        async (kind) => {
            const world = await delegatedWorld();
            let times = 0;
            world.azure.before = (question) => {
                if (question !== `createLink ${HOME}` || (times += 1) > 3) return;
                throw new AzureError(kind, kind);
            };

            await world.settle();

            expect((await world.only()).status).toBe('attached');
            expect(times).toBe(4);
        },
    );
});
