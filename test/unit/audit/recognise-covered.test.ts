import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { recogniseCovered } from '../../../shared/use-cases/audit/recognise-covered.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { inviteIn, later } from '../domain/invites.ts';

const { tenantId, subscriptionId } = inviteIn('unrecognised');
const ELSEWHERE = 'f0000000-0000-4000-8000-000000000001';
const neverInvited = Array.from({ length: 100 }, (_, n) => `d0000000-0000-4000-8000-${String(n).padStart(12, '0')}`);

async function makeWorld() {
    const invites = inviteTable(memoryTable());
    const id = invites.newId({ product: 'azure', subscriptionId });
    await invites.insert({ ...inviteIn('unrecognised'), id });
    const asked: (string | undefined)[] = [];
    const watched: typeof invites = {
        ...invites,
        list: (query) => {
            asked.push(query.subscriptionId);
            return invites.list(query);
        },
    };
    const deps = { invites: watched, clock: { now: () => later(60) } };
    const saved = async () => (await invites.get(id))?.value;
    return { deps, asked, saved };
}

describe('an audit that saw subscriptions covered', () => {
    it('brings an invite that ended unrecognised to its goal, and says when', async () => {
        const world = await makeWorld();

        await recogniseCovered(world.deps, tenantId, [...neverInvited, subscriptionId], [subscriptionId]);

        expect(await world.saved()).toMatchObject({ status: 'attached' });
        expect((await world.saved())?.timeline.at(-1)).toMatchObject({ at: later(60).toISOString() });
    });

    it('looks up only what its customer was invited for', async () => {
        const world = await makeWorld();

        await recogniseCovered(world.deps, tenantId, [...neverInvited, subscriptionId], [subscriptionId]);

        expect(world.asked).toEqual([subscriptionId]);
    });

    it('leaves an invite of another tenant as it is', async () => {
        const world = await makeWorld();

        await recogniseCovered(world.deps, ELSEWHERE, [subscriptionId], [subscriptionId]);

        expect(await world.saved()).toMatchObject({ status: 'unrecognised' });
    });
});
