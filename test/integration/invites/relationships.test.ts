import { HttpRequest } from '@azure/functions';
import { getConfirm } from '../../../functions/confirm-get.ts';
import { postInvite } from '../../../functions/invites-post.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import type { LinkRules } from '../../../shared/domain/products/relationship-links.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { makeWorld, quiet, REQUEST } from './world.ts';
import type { World } from './world.ts';

const ID = '5e5594d3-6f82-458b-b567-77db4811f0cd-0c000000-0000-4000-8000-000000001234';
const PASTED = `https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/${ID}`;

/** What the quick link shows, as a page or as JSON. */
async function shown(world: World, invite: Invite, accept: string, rules: Partial<LinkRules> = {}): Promise<string> {
    const { token, ...params } = world.linkOf(invite);
    const deps = {
        ...world.deps,
        relationshipRules: { ...world.deps.relationshipRules, ...rules },
        signIn: { authorizationOrigin: () => Promise.resolve('https://login.example') },
    };
    const url = 'https://partner.example/api/confirm';
    const request = new HttpRequest({
        method: 'GET',
        url,
        params: { ...params },
        query: { t: token },
        headers: { accept },
    });
    const { body } = await getConfirm(deps)(request, { correlationId: 'c', log: quiet });
    return typeof body === 'string' ? body : '';
}

const asked = (world: World, gdapRelationship: string) =>
    issueInvite(world.deps, { ...REQUEST, gdapRelationship, resellerInvitation: 'direct' }, quiet);

describe('a request for an Azure subscription that asks for relationships besides', () => {
    it('names them in its mail, on its page and in the JSON of that', async () => {
        const world = makeWorld();
        const invite = await asked(world, PASTED);
        await world.deliver();

        expect(world.mailer.sent.map(({ text }) => text)).toEqual([expect.stringContaining(`\n\n${PASTED}\n`)]);
        expect(await shown(world, invite, 'text/html')).toContain(`href="${PASTED}"`);
        expect(JSON.parse(await shown(world, invite, 'application/json'))).toMatchObject({
            relationships: [
                { kind: 'gdap', href: PASTED, provider: null },
                { kind: 'reseller', href: expect.stringContaining('ResellerRelationship') as unknown, provider: null },
            ],
        });
    });

    it('says nothing of them where there are none', async () => {
        const world = makeWorld();
        const invite = await issueInvite(world.deps, REQUEST, quiet);
        await world.deliver();

        expect(JSON.parse(await shown(world, invite, 'application/json'))).toMatchObject({ relationships: [] });
        expect(await shown(world, invite, 'text/html')).not.toContain('admin.microsoft.com');
    });

    it('no longer shows a link once the settings do not allow its host', async () => {
        const world = makeWorld();
        const invite = await asked(world, PASTED);

        const page = await shown(world, invite, 'text/html', { relationshipHosts: ['admin.cloud.microsoft'] });

        expect(page).toContain('ResellerRelationship');
        expect(page).not.toContain('granularAdminRelationships');
    });

    it.each([
        ['a link to another host', PASTED.replace('.com/', '.com.evil.example/')],
        ['a script', 'javascript:alert(1)'],
        ['another page of the right host', 'https://admin.microsoft.com/#/users'],
    ])('is refused with %s, by the name of the field, and nothing is recorded', async (_, gdapRelationship) => {
        const world = makeWorld();
        const url = 'https://partner.example/api/invites';
        const body = { string: JSON.stringify({ ...REQUEST, gdapRelationship }) };
        const request = new HttpRequest({ method: 'POST', url, body, headers: { 'content-type': 'application/json' } });

        const refused = postInvite(world.deps)(request, { correlationId: 'c', log: quiet });

        await expect(refused).rejects.toMatchObject({
            code: 'validation-failed',
            extra: { errors: [{ field: 'gdapRelationship' }] },
        });
        expect(await world.allInvites()).toEqual([]);
        expect(world.broker.waiting()).toEqual([]);
    });
});
