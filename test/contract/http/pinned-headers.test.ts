import { WEBHOOK_KEY } from './headers/asking.ts';
import { ROUTES } from './headers/routes.ts';
import { headersOf } from './headers/sets.ts';
import { startHeaderWorld } from './headers/world.ts';
import type { HeaderWorld } from './headers/world.ts';
import { registeredRoutes } from './registrations.ts';

const asked = Object.entries(ROUTES).flatMap(([route, ways]) =>
    ways.map((way, index) => ({ ...way, route, name: `${route}, ${String(way.status)} (${String(index + 1)})` })),
);

describe('the headers of answers', () => {
    let world: HeaderWorld;
    beforeAll(async () => {
        world = await startHeaderWorld(WEBHOOK_KEY);
    }, 240_000);
    afterAll(() => world.stack.remove(), 60_000);

    it('are pinned for every route', async () => {
        const registered = (await registeredRoutes()).map(({ method, path }) => `${method} ${path}`);

        const unpinned = registered
            .filter((route) => !(route in ROUTES))
            .map(
                (route) =>
                    `${route}: say in test/contract/http/headers how it is asked, and which headers its answers have`,
            );

        expect(unpinned).toEqual([]);
        expect(Object.keys(ROUTES).filter((route) => !registered.includes(route))).toEqual([]);
    }, 60_000);

    it.each(asked)(
        'are these and no other: $name',
        async ({ ask, status, headers }) => {
            const answer = await ask(world);

            expect({ status: answer.status, ...headersOf(answer) }).toEqual({
                status,
                ...(typeof headers === 'function' ? headers(world) : headers),
            });
        },
        60_000,
    );
});
