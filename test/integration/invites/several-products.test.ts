import type { Invite } from '../../../shared/domain/invite.ts';
import { answerGuide } from '../../../shared/use-cases/guide/answer-guide.ts';
import type { InviteRequest } from '../../../shared/use-cases/invites/invite-request.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { resendInvite, revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { quickLinks } from '../../../shared/use-cases/mail/links.ts';
import { takeMailEvents } from '../../../shared/use-cases/mail/take-mail-events.ts';
import type { MailEvent } from '../../../shared/use-cases/mail/take-mail-events.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { ADMIN, makeWorld, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const later = { kind: 'later', detail: 'SendGrid answered 503.' } as const;
const accepted = { kind: 'accepted' } as const;

const GUIDED: InviteRequest = {
    ...{ product: 'microsoft365', tenantId: TENANT, adminEmail: ADMIN },
    alsoFor: [{ product: 'intune' }, { product: 'azure-dpor', subscriptionId: SUBSCRIPTION }],
};

const AZURE: InviteRequest = { subscriptionId: SUBSCRIPTION, adminEmail: ADMIN, alsoFor: [{ product: 'ems' }] };

async function asked(request: InviteRequest = GUIDED, world = makeWorld()): Promise<World> {
    await issueInvite(world.deps, request, quiet);
    return world;
}

async function mailed(request: InviteRequest = GUIDED): Promise<World> {
    const world = await asked(request);
    await world.deliver();
    return world;
}

/** The one whose mail tells of the others, and those. */
async function family(world: World): Promise<{ lead: Invite; followers: Invite[] }> {
    const all = await world.allInvites();
    const lead = all.find((invite) => invite.lead === null) ?? fail('no lead');
    return { lead, followers: lead.alongside.map((id) => all.find((invite) => invite.id === id) ?? fail(id)) };
}

const decideLink = (world: World, invite: Invite): string => quickLinks(world.deps, invite).decide;

const bounce = ({ id }: Invite, over: Partial<MailEvent> = {}): MailEvent => ({
    ...{ id: 'event-1', at: new Date('2026-11-21T05:01:00.000Z'), kind: 'bounced', reason: '550 no such user' },
    about: { inviteId: id, mailKind: 'invite', generation: 1 },
    ...over,
});

describe('several products in one request', () => {
    it.each([
        ['a product', GUIDED, 3],
        ['an Azure subscription', AZURE, 2],
    ])(
        'are one mail, with a link to each, and each begins to wait for its answer: %s',
        async (_what, request, count) => {
            const world = await mailed(request);

            const [mail, ...more] = world.mailer.sent;
            expect(more).toEqual([]);
            expect(await world.allInvites()).toHaveLength(count);
            for (const invite of await world.allInvites()) {
                expect(mail?.text.split('\n')).toContain(decideLink(world, invite));
                expect(invite).toMatchObject({
                    status: 'sent',
                    reminding: { mailedAt: world.clock.now().toISOString() },
                });
            }
            const { lead, followers } = await family(world);
            expect(mail?.about).toEqual({ inviteId: lead.id, kind: 'invite', generation: 1 });
            for (const { timeline } of followers) expect(timeline.at(-1)?.detail).toContain(lead.id);
            await world.settle();
            expect(world.mailsSent()).toEqual({ invite: 1 });
            expect(await world.wrongIndexRows()).toEqual([]);
        },
    );

    it('leave out what was revoked before the mail went out', async () => {
        const world = await asked();
        const { followers } = await family(world);
        const [revoked] = followers;
        await revokeInvite(world.deps, revoked?.id ?? '');

        await world.settle();

        expect(world.mailsSent()).toEqual({ invite: 1 });
        expect(world.mailer.sent[0]?.text).not.toContain(revoked?.id);
        expect((await family(world)).followers.map(({ status }) => status)).toEqual(['revoked', 'sent']);
    });

    it('revoked while the mail is on its way stays so, though the mail tells of it', async () => {
        const world = await asked();
        const { followers } = await family(world);
        world.deps.mailer = {
            ...world.mailer,
            send: async (mail) => {
                await revokeInvite(world.deps, followers[0]?.id ?? '');
                return await world.mailer.send(mail);
            },
        };

        await world.settle();

        expect((await family(world)).followers.map(({ status }) => status)).toEqual(['revoked', 'sent']);
        expect(world.mailsSent()).toEqual({ invite: 1 });
    });

    it('have a mail of their own, one for all, where the first one does not get through in time', async () => {
        const world = await asked();
        const { lead, followers } = await family(world);
        world.mailer.answer = (mail) =>
            'inviteId' in mail.about && mail.about.inviteId === lead.id ? later : accepted;
        for (let minute = 0; minute < 8; minute += 1) {
            await world.deliver();
            world.clock.at += MINUTE_MS;
            await world.sweepOnce();
        }

        expect(world.mailsSent()).toEqual({ invite: 1 });
        for (const follower of followers) {
            expect(world.mailer.sent.at(-1)?.text).toContain(decideLink(world, follower));
        }
        world.mailer.answer = () => accepted;
        await world.settle();

        const last = world.mailer.sent.at(-1);
        expect(last?.about).toMatchObject({ inviteId: lead.id });
        expect(last?.text.match(/\/api\/guide\//g)).toHaveLength(1);
        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
        expect(world.mailsSent()).toEqual({ invite: 2 });
    });

    it('are no way to send more mails than are counted: revoked at once, the first one leaves one mail for the others', async () => {
        const alsoFor = ['A', 'B', 'C', 'D', 'E', 'F'].map((productName) => ({
            product: 'intune' as const,
            productName,
        }));
        const world = await asked({ ...GUIDED, alsoFor });
        const { lead, followers } = await family(world);

        await revokeInvite(world.deps, lead.id);
        await world.settle();

        expect(world.mailsSent()).toEqual({ invite: 1 });
        for (const follower of followers) {
            expect(world.mailer.sent[0]?.text).toContain(decideLink(world, follower));
        }
        expect((await family(world)).followers.map(({ status }) => status)).toEqual(Array(6).fill('sent'));
    });

    it('are all in the mail of the first one that is sent again', async () => {
        const world = await mailed();
        const { lead, followers } = await family(world);

        await resendInvite(world.deps, lead.id, quiet);
        await world.settle();

        for (const follower of followers) {
            expect(world.mailer.sent.at(-1)?.text).toContain(decideLink(world, follower));
        }
        expect(world.mailsSent()).toEqual({ invite: 2 });
    });

    it('are refused by the mail service each for itself, as the address is the same', async () => {
        const world = await asked();
        world.mailer.answer = () => ({ kind: 'bad-address', detail: 'Does not contain a valid address.' });

        await world.settle();

        expect((await world.allInvites()).map(({ status }) => status)).toEqual(Array(3).fill('undeliverable'));
    });
});

describe('a mail of several products that comes back', () => {
    it('takes all that it told of along, once', async () => {
        const world = await mailed();
        const { lead } = await family(world);

        await takeMailEvents(world.deps, [bounce(lead), bounce(lead), bounce(lead, { id: 'event-2' })]);

        for (const invite of await world.allInvites()) {
            expect(invite).toMatchObject({ status: 'undeliverable' });
            expect(invite.timeline.filter(({ event }) => event === 'undeliverable')).toEqual([
                expect.objectContaining({ detail: '550 no such user' }),
            ]);
        }
    });

    it('leaves alone what had a mail of its own since, or an answer', async () => {
        const world = await mailed();
        const { lead, followers } = await family(world);
        await resendInvite(world.deps, followers[0]?.id ?? '', quiet);
        await revokeInvite(world.deps, followers[1]?.id ?? '');
        await world.settle();

        await takeMailEvents(world.deps, [bounce(lead)]);

        const after = await family(world);
        expect(after.lead.status).toBe('undeliverable');
        expect(after.followers.map(({ status }) => status)).toEqual(['sent', 'revoked']);
    });

    it('takes nothing along where a later mail has told of it since', async () => {
        const world = await mailed();
        const { lead } = await family(world);
        await resendInvite(world.deps, lead.id, quiet);
        await world.settle();

        await takeMailEvents(world.deps, [bounce(lead)]);

        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    });

    it('takes nothing along where its link was used all the same', async () => {
        const world = await mailed();
        const { lead, followers } = await family(world);
        const token = new URL(decideLink(world, lead)).searchParams.get('t') ?? '';
        await answerGuide(world.deps, { inviteId: lead.id, token }, 'added', quiet);

        await takeMailEvents(world.deps, [bounce(lead)]);

        const after = await family(world);
        expect([after.lead, ...after.followers].map(({ status }) => status)).toEqual(['attested', 'sent', 'sent']);
        expect(followers).toHaveLength(2);
    });

    it('takes along what its lead was not taken back for, where that was', async () => {
        const world = await mailed();
        const { lead } = await family(world);
        await revokeInvite(world.deps, lead.id);

        await takeMailEvents(world.deps, [bounce(lead)]);

        const after = await family(world);
        expect([after.lead, ...after.followers].map(({ status }) => status)).toEqual([
            ...['revoked', 'undeliverable', 'undeliverable'],
        ]);
    });

    it('says nothing of those that its lead did not tell of', async () => {
        const world = await mailed();
        const { lead, followers } = await family(world);

        await takeMailEvents(world.deps, [bounce(followers[0] ?? lead)]);

        expect((await family(world)).lead.status).toBe('sent');
    });

    it('is noted for all even where it comes back before they were told of', async () => {
        const world = await asked();
        const { lead } = await family(world);
        world.deps.mailer = {
            ...world.mailer,
            send: async (mail) => {
                const result = await world.mailer.send(mail);
                await takeMailEvents(world.deps, [bounce(lead)]);
                return result;
            },
        };

        await world.settle();

        expect((await world.allInvites()).map(({ status }) => status)).toEqual(Array(3).fill('undeliverable'));
        expect(world.mailsSent()).toEqual({ invite: 1 });
    });
});

describe('when the process dies at any call to the outside', () => {
    async function story(call: number | undefined, moment: CrashMoment): Promise<World> {
        const world = await asked();
        world.fuse.calls = 0;
        if (call !== undefined) world.fuse.dieAt(call, moment);
        await world.settle();
        return world;
    }

    it.each<CrashMoment>(['before', 'after'])(
        'everything is told of, and nothing more than once but what was under way: it died %s the call took effect',
        async (moment) => {
            const calls = (await story(undefined, moment)).fuse.calls;
            for (let call = 1; call <= calls; call += 1) {
                const world = await story(call, moment);

                const crash = `${moment} call ${call}`;
                const invites = await world.allInvites();
                const told = invites.filter((invite) =>
                    world.mailer.sent.some(({ text }) => text.includes(decideLink(world, invite))),
                );
                expect({ crash, deaths: world.fuse.deaths, told: told.length }).toEqual({ crash, deaths: 1, told: 3 });
                expect({ crash, statuses: invites.map(({ status }) => status) }).toEqual({
                    crash,
                    statuses: ['sent', 'sent', 'sent'],
                });
                expect({ crash, mails: world.mailer.sent.length > 2 }).toEqual({ crash, mails: false });
                expect(await world.wrongIndexRows()).toEqual([]);
            }
        },
        240_000,
    );
});

function fail(why: string): never {
    throw new Error(why);
}
