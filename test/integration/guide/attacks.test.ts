import { decline, expire, resend, revoke } from '../../../shared/domain/invite-transitions.ts';
import { closeForErasure } from '../../../shared/domain/invite-retention.ts';
import type { GuidedInvite, Invite } from '../../../shared/domain/invite.ts';
import { deriveToken } from '../../../shared/domain/link-token.ts';
import { mailboxKeyOf } from '../../../shared/domain/mailbox.ts';
import { deriveOptOutToken, provenMailbox } from '../../../shared/domain/opt-out-token.ts';
import { withProof } from '../../../shared/domain/products/proof.ts';
import { lapse, sayAdded, sayGone } from '../../../shared/domain/products/said-transitions.ts';
import { guidePath } from '../../../shared/http/guide-link.ts';
import { answerGuide, GUIDE_ANSWERS } from '../../../shared/use-cases/guide/answer-guide.ts';
import { openGuide } from '../../../shared/use-cases/guide/open-guide.ts';
import { changeInvite } from '../../../shared/use-cases/invites/change-invite.ts';
import { openLink, provenInvite } from '../../../shared/use-cases/invites/open-link.ts';
import { provenManage } from '../../../shared/use-cases/sign-in/manage.ts';
import { newInvite } from '../../unit/domain/invites.ts';
import { routesOf } from './served.ts';
import { makeWorld, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const gone = { code: 'link-gone' };
const DPOR = { product: 'azure-dpor', subscriptionId: SUBSCRIPTION, partnerId: '3141592' } as const;

const tokenOf = (world: World, invite: Invite, over: object = {}): string =>
    deriveToken(world.deps.linkSigningKeys, { ...invite, inviteId: invite.id, ...over });

describe('a token of one purpose', () => {
    it('is none of the guide page’s, though it is of the same invite and key', async () => {
        const world = makeWorld();
        const invite = await world.issued(DPOR);
        const others = [
            tokenOf(world, invite, { purpose: 'manage' }),
            tokenOf(world, invite, { partnerId: '314159' }),
            tokenOf(world, invite, { subscriptionId: null }),
            tokenOf(world, invite, { generation: 2 }),
            tokenOf(world, invite, { seed: 't'.repeat(32) }),
            deriveOptOutToken(world.deps.linkSigningKeys, mailboxKeyOf(invite.adminEmail)),
        ];

        for (const token of others) {
            const link = { inviteId: invite.id, token };
            await expect(openGuide(world.deps, link)).rejects.toMatchObject(gone);
            await expect(world.answer(link, 'added')).rejects.toMatchObject(gone);
        }

        expect(await world.read(invite)).toEqual(invite);
    });

    it('of the guide page opens nothing of Azure, on whatever path of the same subscription and ID', async () => {
        const world = makeWorld();
        const invite = await world.issued(DPOR);
        const deps = { ...world.deps, confirmationMode: 'signin' } as const;

        for (const purpose of ['quick-link', 'manage'] as const) {
            const link = { ...DPOR, token: tokenOf(world, invite, { purpose }) };
            await expect(provenInvite(deps, link)).rejects.toMatchObject(gone);
            await expect(openLink(deps, link)).rejects.toMatchObject(gone);
            await expect(provenManage(deps, link)).rejects.toMatchObject(gone);
            expect(provenMailbox(world.deps.linkSigningKeys, link.token)).toBeUndefined();
        }
    });

    it('of a subscription opens no guide page, not even of a product of that subscription', async () => {
        const world = makeWorld();
        const invite = await world.issued(DPOR);
        const azure = newInvite({ id: invite.id, tenantId: TENANT, subscriptionId: SUBSCRIPTION });

        await expect(
            openGuide(world.deps, { inviteId: invite.id, token: tokenOf(world, azure) }),
        ).rejects.toMatchObject(gone);
    });
});

describe('an answer that comes in the very moment of something else', () => {
    const RIVALS: [string, (invite: GuidedInvite, at: Date, world: World) => Invite | undefined][] = [
        ['revoked', (invite, at) => revoke(invite, at)],
        ['sent again', (invite, at) => resend(invite, 'z'.repeat(32), at)],
        ['erased', (invite, at) => closeForErasure(invite, invite.seed, at)],
        ['ended', (invite, at) => expire({ ...invite, expiresAt: at.toISOString() }, at, true)],
    ];

    /** The guide's own store, of which the first write finds that somebody else was quicker. */
    const behind = (world: World, rival: (invite: GuidedInvite) => Invite | undefined) => {
        const { invites } = world.deps;
        const state = { done: false };
        const replace: typeof invites.replace = async (before, next) => {
            if (!state.done) {
                state.done = true;
                await changeInvite(invites, before.value.id, (invite) => rival(invite as GuidedInvite));
            }
            return await invites.replace(before, next);
        };
        return { ...world.deps, invites: { ...invites, replace } };
    };

    it.each(
        RIVALS.flatMap(([name, rival]) =>
            GUIDE_ANSWERS.filter((what) => what !== 'gone').map((what) => ({ name, rival, what })),
        ),
    )('does not bring back what was $name: $what', async ({ rival, what }) => {
        const world = makeWorld();
        const invite = await world.issued();
        const at = world.clock.now();
        const expected = rival(await world.read(invite), at, world);
        const deps = behind(world, (current) => rival(current, at, world));

        await expect(answerGuide(deps, world.linkOf(invite), what, quiet)).rejects.toMatchObject(gone);

        expect(await world.read(invite)).toEqual(expected);
        expect(world.mailQueue.accepted).toEqual([]);
    });

    it.each(GUIDE_ANSWERS)('does not bring back what has lapsed: %s', async (what) => {
        const world = makeWorld();
        const invite = await world.askedAgain();
        const told = world.mailQueue.accepted.length;
        world.pass(29.9);
        const deps = behind(world, (current) => {
            world.pass(0.2);
            return lapse(current, world.clock.now(), true);
        });
        const link = world.linkOf(invite);

        const answered = answerGuide(deps, link, what, quiet).catch((error: unknown) => error);

        // A no to what was said before is no answer at all, so that nothing is written that could come too late.
        const isNone = what === 'decline';
        if (isNone) expect(await answered).toBeUndefined();
        else expect(await answered).toMatchObject(gone);
        expect((await world.read(invite)).said).toMatchObject({
            lapsedAt: isNone ? null : (expect.any(String) as unknown),
        });
        expect(world.mailQueue.accepted).toHaveLength(told);
    });

    it('is one answer where two people give two', async () => {
        const world = makeWorld();
        const invite = await world.issued();
        const deps = behind(world, (current) => sayAdded(current, world.clock.now(), world.deps.said, true));

        await answerGuide(deps, world.linkOf(invite), 'decline', quiet);

        expect((await world.read(invite)).timeline.map(({ event }) => event)).toEqual(['issued', 'attested']);
    });

    it('is the later one where a no was first, and nobody is told twice of either', async () => {
        const world = makeWorld();
        const invite = await world.issued();
        const deps = behind(world, (current) => decline(current, world.clock.now(), true));

        await answerGuide(deps, world.linkOf(invite), 'added', quiet);

        const { status, mails } = await world.read(invite);
        expect(status).toBe('attested');
        const told = mails.filter(({ kind }) => kind === 'outcome-partner').map(({ outcome }) => outcome?.status);
        expect(told).toEqual(['declined', 'attested']);
    });
});

describe('the guide page in the hands of somebody else', () => {
    const NOTE = 'Ticket 4711 of our own system';
    const headers = [{ accept: 'text/html' }, { accept: 'application/json' }];

    it('tells nothing of the partner’s own: no proof, no address, no seed, no history', async () => {
        const world = makeWorld();
        const states: GuidedInvite[] = [];
        for (const [index, product] of (['intune', 'ems', 'dynamics365'] as const).entries()) {
            const invite = await world.issued({ product, adminEmail: 'grace.hopper@contoso.example' });
            await world.answer(world.linkOf(invite), 'added');
            await world.change(invite, (current) =>
                withProof(current, { note: NOTE, checked: { by: 'Mallory of the partner' } }, world.clock.now()),
            );
            if (index === 1) await world.answer(world.linkOf(invite), 'gone');
            states.push(await world.read(invite));
        }
        const ask = routesOf(world);

        for (const invite of states) {
            expect(invite.said?.proof?.note).toBe(NOTE);
            for (const accept of headers) {
                const { status, body } = await ask('GET', guidePath(world.linkOf(invite)), accept);
                expect(status).toBe(200);
                expect(body).not.toMatch(/Ticket 4711|Mallory|grace\.hopper|attested-|proof/);
                expect(body).not.toContain(invite.seed);
            }
        }
    });

    it('answers a wrong link byte by byte as one of an invite that there never was', async () => {
        const world = makeWorld();
        const invite = await world.issued();
        const link = world.linkOf(invite);
        const never = { inviteId: 'a0000000-0000-4000-8000-00000000dead', token: link.token };
        const ofNever = {
            ...never,
            token: tokenOf(world, { ...invite, id: never.inviteId }),
        };
        const revoked = await world.issued({ product: 'ems' });
        await world.change(revoked, (current) => revoke(current, world.clock.now()));
        const erased = await world.issued({ product: 'intune' });
        await world.change(erased, (current) => closeForErasure(current, 'q'.repeat(32), world.clock.now()));
        const paths = [never, ofNever, world.linkOf(revoked), world.linkOf(erased)].map(guidePath);
        const ask = routesOf(world);
        const ours = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

        const seen = await Promise.all(
            paths.flatMap((path) => [
                ...headers.map((accept) => ask('GET', path, accept)),
                ask('POST', path, { ...ours, accept: 'text/html' }, 'decision=added'),
            ]),
        );

        const told = seen.map(({ status, headers: sent, body }) =>
            JSON.stringify([status, { ...sent, 'x-correlation-id': '' }, body]),
        );
        // A page to a person, whatever was asked, and problem details to a script.
        expect(new Set(told).size).toBe(2);
        expect(new Set(seen.map(({ status }) => status))).toEqual(new Set([410]));
    });

    it('leads nowhere but back to itself, whatever stands in its address', async () => {
        const world = makeWorld();
        const invite = await world.issued();
        const { token } = world.linkOf(invite);
        const ours = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
        const path = `/api/guide/${invite.id.toUpperCase()}?t=${token}&next=https://evil.example&t=https://evil.example`;

        const { status, headers: sent } = await routesOf(world)('POST', path, ours, 'decision=later');

        // Of two tokens the runtime hands over one: either it is the right one, or there is no page.
        expect([303, 410]).toContain(status);
        expect(JSON.stringify(sent)).not.toContain('evil');
    });

    it('prints what others wrote as text, in every state', async () => {
        const evil = '"><img src=x onerror=alert(1)>{{7*7}}</title><script>alert(2)</script>';
        const world = makeWorld();
        const over = { productName: evil, customerName: evil, invitedBy: evil, note: evil, partnerName: evil };
        const invite = await world.issued(over);
        const ask = routesOf(world);
        const pages: string[] = [];
        const look = async () => {
            const link = world.linkOf(await world.read(invite));
            pages.push((await ask('GET', guidePath(link), { accept: 'text/html' })).body);
        };

        await look();
        await world.answer(world.linkOf(invite), 'decline');
        await look();
        await world.answer(world.linkOf(invite), 'added');
        await look();
        await world.change(invite, (current) => sayGone(current, world.clock.now(), false));
        await look();

        expect(pages).toHaveLength(4);
        for (const body of pages) {
            expect(body).toContain('&lt;img src=x');
            expect(body).not.toMatch(/<img|<script>alert/);
        }
    });
});
