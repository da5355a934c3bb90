import { declinePartner } from '../../../shared/use-cases/invites/decide.ts';
import { resendInvite, revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { linkStatus } from '../../../shared/use-cases/invites/open-link.ts';
import { newJob } from '../../../shared/domain/report/job.ts';
import { retain } from '../../../shared/use-cases/records/retention.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { ADMIN, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';

const NAMES = { customerName: 'Contoso of Mallory', invitedBy: 'Mallory' };

const isNamed = async (world: World, id: string): Promise<boolean> => {
    const text = JSON.stringify(await world.inviteOf(id));
    return text.includes('Mallory') || text.includes(ADMIN);
};

const revoked = async (world: World): Promise<string> => {
    const { id } = await world.invited(NAMES);
    await revokeInvite(world.deps, id);
    return id;
};

describe('the retention', () => {
    it('erases the names of an invite so many days after its end, and not a day before', async () => {
        const world = makeWorld();
        const id = await revoked(world);

        world.passDays(364);
        await retain(world.deps, quiet);
        expect(await isNamed(world, id)).toBe(true);
        world.passDays(2);
        expect(await retain(world.deps, quiet)).toMatchObject({ erasedInvites: 1 });

        expect(await isNamed(world, id)).toBe(false);
        expect(await world.inviteOf(id)).toMatchObject({ status: 'revoked', subscriptionId: SUBSCRIPTION });
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('does nothing more the next time', async () => {
        const world = makeWorld();
        const id = await revoked(world);
        world.passDays(400);
        await retain(world.deps, quiet);
        const after = await world.inviteOf(id);

        expect(await retain(world.deps, quiet)).toEqual({ erasedInvites: 0, runs: 0, reports: 0, deadLetters: 0 });
        expect(await world.inviteOf(id)).toEqual(after);
    });

    it('leaves what is on its way, and one that can be thought better of, even where nothing is to be kept', async () => {
        const world = makeWorld();
        world.deps.retention.days = 0;
        const open = await world.invited(NAMES);
        const declined = await world.invited({ ...NAMES, adminEmail: 'mallory@contoso.example' });
        await declinePartner(world.deps, world.linkOf(declined), quiet);
        await world.settle();
        world.passDays(6);

        await retain(world.deps, quiet);

        expect(await isNamed(world, open.id)).toBe(true);
        expect(await isNamed(world, declined.id)).toBe(true);
        world.passDays(2);
        await retain(world.deps, quiet);
        expect(await isNamed(world, declined.id)).toBe(false);
    });

    it('keeps who agreed to what an audit still sees standing, and erases it so long after that ended', async () => {
        const world = makeWorld();
        const { id, status } = await world.saved(NAMES);
        await world.audited();
        for (let month = 0; month < 24; month += 1) {
            world.passDays(31);
            await retain(world.deps, quiet);
        }
        const lastSeen = world.clock.at;

        expect(status).toBe('attached');
        expect(await isNamed(world, id)).toBe(true);
        await world.audited({ coverage: 'missing', reason: 'no-link', nextStep: 'n' });
        world.passDays(31);
        await retain(world.deps, quiet);
        world.clock.at = lastSeen;
        world.passDays(364);
        await retain(world.deps, quiet);
        expect(await isNamed(world, id)).toBe(true);
        world.passDays(2);
        await retain(world.deps, quiet);
        expect(await isNamed(world, id)).toBe(false);
    });

    it('takes a subscription that cannot be read for a while for what it was', async () => {
        const world = makeWorld();
        const { id } = await world.saved(NAMES);
        await world.audited();
        await world.audited({ coverage: 'unknown', reason: 'could-not-be-read', nextStep: 'n' });
        world.passDays(400);

        await retain(world.deps, quiet);

        expect(await isNamed(world, id)).toBe(true);
    });

    it('keeps of several invites of a subscription the one that what stands goes back to', async () => {
        const world = makeWorld();
        const first = await world.saved(NAMES);
        world.passDays(1);
        const second = await world.saved(NAMES);
        await world.audited();
        world.passDays(400);

        await retain(world.deps, quiet);

        expect(await isNamed(world, first.id)).toBe(false);
        expect(await isNamed(world, second.id)).toBe(true);
    });

    it('keeps what the customer says as long as that counts', async () => {
        const world = makeWorld();
        const invite = await world.invited(NAMES);
        await world.deps.customers.noteAttested(TENANT, SUBSCRIPTION, { at: '2026-11-21T05:00:00.000Z', how: 'guest' });
        const stored = await world.deps.invites.get(invite.id);
        if (stored === undefined) throw new Error('no invite');
        const attested = {
            at: '2026-11-21T05:00:00.000Z',
            event: 'attested',
            status: 'attested',
            detail: null,
        } as const;
        await world.deps.invites.replace(stored, { ...stored.value, status: 'attested', timeline: [attested] });
        world.passDays(400);

        await retain(world.deps, quiet);
        expect(await isNamed(world, invite.id)).toBe(true);
        await world.deps.customers.forgetAttested(TENANT, SUBSCRIPTION);
        world.passDays(400);
        await retain(world.deps, quiet);
        await retain(world.deps, quiet);
        expect(await isNamed(world, invite.id)).toBe(false);
    });

    it('leaves no link that leads anywhere', async () => {
        const world = makeWorld();
        const link = world.linkOf(await world.saved());
        world.passDays(400);

        expect((await linkStatus(world.deps, link)).status).toBe('attached');
        await retain(world.deps, quiet);
        await expect(linkStatus(world.deps, link)).rejects.toMatchObject({ code: 'link-gone' });
    });

    it('leaves nothing that could be sent again, and says why', async () => {
        const world = makeWorld();
        const { id } = await world.invited();
        world.passDays(15);
        await world.sweepOnce();
        await world.settle();
        world.passDays(400);
        await retain(world.deps, quiet);

        await expect(resendInvite(world.deps, id, quiet)).rejects.toMatchObject({
            code: 'invalid-state',
            message: 'Its names and addresses were erased: issue a new invite.',
        });
    });

    it('deletes dead letters that are as old, and no younger ones', async () => {
        const world = makeWorld();
        world.mailer.answer = () => ({ kind: 'refused', detail: 'about mallory@contoso.example' });
        await world.invited({ adminEmail: 'mallory@contoso.example' });
        world.passDays(364);
        await world.invited();
        world.passDays(2);

        expect(await retain(world.deps, quiet)).toMatchObject({ deadLetters: 1 });
        expect(await world.deadLetters()).toHaveLength(1);
        expect(JSON.stringify(await world.rowsIn(world.raw.deadletters))).not.toContain('reason|');
    });

    it('deletes audit runs that are old with all their rows, the latest excepted', async () => {
        const world = makeWorld();
        const finish = async (id: string) => {
            const at = world.clock.now().toISOString();
            const run = { id, startedAt: at, planningSince: at, finishedAt: at, expected: 250 };
            await world.deps.audits.open({ ...run, status: 'finished', result: null });
            const rows = Array.from({ length: 250 }, (_, n) => ({
                partitionKey: `run:${id}`,
                rowKey: `done|${n}`,
                outcome: 'done',
            }));
            for (const row of rows) await world.records.runs.insert(row);
            await world.deps.audits.noteFinished({ ...run, status: 'finished', result: null });
            await world.deps.audits.close(id);
        };
        await finish('first');
        world.passDays(89);
        await finish('second');
        world.passDays(2);

        expect(await retain(world.deps, quiet)).toMatchObject({ runs: 1 });
        const left = JSON.stringify(await world.rowsIn(world.records.runs));
        expect(left).not.toContain('first');
        expect(left).toContain('done|249');
        world.passDays(400);
        expect(await retain(world.deps, quiet)).toMatchObject({ runs: 0 });
        expect((await world.deps.audits.latestFinished())?.id).toBe('second');
    });

    it('deletes reports that are as old as runs may be, and never the last one that went out', async () => {
        const world = makeWorld();
        const { reports } = world.deps;
        const send = async (id: string) => {
            const now = world.clock.now();
            await reports.add(newJob(id, now));
            const queued = await reports.get(id);
            if (queued === undefined) throw new Error('no report');
            const at = now.toISOString();
            const said = { reportId: id, sentAt: at, fingerprint: 'f', runFinishedAt: at };
            await reports.replace(queued, { ...queued.value, state: 'sent', sentAt: at }, said);
        };
        await send('first');
        world.passDays(89);
        await send('second');
        world.passDays(2);

        expect(await retain(world.deps, quiet)).toMatchObject({ reports: 1 });
        expect([await reports.get('first'), (await reports.get('second'))?.value.state]).toEqual([undefined, 'sent']);
        world.passDays(400);
        expect(await retain(world.deps, quiet)).toMatchObject({ reports: 0 });
        expect(await reports.get('second')).toBeDefined();
        expect((await reports.last())?.reportId).toBe('second');
    });

    it('goes on with the others where one cannot be erased', async () => {
        const world = makeWorld();
        const one = await revoked(world);
        const other = await revoked(world);
        world.passDays(400);
        const broken = await world.raw.invites.get(one.charAt(0), `invite|${one}`);
        if (broken === undefined) throw new Error('no row');
        await world.raw.invites.upsert({ ...broken.value, timeline: 'not what this version writes' });

        await retain(world.deps, quiet);

        await world.raw.invites.upsert(broken.value);
        expect(await isNamed(world, one)).toBe(true);
        expect(await isNamed(world, other)).toBe(false);
    });

    it.each<CrashMoment>(['before', 'after'])(
        'ends the same where the process dies at any call: it died %s the call took effect',
        async (moment) => {
            const story = async (world: World) => {
                const id = await revoked(world);
                const kept = await world.saved({ subscriptionId: SUBSCRIPTION, adminEmail: 'mallory@contoso.example' });
                await world.audited();
                world.passDays(400);
                return [id, kept.id] as const;
            };
            const undisturbed = makeWorld();
            await story(undisturbed);
            const before = undisturbed.fuse.calls;
            await retain(undisturbed.deps, quiet);
            const calls = undisturbed.fuse.calls - before;

            for (let call = 1; call <= calls; call += 1) {
                const world = makeWorld();
                const [erased, kept] = await story(world);
                world.fuse.dieAt(call, moment);
                await world.persist(() => retain(world.deps, quiet));

                expect(world.fuse.deaths).toBe(1);
                expect([call, await isNamed(world, erased), await isNamed(world, kept)]).toEqual([call, false, true]);
                expect(await world.wrongIndexRows()).toEqual([]);
            }
            expect(calls).toBeGreaterThan(20);
        },
        120_000,
    );
});
