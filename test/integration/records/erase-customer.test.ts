import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { eraseCustomer } from '../../../shared/use-cases/records/erase-customer.ts';
import type { Erased } from '../../../shared/use-cases/records/erase-customer.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { linkStatus } from '../../../shared/use-cases/invites/open-link.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { eligibleAt } from '../../support/memory-partner-azure.ts';
import { quiet, REQUEST, SUBSCRIPTION, TENANT } from '../invites/world.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';

const OTHER_TENANT = 'f0000000-0000-4000-8000-000000000001';
const OTHER = 'f0000000-0000-4000-8000-0000000000b1';
const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const MALLORY = 'mallory@contoso.example';

const NOTHING: Erased = {
    customer: 0,
    subscriptions: 0,
    missing: 0,
    invited: 0,
    attested: 0,
    invites: 0,
    deadLetters: 0,
    other: 0,
};

/** A customer with something of every kind, and another one beside it. */
async function twoCustomers(): Promise<World> {
    const world = makeWorld();
    const contoso = world.azure.tenants.get(TENANT);
    if (contoso !== undefined) contoso.subscriptionIds = [SUBSCRIPTION, ANALYTICS];
    world.azure.tenants.set(OTHER_TENANT, {
        subscriptionIds: [OTHER],
        link: undefined,
        roles: [eligibleAt(OTHER)],
    });
    await world.saved({ adminEmail: MALLORY, customerName: 'Contoso of Mallory' });
    await world.invited({ subscriptionId: ANALYTICS, adminEmail: MALLORY });
    await world.saved({ subscriptionId: OTHER, adminEmail: 'owner@fabrikam.example', customerName: 'Fabrikam' });
    await world.audited();
    await world.audited({ coverage: 'missing', reason: 'no-link', nextStep: 'n' }, ANALYTICS);
    await world.audited({ coverage: 'missing', reason: 'no-link', nextStep: 'n' }, OTHER, OTHER_TENANT);
    await world.deps.customers.noteAttested(TENANT, ANALYTICS, { at: '2026-11-21T05:00:00.000Z', how: 'guest' });
    world.mailer.answer = () => ({ kind: 'refused', detail: `about ${MALLORY}` });
    await world.invited({ adminEmail: 'second@contoso.example' });
    world.mailer.answer = () => ({ kind: 'accepted' });
    const letter = { queue: 'audit-tenants', messageId: 'm', reason: 'bug', detail: 'd', retriedAt: null };
    const at = world.clock.now().toISOString();
    await world.deps.deadLetters.add({
        ...letter,
        id: 'd8000000000000-0000000000000001',
        about: { runId: 'r', tenantId: TENANT },
        deadLetteredAt: at,
    });
    await world.deps.deadLetters.add({
        ...letter,
        id: 'd8000000000000-0000000000000002',
        about: { runId: 'r', tenantId: OTHER_TENANT },
        deadLetteredAt: at,
    });
    const run = { id: 'r', startedAt: at, planningSince: at, finishedAt: at, expected: 2 };
    await world.deps.audits.noteFinished({ ...run, status: 'finished', result: null });
    for (const [tenantId, customerName] of [
        [TENANT, 'Contoso of Mallory'],
        [OTHER_TENANT, 'Fabrikam'],
    ] as const) {
        const change = { tenantId, customerName, subscriptionId: OTHER, displayName: 'd', what: 'new' } as const;
        await world.deps.audits.noteChanges('r', [{ ...change, from: null, to: 'missing' }]);
    }
    return world;
}

const everything = async (world: World): Promise<string> => {
    const { customers, invites, deadletters, shortlived } = world.raw;
    const { subscriptions, missing, runs } = world.records;
    const all = [customers, invites, deadletters, shortlived, subscriptions, missing, runs];
    return JSON.stringify(await world.rowsIn(...all));
};

const TRACES = ['Mallory', 'mallory', 'contoso.example', TENANT, SUBSCRIPTION, ANALYTICS];

/** What can still be found of the erased customer. */
const tracesIn = async (world: World): Promise<string[]> => {
    const text = await everything(world);
    return TRACES.filter((trace) => text.includes(trace));
};

describe('erasing a customer', () => {
    it('erases all that is kept of it, and counts it', async () => {
        const world = await twoCustomers();
        expect((await tracesIn(world)).sort()).toEqual([...TRACES].sort());

        const erased = await eraseCustomer(world.deps, TENANT, quiet);

        expect(erased).toEqual({
            ...{ customer: 1, subscriptions: 2, missing: 1, invited: 2, attested: 1 },
            ...{ invites: 3, deadLetters: 2, other: 1 },
        });
        expect(await tracesIn(world)).toEqual([]);
    });

    it('leaves every other customer as it was', async () => {
        const world = await twoCustomers();
        const of = async () => ({
            customer: await world.deps.customers.get(OTHER_TENANT),
            known: await world.deps.customers.knownSubscriptions(OTHER_TENANT),
            record: await world.deps.subscriptions.get(OTHER_TENANT, OTHER),
            missing: (await world.deps.subscriptions.missing({ limit: 10 })).items.filter(
                ({ tenantId }) => tenantId === OTHER_TENANT,
            ),
            invites: (await world.allInvites()).filter(({ tenantId }) => tenantId === OTHER_TENANT),
            changes: (await world.rowsIn(world.records.runs)).filter(({ tenantId }) => tenantId === OTHER_TENANT),
            letters: (await world.deadLetters()).filter(({ about }) => about?.tenantId === OTHER_TENANT),
        });
        const before = await of();

        await eraseCustomer(world.deps, TENANT, quiet);

        expect(await of()).toEqual(before);
        expect(before.invites).toHaveLength(1);
        expect(before.changes).toHaveLength(1);
        expect(await world.wrongIndexRows()).toEqual(
            (await world.rowsIn(world.raw.invites))
                .map(({ rowKey }) => rowKey)
                .filter((rowKey) => rowKey.startsWith('erased|')),
        );
    });

    it('asked again, says that nothing was left, as of a tenant that nobody knows', async () => {
        const world = await twoCustomers();
        await eraseCustomer(world.deps, TENANT, quiet);

        expect(await eraseCustomer(world.deps, TENANT, quiet)).toEqual(NOTHING);
        expect(await eraseCustomer(world.deps, '00000000-0000-4000-8000-000000000000', quiet)).toEqual(NOTHING);
    });

    it('finds what is left of a customer that was deleted before', async () => {
        const world = await twoCustomers();
        await world.deps.customers.delete(TENANT, () => world.deps.subscriptions.deleteTenant(TENANT));
        expect(await tracesIn(world)).toContain('mallory');

        expect(await eraseCustomer(world.deps, TENANT, quiet)).toEqual({
            ...NOTHING,
            ...{ invites: 3, deadLetters: 2, other: 1 },
        });
        expect(await tracesIn(world)).toEqual([]);
    });

    it('lets every link lead nowhere', async () => {
        const world = await twoCustomers();
        const links = (await world.allInvites())
            .filter(({ tenantId, consumedGeneration }) => tenantId === TENANT && consumedGeneration === 1)
            .map(world.linkOf);

        await eraseCustomer(world.deps, TENANT, quiet);

        expect(links).toHaveLength(1);
        for (const link of links) {
            await expect(linkStatus(world.deps, link)).rejects.toMatchObject({ code: 'link-gone' });
        }
    });

    it.each([
        ['a mail', 'outbound-mail'],
        ['an attach', 'attach-requests'],
    ] as const)('lets %s that is under way end quietly', async (_what, queue) => {
        const world = makeWorld();
        const invite = await world.invited();
        if (queue === 'attach-requests') await savePartner(world.deps, world.linkOf(invite), quiet);
        else await issueInvite(world.deps, { ...REQUEST, adminEmail: MALLORY }, quiet);
        const waiting = world.broker.waiting().length;

        await eraseCustomer(world.deps, TENANT, quiet);
        const sent = world.mailer.sent.length;
        await world.settle();

        expect(waiting).toBe(1);
        expect(world.mailer.sent).toHaveLength(sent);
        expect(world.azure.written).toEqual([]);
        expect(await world.deadLetters()).toEqual([]);
        expect(await world.allInvites()).toEqual([]);
    });

    it('keeps no dead letter that comes after it', async () => {
        const world = makeWorld();
        world.mailer.answer = () => ({ kind: 'refused', detail: `about ${MALLORY}` });
        await issueInvite(world.deps, REQUEST, quiet);
        // To where it would be dead-lettered by the next delivery.
        while (world.mailer.asked.count === 0) expect(await world.broker.deliverOne()).toBeDefined();
        await eraseCustomer(world.deps, TENANT, quiet);

        await world.settle();

        expect(await world.deadLetters()).toEqual([]);
        expect(await everything(world)).not.toContain('mallory');
    });

    it('does not keep a customer from being invited anew', async () => {
        const world = await twoCustomers();
        await eraseCustomer(world.deps, TENANT, quiet);

        const { status } = await world.invited({ adminEmail: MALLORY });

        expect(status).toBe('sent');
        expect(await world.deps.customers.get(TENANT)).toMatchObject({ name: TENANT });
    });

    it.each<CrashMoment>(['before', 'after'])(
        'is done to the end by asking again where the process died at any call: it died %s the call took effect',
        async (moment) => {
            const undisturbed = await twoCustomers();
            const before = undisturbed.fuse.calls;
            await eraseCustomer(undisturbed.deps, TENANT, quiet);
            const calls = undisturbed.fuse.calls - before;

            for (let call = 1; call <= calls; call += 1) {
                const world = await twoCustomers();
                world.fuse.dieAt(call, moment);
                await world.persist(() => eraseCustomer(world.deps, TENANT, quiet));

                expect(world.fuse.deaths).toBe(1);
                expect([call, await tracesIn(world)]).toEqual([call, []]);
            }
            expect(calls).toBeGreaterThan(20);
        },
        120_000,
    );
});
