import { HttpRequest } from '@azure/functions';
import { getConfirm } from '../../../functions/confirm-get.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { eligibleAt } from '../../support/memory-partner-azure.ts';
import { ANALYTICS, ARCHIVE, makeWorld, quiet, SUBSCRIPTION } from './world.ts';
import type { RemindWorld } from './world.ts';

const OTHER_TENANT = 'f0000000-0000-4000-8000-000000000001';
const OF_OTHER_TENANT = 'f0000000-0000-4000-8000-0000000000b1';

/** Opens the link of an invite; the other links that the page has. */
async function otherLinks(world: RemindWorld, mode: 'signin' | 'email', invite: Invite): Promise<string[]> {
    const { token, ...params } = world.linkOf(invite);
    const deps = {
        ...world.deps,
        confirmationMode: mode,
        signIn: { authorizationOrigin: () => Promise.resolve('https://login.example') },
    };
    const request = new HttpRequest({
        method: 'GET',
        url: 'https://partner.example/api/confirm',
        params: { ...params },
        query: { t: token },
        headers: { accept: 'text/html' },
    });
    const { body } = await getConfirm(deps)(request, { correlationId: 'c', log: quiet });
    const links = (typeof body === 'string' ? body : '').match(/href="\/api\/confirm\/[^"]*"/g) ?? [];
    return links.filter((link) => !link.includes('/ways?'));
}

describe('the page of a link', () => {
    it.each(['signin', 'email'] as const)('leads to what else waits, by links of their own: %s', async (mode) => {
        const world = makeWorld(mode);
        const invite = await world.mailed(SUBSCRIPTION);
        const others = [await world.mailed(ANALYTICS), await world.mailed(ARCHIVE)];

        const links = await otherLinks(world, mode, invite);

        const wanted = others.map(
            (other) => `href="/api/confirm/${other.subscriptionId}/partnerId/${other.partnerId}?t=`,
        );
        expect(links.map((link) => link.slice(0, link.indexOf('?t=') + 3)).sort()).toEqual(wanted.sort());
        for (const other of others) expect(links.join()).toContain(world.linkOf(other).token);
    });

    it.each([
        ['signin', 0],
        ['email', 1],
    ] as const)('tells of another customer only those who cannot hand it on: %s', async (mode, count) => {
        const world = makeWorld(mode);
        world.azure.tenants.set(OTHER_TENANT, {
            subscriptionIds: [OF_OTHER_TENANT],
            link: undefined,
            roles: [eligibleAt(OF_OTHER_TENANT)],
        });
        const invite = await world.mailed(SUBSCRIPTION);
        await world.mailed(OF_OTHER_TENANT);

        expect(await otherLinks(world, mode, invite)).toHaveLength(count);
    });
});
