import { guidePath } from '../../../shared/http/guide-link.ts';
import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import { routesOf } from './served.ts';
import { BASE, makeWorld, SUBSCRIPTION } from './world.ts';
import type { World } from './world.ts';

const AS_PAGE = { accept: 'text/html' };
const AS_JSON = { accept: 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const OURS = { ...FORM, 'sec-fetch-site': 'same-origin' };

const pathTo = (world: World, invite: GuidedInvite): string => guidePath(world.linkOf(invite));
const bodyOf = ({ body }: { body: string }): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>;

describe('GET /api/guide/{inviteId}', () => {
    it('changes nothing, whoever opens it and however often', async () => {
        const world = makeWorld();
        const [invite, again] = [await world.issued(), await world.askedAgain({ product: 'ems' })];
        const fresh = await world.issued({ product: 'intune' });
        const [kept, keptAgain] = [await world.stored(fresh.id), await world.stored(again.id)];
        const ask = routesOf(world);

        for (const headers of [AS_PAGE, AS_JSON, {}]) {
            expect((await ask('GET', pathTo(world, fresh), headers)).status).toBe(200);
            expect((await ask('GET', pathTo(world, again), headers)).status).toBe(200);
        }

        // The tag of the row is another one after any write.
        expect(await world.stored(fresh.id)).toEqual(kept);
        expect(await world.stored(again.id)).toEqual(keptAgain);
        expect((await ask('GET', pathTo(world, invite))).status).toBe(410);
    });

    it('tells programs the same facts', async () => {
        const world = makeWorld();
        const about = { product: 'azure-dpor', subscriptionId: SUBSCRIPTION, partnerId: '3141592' } as const;
        const invite = await world.issued(about);

        const answer = await routesOf(world)('GET', pathTo(world, invite), AS_JSON);

        expect(bodyOf(answer)).toMatchObject({
            status: 'issued',
            state: 'open',
            partner: { name: 'Fourth Coffee', id: '3141592' },
            product: { id: 'azure-dpor', subscription: { id: SUBSCRIPTION } },
            portalLink: expect.stringContaining(SUBSCRIPTION) as unknown,
            openUntil: '2026-12-05T05:00:00.000Z',
            others: [],
        });
        expect(answer.body).not.toContain(world.linkOf(invite).token);
    });

    it('tells what was said, until when it can be answered, and why it is asked', async () => {
        const world = makeWorld();
        const invite = await world.askedAgain({}, 'facts');

        const answer = await routesOf(world)('GET', pathTo(world, invite), AS_JSON);

        expect(bodyOf(answer)).toMatchObject({
            state: 'asked-again',
            saidAt: '2026-11-21T05:00:00.000Z',
            openUntil: '2026-12-31T05:00:00.000Z',
            why: 'facts',
        });
    });

    it('is written in the language of the invite, and runs its own script alone', async () => {
        const world = makeWorld();
        const invite = await world.issued({ locale: 'pt-BR' });

        const { headers } = await routesOf(world)('GET', pathTo(world, invite), AS_PAGE);

        expect(headers).toMatchObject({ 'content-language': 'pt-BR', 'cache-control': 'no-store' });
        expect(new Headers(headers).get('content-security-policy')).toMatch(
            /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; form-action 'self'/,
        );
    });

    it('says the same whatever is wrong with a link', async () => {
        const world = makeWorld();
        const [invite, other] = [await world.issued(), await world.issued({ product: 'ems' })];
        const ask = routesOf(world);
        const { token } = world.linkOf(invite);
        const wrong = [
            `/api/guide/${invite.id}`,
            `/api/guide/${invite.id}?t=`,
            `/api/guide/${invite.id}?t=${world.linkOf(other).token}`,
            `/api/guide/${other.id}?t=${token}`,
            `/api/guide/none?t=${token}`,
            `/api/guide/${invite.id}?t=${token}x`,
        ];

        const answers = await Promise.all(wrong.map((path) => ask('GET', path, AS_PAGE)));

        expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
        expect(answers[0]?.status).toBe(410);
    });
});

describe('POST /api/guide/{inviteId}', () => {
    it('leads back to the page, and nothing of the link is logged', async () => {
        const world = makeWorld();
        const invite = await world.issued();
        const logged: string[] = [];

        const { status, headers } = await routesOf(
            world,
            logged,
        )(...(['POST', pathTo(world, invite), OURS, 'decision=added'] as const));

        expect({ status, location: new Headers(headers).get('location') }).toEqual({
            ...{ status: 303, location: pathTo(world, invite) },
        });
        expect(logged.join()).toContain(invite.id);
        expect(logged.join()).not.toContain(world.linkOf(invite).token.split('.')[2]);
    });

    it.each<[string, Record<string, string>, string, number]>([
        ['from another site', { ...FORM, 'sec-fetch-site': 'cross-site', origin: BASE }, 'decision=added', 403],
        ['from another site’s subdomain', { ...FORM, 'sec-fetch-site': 'same-site' }, 'decision=added', 403],
        ['from an address bar', { ...FORM, 'sec-fetch-site': 'none' }, 'decision=added', 403],
        ['from another origin', { ...FORM, origin: 'https://evil.example' }, 'decision=added', 403],
        ['from nowhere', FORM, 'decision=added', 403],
        ['with what no button says', OURS, 'decision=save', 400],
        ['with two answers', OURS, 'decision=added&decision=decline', 400],
        ['with something more', OURS, 'decision=added&by=me', 400],
        ['with nothing', OURS, '', 400],
        ['as JSON', { ...OURS, 'content-type': 'application/json' }, '{"decision":"added"}', 415],
    ])('is refused %s', async (_what, headers, body, status) => {
        const world = makeWorld();
        const invite = await world.issued();
        const before = await world.stored(invite.id);

        expect((await routesOf(world)('POST', pathTo(world, invite), headers, body)).status).toBe(status);

        expect(await world.stored(invite.id)).toEqual(before);
    });
});
