import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import { isGuided } from '../../../shared/domain/invite.ts';
import { answerGuide } from '../../../shared/use-cases/guide/answer-guide.ts';
import type { GuideAnswer } from '../../../shared/use-cases/guide/answer-guide.ts';
import type { InviteRequest } from '../../../shared/use-cases/invites/invite-request.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { quickLinks } from '../../../shared/use-cases/mail/links.ts';
import { plainComposer } from '../../support/plain-composer.ts';
import { ADMIN, makeWorld as makeRemindWorld, quiet, TENANT } from './world.ts';

export { ADMIN, OTHER_ADMIN, quiet, TENANT } from './world.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** The world of reminders, for products that are attached by hand. */
export function makeWorld() {
    const world = makeRemindWorld('signin', plainComposer);

    async function read(id: string): Promise<GuidedInvite> {
        const invite = await world.read(id);
        if (!isGuided(invite)) throw new Error(`${id} is about Azure`);
        return invite;
    }

    /** Asked, and its mail has gone out. */
    async function asked(over: Partial<InviteRequest> = {}): Promise<GuidedInvite> {
        const request = { product: 'microsoft365', tenantId: TENANT, adminEmail: ADMIN, ...over } as const;
        const { id } = await world.persist(() => issueInvite(world.deps, request, quiet));
        await world.deliver();
        return await read(id);
    }

    const linkOf = (invite: GuidedInvite) => ({
        inviteId: invite.id,
        token: new URL(quickLinks(world.deps, invite).decide).searchParams.get('t') ?? '',
    });

    /** A press of a button on the page that the newest link leads to. */
    async function answer(id: string, what: GuideAnswer): Promise<GuidedInvite> {
        const link = linkOf(await read(id));
        await world.persist(() => answerGuide(world.deps, link, what, quiet));
        await world.deliver();
        return await read(id);
    }

    /** Asked and said. */
    const said = async (over: Partial<InviteRequest> = {}): Promise<GuidedInvite> =>
        await answer((await asked(over)).id, 'added');

    /** The timer and the sweep at work, the broker delivering. */
    async function tick(): Promise<void> {
        await world.remind();
        await world.deliver();
        world.clock.at += 90_000;
        await world.sweepOnce();
        await world.deliver();
    }

    /** Nobody does anything for so many days; then the timers run. */
    async function passDays(days: number): Promise<void> {
        world.clock.at += days * DAY_MS;
        await tick();
    }

    const events = (invite: GuidedInvite, ...which: string[]): string[] =>
        invite.timeline.map(({ event }) => event).filter((event) => which.includes(event));

    /** What the partner was told of an invite. */
    const told = (invite: GuidedInvite) =>
        invite.mails.flatMap(({ kind, state, outcome }) =>
            kind === 'outcome-partner' && state === 'sent' ? [outcome?.said ?? outcome?.status] : [],
        );

    /** Every question that went out, in the order in which they did. */
    const asking = () => world.mailer.sent.flatMap(({ about }) => (about.kind === 'ask-again' ? [about] : []));

    return { ...world, asking, read, asked, said, linkOf, answer, tick, passDays, events, told };
}

export type SaidWorld = ReturnType<typeof makeWorld>;
