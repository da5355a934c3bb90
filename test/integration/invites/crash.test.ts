import { issueInviteOnce } from '../../../shared/use-cases/invites/issue-invite-once.ts';
import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { eligibleAt } from '../../support/memory-partner-azure.ts';
import { HOME, makeWorld, quiet, REQUEST, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

/** The whole of it: invited, mailed, saved, attached, told. */
async function story(world: World): Promise<void> {
    await world.persist(() => issueInviteOnce(world.deps, 'key-1', REQUEST, quiet));
    await world.settle();
    const link = world.linkOf(await world.only());
    await world.persist(() => savePartner(world.deps, link, quiet));
    await world.settle();
}

/** The same, while the broker forgets everything again and again, so that only the sweep brings it to an end. */
async function forgottenStory(world: World): Promise<void> {
    await world.persist(() => issueInviteOnce(world.deps, 'key-1', REQUEST, quiet));
    world.broker.lose();
    await world.settle();
    const link = world.linkOf(await world.only());
    await world.persist(() => savePartner(world.deps, link, quiet));
    world.broker.lose();
    await world.settle();
}

/** By way of Azure Lighthouse: the application is not in the tenant, and the link is made at home. */
function delegatedWorld(): World {
    const world = makeWorld();
    world.azure.delegated.set(SUBSCRIPTION, [eligibleAt(SUBSCRIPTION)]);
    const tenant = world.azure.tenants.get(TENANT);
    if (tenant !== undefined) tenant.roles = null;
    return world;
}

const expectTheEnd = async (world: World, linked: string, crash: string): Promise<void> => {
    const { status, timeline } = await world.only();
    const mails = world.mailsSent();
    const kinds = ['invite', 'outcome-admin', 'outcome-partner'];
    expect({ crash, status, kinds: Object.keys(mails).sort() }).toEqual({ crash, status: 'attached', kinds });
    expect(world.azure.written).toEqual([`PUT ${linked} 314159`]);
    expect(world.mailer.sent.length).toBeLessThanOrEqual(3 + world.fuse.deaths);
    expect(timeline.filter(({ event }) => event === 'attached')).toHaveLength(1);
    expect(await world.deadLetters()).toEqual([]);
    expect(await world.wrongIndexRows()).toEqual([]);
};

describe.each([
    ['', story, makeWorld, TENANT],
    [' and the broker forgets its messages', forgottenStory, makeWorld, TENANT],
    [' and Azure Lighthouse delegates', forgottenStory, delegatedWorld, HOME],
])('when the process dies at any call to the outside%s', (_what, tell, make, linked) => {
    it.each<CrashMoment>(['before', 'after'])(
        'the invite comes to the same end: it died %s the call took effect',
        async (moment) => {
            const undisturbed = make();
            await tell(undisturbed);
            await expectTheEnd(undisturbed, linked, 'none');
            expect(undisturbed.mailer.sent).toHaveLength(3);

            for (let call = 1; call <= undisturbed.fuse.calls; call += 1) {
                const world = make();
                world.fuse.dieAt(call, moment);
                await tell(world);
                expect(world.fuse.deaths).toBe(1);
                await expectTheEnd(world, linked, `${moment} call ${call}`);
            }
        },
        120_000,
    );
});
