import { postInviteBatch } from '../../../functions/invites-batch.ts';
import { getInvites } from '../../../functions/invites-list.ts';
import { postInvite } from '../../../functions/invites-post.ts';
import type { Handler } from '../../../shared/http/route.ts';
import { textOf } from '../../support/answer-text.ts';
import { refusalOf, request } from '../../unit/http/requests.ts';
import { ADMIN, makeWorld, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

interface InviteBody {
    id: string;
    product: string;
    productName: string | null;
    quickLink: string | null;
    lead: string | null;
    alongside: string[];
    relationships: object | null;
    said: object | null;
}

interface RowBody {
    status: number;
    invite?: InviteBody;
    problem?: { code: string; inviteId?: string; errors?: { field: string }[] };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const GDAP = 'a0000000-0000-4000-8000-000000000001-b0000000-0000-4000-8000-000000000002';

const answerOf = async <Body>(handler: Handler, ...given: Parameters<typeof request>): Promise<Body> => {
    const answer = await handler(request(...given), { log: quiet, correlationId: 'c-1234567', caller: undefined });
    return JSON.parse(textOf(answer)) as Body;
};

const post = (world: World, body: object): Promise<InviteBody> =>
    answerOf(postInvite(world.deps), { headers: JSON_TYPE, body: JSON.stringify(body) });

const postCsv = (world: World, ...lines: string[]): Promise<RowBody[]> =>
    answerOf(postInviteBatch(world.deps), { headers: { 'content-type': 'text/csv' }, body: lines.join('\n') });

describe('POST /api/invites', () => {
    it('answers with what leads, and the IDs of what goes along', async () => {
        const world = makeWorld('signin');

        const asked = { product: 'microsoft365', productName: ' E5 ', tenantId: TENANT, adminEmail: ADMIN };
        const lead = await post(world, { ...asked, alsoFor: ['intune'], gdapRelationship: GDAP.toUpperCase() });

        expect(lead).toMatchObject({ product: 'microsoft365', productName: 'E5', quickLink: null, lead: null });
        expect(lead).toMatchObject({ said: null, relationships: { gdapRelationship: GDAP, resellerInvitation: null } });
        const { items } = await answerOf<{ items: InviteBody[] }>(getInvites(world.deps), {
            ...{ method: 'GET', path: '/api/invites?product=intune' },
        });
        expect(items.map(({ id }) => id)).toEqual(lead.alongside);
        expect(items).toMatchObject([{ product: 'intune', lead: lead.id, relationships: null }]);
    });

    it.each<[field: string, over: object]>([
        ['gdapRelationship', { gdapRelationship: 'https://admin.microsoft.com.evil.example/x' }],
        ['resellerInvitation', { resellerInvitation: 'indirect' }],
    ])('refuses a relationship that leads elsewhere, or nowhere: %s', async (field, over) => {
        const world = makeWorld();

        const refused = await refusalOf(() =>
            post(world, { subscriptionId: SUBSCRIPTION, adminEmail: ADMIN, ...over }),
        );

        expect(refused.extra.errors).toMatchObject([{ field }]);
        expect(await world.allInvites()).toEqual([]);
    });
});

describe('POST /api/invites/batch', () => {
    it('takes products from a CSV, those beside them in one cell', async () => {
        const world = makeWorld();

        const rows = await postCsv(
            world,
            'product,tenantId,subscriptionId,adminEmail,productName,alsoFor',
            `,,${SUBSCRIPTION},${ADMIN},,azure-dpor; ems`,
            `dynamics365,${TENANT},,${ADMIN},Sales,`,
            `dynamics365,${TENANT},,${ADMIN},Sales,intune`,
            `intune,,,${ADMIN},,`,
        );

        expect(rows.map(({ status }) => status)).toEqual([201, 201, 409, 400]);
        expect(rows[0]?.invite).toMatchObject({ product: 'azure' });
        expect(rows[0]?.invite?.alongside).toHaveLength(2);
        expect(rows[1]?.invite).toMatchObject({ product: 'dynamics365', productName: 'Sales', alongside: [] });
        expect(rows[2]?.problem).toMatchObject({ code: 'invite-exists', inviteId: rows[1]?.invite?.id });
        expect(rows[3]?.problem?.errors).toMatchObject([{ field: 'tenantId' }]);
        expect(await world.allInvites()).toHaveLength(4);
    });

    it('takes them from a file with semicolons, where the cell has quotes', async () => {
        const world = makeWorld();

        const rows = await postCsv(
            world,
            'product;tenantId;adminEmail;alsoFor',
            `ems;${TENANT};${ADMIN};"intune;microsoft365"`,
        );

        expect(rows[0]?.invite?.alongside).toHaveLength(2);
    });

    it('gives what several rows ask for to the first of them, every time', async () => {
        for (let time = 0; time < 5; time += 1) {
            const rows = await postCsv(
                makeWorld(),
                'product,tenantId,adminEmail,alsoFor',
                `ems,${TENANT},${ADMIN},intune;microsoft365`,
                `microsoft365,${TENANT},${ADMIN.toUpperCase()},businesscentral`,
                `intune,${TENANT},other@contoso.example,`,
            );

            expect(rows.map(({ status }) => status)).toEqual([201, 409, 201]);
        }
    });
});
