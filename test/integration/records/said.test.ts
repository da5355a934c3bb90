import { isGuided } from '../../../shared/domain/invite.ts';
import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import { answerGuide } from '../../../shared/use-cases/guide/answer-guide.ts';
import type { GuideAnswer } from '../../../shared/use-cases/guide/answer-guide.ts';
import { attest } from '../../../shared/domain/invite-transitions.ts';
import { changeInvite } from '../../../shared/use-cases/invites/change-invite.ts';
import { askOfTenant } from '../../../shared/use-cases/invites/ask-of-tenant.ts';
import { noteProof } from '../../../shared/use-cases/invites/note-proof.ts';
import { quickLinks } from '../../../shared/use-cases/mail/links.ts';
import { eraseCustomer } from '../../../shared/use-cases/records/erase-customer.ts';
import { retain } from '../../../shared/use-cases/records/retention.ts';
import { sendReminders } from '../../../shared/use-cases/remind/remind.ts';
import { ADMIN, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';

const PRODUCT = { product: 'microsoft365', subscriptionId: undefined, tenantId: TENANT, invitedBy: 'Mallory' } as const;

const guidedOf = async (world: World, id: string): Promise<GuidedInvite> => {
    const invite = await world.inviteOf(id);
    if (!isGuided(invite)) throw new Error('It is about Azure.');
    return invite;
};

async function answer(world: World, id: string, what: GuideAnswer): Promise<void> {
    const { decide } = quickLinks(world.deps, await guidedOf(world, id));
    const token = new URL(decide).searchParams.get('t') ?? '';
    await answerGuide(world.deps, { inviteId: id, token }, what, quiet);
    await world.settle();
}

async function said(world: World): Promise<string> {
    const { id } = await world.invited(PRODUCT);
    await answer(world, id, 'added');
    await noteProof(world.deps, id, { note: 'Mail of Mallory', checked: { by: 'Mallory' } });
    return id;
}

/** The timers of so many months, one after another. */
async function months(world: World, count: number): Promise<void> {
    for (let month = 0; month < count; month += 1) {
        world.passDays(30);
        await sendReminders(world.deps, quiet);
        await world.settle();
        await world.sweepOnce();
        await world.settle();
        await retain(world.deps, quiet);
    }
}

const isNamed = async (world: World, id: string): Promise<boolean> => {
    const text = JSON.stringify(await world.inviteOf(id));
    return text.includes('Mallory') || text.includes(ADMIN);
};

describe('the names in what a customer said of a product', () => {
    it('are kept for as long as the customer says that it is so, be that for years', async () => {
        const world = makeWorld();
        const id = await said(world);

        for (let year = 0; year < 3; year += 1) {
            await months(world, 13);
            expect(await guidedOf(world, id)).toMatchObject({ said: { asked: { why: 'time' } } });
            expect(await isNamed(world, id)).toBe(true);
            await answer(world, id, 'added');
        }

        expect(await guidedOf(world, id)).toMatchObject({ status: 'attested', said: { proof: { checked: {} } } });
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('are erased so long after it lapsed, and not before', async () => {
        const world = makeWorld();
        const id = await said(world);

        await months(world, 25);
        expect((await guidedOf(world, id)).said?.lapsedAt).not.toBeNull();
        expect(await isNamed(world, id)).toBe(true);
        await months(world, 3);

        expect(await isNamed(world, id)).toBe(false);
        expect(await guidedOf(world, id)).toMatchObject({ status: 'attested', said: { by: '', proof: null } });
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('are erased so long after it was taken back', async () => {
        const world = makeWorld();
        const id = await said(world);
        await answer(world, id, 'gone');

        await months(world, 12);
        expect(await isNamed(world, id)).toBe(true);
        await months(world, 1);

        expect(await isNamed(world, id)).toBe(false);
        expect(await guidedOf(world, id)).toMatchObject({ status: 'removed' });
    });

    it('go with their customer, who is asked nothing any more', async () => {
        const world = makeWorld();
        await said(world);

        await eraseCustomer(world.deps, TENANT, quiet);
        await askOfTenant(world.deps, TENANT, world.clock.now().toISOString());
        await months(world, 15);

        expect(await world.allInvites()).toEqual([]);
        expect(world.mailsSent()['ask-again']).toBeUndefined();
    });

    it('do not take the place of what the customer says of the Azure subscription itself', async () => {
        const world = makeWorld();
        const { id } = await world.invited({ invitedBy: 'Mallory' });
        const at = world.clock.now().toISOString();
        await world.deps.customers.noteAttested(TENANT, SUBSCRIPTION, { at, how: 'guest' });
        await changeInvite(world.deps.invites, id, (invite) => attest(invite, world.clock.now(), 'By a guest.', false));
        world.passDays(1);
        const { id: field } = await world.invited({ ...PRODUCT, product: 'azure-dpor', subscriptionId: SUBSCRIPTION });
        await answer(world, field, 'added');
        world.passDays(400);

        await retain(world.deps, quiet);

        expect(await isNamed(world, id)).toBe(true);
    });

    it('are gone with the product’s own name, which the partner wrote as it liked', async () => {
        const world = makeWorld();
        const { id } = await world.invited({ ...PRODUCT, productName: 'The plan of Mallory' });
        await answer(world, id, 'decline');
        world.passDays(400);

        await retain(world.deps, quiet);

        expect(await isNamed(world, id)).toBe(false);
        expect(await world.wrongIndexRows()).toEqual([]);
    });
});
