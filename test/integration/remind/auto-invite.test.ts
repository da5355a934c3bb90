import type { CoverageReason } from '../../../shared/domain/coverage-reason.ts';
import { REASONS } from '../../../shared/domain/coverage-reason.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { autoInvite } from '../../../shared/use-cases/invites/auto-invite.ts';
import { declinePartner, savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { resendInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import {
    ADMIN,
    ANALYTICS,
    ARCHIVE,
    listening,
    makeWorld,
    namedIn,
    OTHER_ADMIN,
    quiet,
    SUBSCRIPTION,
    TENANT,
} from './world.ts';
import type { RemindWorld } from './world.ts';

const DAY = 24;
const THREE = [SUBSCRIPTION, ANALYTICS, ARCHIVE].sort();

/** A customer that is invited automatically. */
async function customer(
    settings: { contactEmail?: string | undefined; autoInvite?: boolean | undefined } = {},
): Promise<RemindWorld> {
    const world = makeWorld();
    await world.deps.customers.put(TENANT, { name: 'Contoso', contactEmail: ADMIN, autoInvite: true, ...settings });
    return world;
}

/** What the audit calls when it has found something. */
const found = async (
    world: RemindWorld,
    subscriptionIds: readonly string[],
    reason: CoverageReason = 'no-link',
    log = quiet,
): Promise<void> => {
    for (const id of subscriptionIds) world.missing.set(id, { value: { coverage: 'missing', reason } });
    const newlyMissing = subscriptionIds.map((subscriptionId) => ({ subscriptionId, displayName: 'Web', reason }));
    await world.persist(() => autoInvite(world.deps, { tenantId: TENANT, newlyMissing }, log));
};

const states = async (world: RemindWorld): Promise<string[]> => (await world.listed()).map(({ state }) => state);

describe('a subscription that an audit found missing', () => {
    it('is invited: its contact is asked, the mail does not pretend that somebody signed it, and the mark is on it', async () => {
        const world = await customer();

        await found(world, [SUBSCRIPTION]);
        await world.deliver();

        expect(await world.only()).toMatchObject({
            status: 'sent',
            origin: 'auto-invite',
            invitedBy: 'auto-invite',
            adminEmail: ADMIN,
            subscriptionId: SUBSCRIPTION,
            subscriptionName: 'Web',
            tenantId: TENANT,
            customerName: 'Contoso',
        });
        const [mail] = world.sent('invite');
        expect(mail?.text).toContain('Asked by: Fourth Coffee');
        expect(mail?.text).not.toContain('auto-invite');
        expect(await world.listed()).toEqual([{ subscriptionId: SUBSCRIPTION, state: 'invited', reason: null }]);
    });

    it.each(REASONS.map((reason) => [reason]))('for the reason %s, where an invite mends that', async (reason) => {
        const world = await customer();

        await found(world, [SUBSCRIPTION], reason);
        await world.deliver();

        const mends = ['application-missing', 'no-access', 'no-link', 'no-eligible-role'].includes(reason);
        expect(world.sent('invite')).toHaveLength(mends ? 1 : 0);
        expect(await world.listed()).toHaveLength(mends ? 1 : 0);
    });

    it.each([
        ['says so', true, false, 1],
        ['says nothing, and all are', undefined, true, 1],
        ['says nothing, and none is', undefined, false, 0],
        ['says that it is not, though all are', false, true, 0],
    ])('is invited where its customer %s', async (_what, own, all, invites) => {
        const world = await customer({ autoInvite: own });
        world.deps.autoInvite.all = all;

        await found(world, [SUBSCRIPTION]);

        expect(await world.allInvites()).toHaveLength(invites);
    });

    it('is not invited where nobody of the customer is known, and the log says so once for all of them', async () => {
        const world = await customer({ contactEmail: undefined });
        const { log, lines } = listening();

        await found(world, THREE, 'no-link', log);

        expect(lines).toEqual(['auto-invite: the customer has no contact']);
        expect(await world.allInvites()).toEqual([]);
    });

    it('is not invited where the contact opted out, and not later either', async () => {
        const world = await customer();
        await world.optOut(ADMIN);
        const { log, lines } = listening();

        await found(world, THREE, 'no-link', log);
        await world.hours(DAY);

        expect(lines).toEqual(['auto-invite: not invited']);
        expect(await world.allInvites()).toEqual([]);
        expect(await world.listed()).toEqual(
            THREE.map((subscriptionId) => ({ subscriptionId, state: 'skipped', reason: 'opted-out' })),
        );
    });

    it('is not invited where somebody is asked about it already', async () => {
        const world = await customer();
        const { id } = await world.mailed(SUBSCRIPTION, OTHER_ADMIN);

        await found(world, [SUBSCRIPTION, ANALYTICS]);

        expect((await world.allInvites()).map(({ subscriptionId }) => subscriptionId).sort()).toEqual(
            [SUBSCRIPTION, ANALYTICS].sort(),
        );
        expect((await world.read(id)).adminEmail).toBe(OTHER_ADMIN);
        expect(await states(world)).toEqual(expect.arrayContaining(['invited', 'skipped']));
    });

    it('is invited although another one was asked about it before and let it expire', async () => {
        const world = await customer();
        await world.mailed(SUBSCRIPTION, OTHER_ADMIN);
        await world.hours(15 * DAY);

        await found(world, [SUBSCRIPTION]);

        expect(await states(world)).toEqual(['invited']);
    });

    it('is refused as it would be by hand where the contact is the partner’s own', async () => {
        const world = await customer({ contactEmail: 'me@fourthcoffee.example' });
        const { log, lines } = listening();

        await found(world, [SUBSCRIPTION], 'no-link', log);

        expect(lines).toEqual(['auto-invite: refused', 'auto-invite: not invited']);
        expect(await world.listed()).toEqual([{ subscriptionId: SUBSCRIPTION, state: 'skipped', reason: 'refused' }]);
    });
});

describe('once ever', () => {
    it.each([
        ['declined', async (world: RemindWorld) => declinePartner(world.deps, world.linkOf(await world.only()), quiet)],
        ['let expire', (world: RemindWorld) => world.hours(15 * DAY)],
        ['saved', async (world: RemindWorld) => savePartner(world.deps, world.linkOf(await world.only()), quiet)],
    ])('is once: %s, and found missing anew', async (_what, answer) => {
        const world = await customer();
        await found(world, [SUBSCRIPTION]);
        await world.deliver();
        await answer(world);
        await world.hours(2 * DAY);

        await found(world, [SUBSCRIPTION]);
        await world.hours(2 * DAY);

        expect(await world.allInvites()).toHaveLength(1);
        expect(world.sent('invite')).toHaveLength(1);
    });

    it('is once for two audits at the same time', async () => {
        const world = await customer();

        await Promise.all([found(world, THREE), found(world, THREE)]);
        await world.hours(2);

        expect(await world.allInvites()).toHaveLength(3);
        expect(world.sent('invite')).toHaveLength(1);
    });
});

describe('the mails of automatic invites', () => {
    it('of one day to one address are one, which tells of all, and each is reminded of together', async () => {
        const world = await customer();

        await found(world, THREE);
        await world.hours(1);
        expect(world.sent('invite').map(({ text }) => namedIn(text))).toEqual([THREE]);
        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);

        await world.hours(3 * DAY);
        expect(world.sent('reminder').map(({ text }) => namedIn(text))).toEqual([THREE]);
    });

    it('go out when all of them are there, however fast the broker is', async () => {
        const world = await customer();
        const { mailQueue } = world.deps;
        world.deps.mailQueue = {
            send: async (body, options) => {
                await mailQueue.send(body, options);
                await world.deliver();
            },
        };

        await found(world, THREE);

        expect(world.sent('invite').map(({ text }) => namedIn(text))).toEqual([THREE]);
    });

    it('tell of each once, also where nobody noted it before the day was over', async () => {
        const world = await customer();
        await found(world, THREE);
        await world.broker.deliverOne();
        world.broker.lose();
        expect((await world.allInvites()).map(({ status }) => status).sort()).toEqual(['issued', 'issued', 'sent']);

        world.clock.at += DAY * 3_600_000;
        await world.hours(1);

        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
        expect(world.sent('invite')).toHaveLength(1);
    });

    it('wait for the next day where that address got one today', async () => {
        const world = await customer();
        await found(world, [SUBSCRIPTION]);
        await world.hours(1);

        await found(world, [ANALYTICS, ARCHIVE]);
        await world.hours(3);
        expect(world.sent('invite')).toHaveLength(1);
        await world.hours(DAY);

        expect(world.sent('invite').map(({ text }) => namedIn(text))).toEqual([[SUBSCRIPTION], THREE]);
        expect(world.perDay(({ kind }) => kind === 'invite' || kind === 'reminder')).toEqual([1, 1]);
        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    });

    it('share the day with reminders: never two of our own accord, and none is forgotten', async () => {
        const world = await customer();
        await world.mailed(SUBSCRIPTION);
        world.clock.at += 3 * DAY * 3_600_000;
        await world.hours(1);
        expect(world.sent('reminder')).toHaveLength(1);

        await found(world, [ANALYTICS]);
        await world.hours(9 * DAY);

        const [, ...automatic] = world.sent('invite');
        expect(automatic).toHaveLength(1);
        const byHand = world.sent('invite')[0]?.about;
        const ofOwnAccord = world.sent('reminder').length + automatic.length;
        expect(ofOwnAccord).toBeGreaterThanOrEqual(4);
        expect(world.perDay((about) => about !== byHand && about.kind !== 'outcome-partner')).toEqual(
            Array(ofOwnAccord).fill(1),
        );
    });

    it('count against no number of mails that the partner sends by hand', async () => {
        const world = await customer();
        world.deps.rules.mailsPerAddressPerDay = 1;

        await found(world, THREE);
        await world.deliver();

        expect(await states(world)).toEqual(['invited', 'invited', 'invited']);
        await expect(world.mailed('c0000000-0000-4000-8000-0000000000a1', OTHER_ADMIN)).resolves.toBeDefined();
    });

    it('that the partner sends again by hand go out whatever the day has had', async () => {
        const world = await customer();
        await found(world, [SUBSCRIPTION]);
        await world.deliver();

        await resendInvite(world.deps, (await world.only()).id, quiet);
        await world.deliver();

        expect(world.sent('invite').map(({ about }) => about)).toMatchObject([{ generation: 1 }, { generation: 2 }]);
    });

    it('are not sent to whoever opted out before they went', async () => {
        const world = await customer();
        await found(world, THREE);

        await world.optOut(ADMIN);
        await world.hours(2);

        expect(world.sent('invite')).toEqual([]);
        const ends = (await world.allInvites()).map(({ status, timeline }) => [status, timeline.at(-1)?.event]);
        expect(ends).toEqual(Array(3).fill(['issued', 'invite-mail-withheld']));
    });
});

describe('the daily number', () => {
    it('is kept, and what is over waits for the next days', async () => {
        const world = await customer();
        world.deps.autoInvite.dailyCap = 2;

        await found(world, THREE);
        await world.hours(2);
        expect((await states(world)).sort()).toEqual(['invited', 'invited', 'waiting']);
        await world.hours(DAY);

        expect(await states(world)).toEqual(['invited', 'invited', 'invited']);
        await world.hours(DAY);
        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    });

    it('of none invites nobody', async () => {
        const world = await customer();
        world.deps.autoInvite.dailyCap = 0;

        await found(world, THREE);
        await world.hours(2 * DAY);

        expect(await states(world)).toEqual(['waiting', 'waiting', 'waiting']);
        expect(await world.allInvites()).toEqual([]);
    });

    it.each([
        ['covered', (world: RemindWorld) => cover(world), 'not-missing'],
        ['gone', (world: RemindWorld) => forget(world), 'not-missing'],
        [
            'of a customer that is not invited automatically any more',
            (world: RemindWorld) =>
                world.deps.customers.put(TENANT, { name: 'Contoso', contactEmail: ADMIN, autoInvite: false }),
            'switched-off',
        ],
        [
            'of a customer that is not there any more',
            (world: RemindWorld) => world.deps.customers.delete(TENANT, () => Promise.resolve()),
            'switched-off',
        ],
        [
            'of a customer whose contact is not known any more',
            (world: RemindWorld) => world.deps.customers.put(TENANT, { name: 'Contoso', autoInvite: true }),
            'no-contact',
        ],
    ])('lets nobody be invited for what is, by then, %s', async (_what, change, reason) => {
        const world = await customer();
        world.deps.autoInvite.dailyCap = 0;
        await found(world, [SUBSCRIPTION]);

        await change(world);
        world.deps.autoInvite.dailyCap = 50;
        await world.hours(2);

        expect(await world.listed()).toEqual([{ subscriptionId: SUBSCRIPTION, state: 'skipped', reason }]);
        expect(await world.allInvites()).toEqual([]);
    });

    const forget = (world: RemindWorld) => {
        world.missing.clear();
        return Promise.resolve();
    };
    const cover = (world: RemindWorld) => {
        world.missing.set(SUBSCRIPTION, { value: { coverage: 'covered', reason: null } });
        return Promise.resolve();
    };
});

describe('a dry run', () => {
    it('invites nobody, says once whom it would, and keeps it on the list until it is none', async () => {
        const world = await customer();
        world.deps.autoInvite.dryRun = true;
        const { log, lines } = listening();

        await found(world, THREE, 'no-link', log);
        await found(world, THREE, 'no-link', log);
        await world.hours(DAY);

        expect(lines).toEqual(Array(3).fill('auto-invite: would invite'));
        expect(await world.allInvites()).toEqual([]);
        expect(await states(world)).toEqual(['waiting', 'waiting', 'waiting']);

        world.deps.autoInvite.dryRun = false;
        await world.hours(1);
        expect(await states(world)).toEqual(['invited', 'invited', 'invited']);
        expect(world.sent('invite')).toHaveLength(1);
    });
});

describe('trouble on the way', () => {
    it('costs the audit nothing once they are on the list: the timer goes on', async () => {
        const world = await customer();
        world.azure.before = () => {
            throw new Error('a bug');
        };
        const { log, lines } = listening();

        await found(world, [SUBSCRIPTION], 'no-link', log);
        expect(lines).toEqual(['auto-invite: left to the timer']);
        world.azure.before = () => undefined;
        await world.hours(1);

        expect(await states(world)).toEqual(['invited']);
        expect(world.sent('invite')).toHaveLength(1);
    });

    it('is told to the audit where they could not be put on the list', async () => {
        const world = await customer();
        world.deps.autoInvites = {
            ...world.deps.autoInvites,
            add: () => Promise.reject(new AppError('unavailable', 'no table')),
        };

        await expect(found(world, [SUBSCRIPTION])).rejects.toMatchObject({ code: 'unavailable' });
    });
});
