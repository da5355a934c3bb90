import { GUIDED_PRODUCTS } from '../../../shared/domain/products/product.ts';
import type { GuidedProduct } from '../../../shared/domain/products/product.ts';
import { answerGuide } from '../../../shared/use-cases/guide/answer-guide.ts';
import type { GuideAnswer } from '../../../shared/use-cases/guide/answer-guide.ts';
import { askOfTenant } from '../../../shared/use-cases/invites/ask-of-tenant.ts';
import { faultsOf } from '../../../shared/use-cases/invites/invite-faults.ts';
import { noteProof } from '../../../shared/use-cases/invites/note-proof.ts';
import { previewInvite } from '../../../shared/use-cases/invites/preview-invite.ts';
import { recogniseStanding } from '../../../shared/use-cases/invites/recognise-standing.ts';
import { quickLinks } from '../../../shared/use-cases/mail/links.ts';
import { retainInvite } from '../../../shared/use-cases/records/retention-invite.ts';
import { sendReminders } from '../../../shared/use-cases/remind/remind.ts';
import { issueInviteOnce } from '../../../shared/use-cases/invites/issue-invite-once.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import type { InviteRequest } from '../../../shared/use-cases/invites/invite-request.ts';
import { resendInvite, retryInvite, revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { sayAdded } from '../../../shared/domain/products/said-transitions.ts';
import { isGuided } from '../../../shared/domain/invite.ts';
import { changeInvite } from '../../../shared/use-cases/invites/change-invite.ts';
import { refusalOf } from '../../unit/http/requests.ts';
import { ADMIN, makeWorld, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const DPOR_ID = '3141592';
const DAY_MS = 24 * 60 * 60 * 1000;

/** A world in which asking Azure anything is a mistake. */
function guidedWorld(): World {
    const world = makeWorld();
    const never = (): never => {
        throw new Error('Azure was asked.');
    };
    for (const [name, member] of Object.entries(world.azure)) {
        if (typeof member === 'function') Object.assign(world.azure, { [name]: never });
    }
    return world;
}

const fail = (): never => {
    throw new Error('There is none.');
};

/** No audit ever looked, and what it would know is asked of nobody. */
const NO_AUDIT = {
    subscriptions: { get: fail },
    audits: { recentFinished: fail },
    auditArchive: { outcomeOf: fail },
};

const ask = (world: World, over: Partial<InviteRequest> = {}) =>
    issueInvite(world.deps, { product: 'microsoft365', tenantId: TENANT, adminEmail: ADMIN, ...over }, quiet);

const aboutOf = (product: GuidedProduct): Partial<InviteRequest> =>
    product === 'azure-dpor' ? { product, subscriptionId: SUBSCRIPTION } : { product };

async function rowsIn(world: World, name: keyof World['raw']): Promise<string[]> {
    const rows: string[] = [];
    for await (const { value } of world.raw[name].scan("PartitionKey ge ''")) rows.push(JSON.stringify(value));
    return rows;
}

describe.each(GUIDED_PRODUCTS)('an invite for %s', (product) => {
    it('asks for the kind of ID that its field takes, and asks Azure nothing', async () => {
        const world = guidedWorld();

        const { id } = await ask(world, aboutOf(product));
        await world.settle();

        expect(await world.only()).toMatchObject({
            ...{ id, product, status: 'sent', tenantId: TENANT, lead: null, alongside: [], said: null },
            subscriptionId: product === 'azure-dpor' ? SUBSCRIPTION : null,
            partnerId: product === 'azure-dpor' ? DPOR_ID : '314159',
        });
        expect(await world.wrongIndexRows()).toEqual([]);
        expect(await world.deadLetters()).toEqual([]);
    });

    it('makes nobody a customer of the audit', async () => {
        const world = guidedWorld();

        await ask(world, { ...aboutOf(product), customerName: 'Contoso' });

        expect(await rowsIn(world, 'customers')).toEqual([]);
        expect(await rowsIn(world, 'subscriptions')).toEqual([]);
    });

    it('is taken back, sent again and expires as any other, and is never tried again', async () => {
        const world = guidedWorld();
        const { id } = await ask(world, aboutOf(product));
        await world.settle();

        const resent = await resendInvite(world.deps, id, quiet);
        expect(resent).toMatchObject({ status: 'issued', generation: 2 });
        await world.settle();
        expect((await refusalOf(() => retryInvite(world.deps, id, quiet))).message).toContain('by hand');
        world.clock.at += 15 * DAY_MS;
        await world.sweepOnce();
        expect((await world.only()).status).toBe('expired');
        await resendInvite(world.deps, id, quiet);
        expect((await revokeInvite(world.deps, id)).status).toBe('revoked');
    });

    it('asks Azure nothing, from the look before it is sent to the day on which its names go', async () => {
        const world = guidedWorld();
        const request = { product, tenantId: TENANT, adminEmail: ADMIN, ...aboutOf(product) };
        const answer = async (id: string, what: GuideAnswer) => {
            const invite = (await world.deps.invites.get(id))?.value ?? fail();
            const token = new URL(quickLinks(world.deps, invite).decide).searchParams.get('t') ?? '';
            await answerGuide(world.deps, { inviteId: id, token }, what, quiet);
            await world.settle();
        };
        const days = async (count: number) => {
            world.clock.at += count * DAY_MS;
            await sendReminders(world.deps, quiet);
            await world.settle();
            await world.sweepOnce();
            await world.settle();
        };

        expect(await faultsOf(world.deps, request)).toEqual([]);
        await previewInvite(world.deps, request);
        const { id } = await ask(world, aboutOf(product));
        await world.settle();
        await days(4);
        await resendInvite(world.deps, id, quiet);
        await world.settle();
        for (const what of ['later', 'decline', 'added'] as const) await answer(id, what);
        await noteProof(world.deps, id, { note: 'Ticket 7', checked: { by: null } });
        await days(366);
        await days(31);
        expect((await world.only()).said?.lapsedAt).not.toBeNull();
        await resendInvite(world.deps, id, quiet);
        await world.settle();
        await answer(id, 'added');
        await askOfTenant(world.deps, TENANT, new Date(world.clock.at + 1).toISOString());
        await answer(id, 'gone');
        world.clock.at += 400 * DAY_MS;
        await recogniseStanding({ ...world.deps, ...NO_AUDIT });
        const retained = await retainInvite({ ...world.deps, ...NO_AUDIT, retention: { days: 365 } }, id, quiet);

        expect(retained).toBe(true);
        expect(world.mailsSent()).toEqual({ invite: 3, reminder: 1, 'ask-again': 1, 'outcome-partner': 5 });
        expect(await world.deadLetters()).toEqual([]);
        expect(world.azure.asked).toEqual([]);
    });

    it('is found by its product', async () => {
        const world = guidedWorld();
        const { id } = await ask(world, aboutOf(product));
        for (const other of GUIDED_PRODUCTS.filter((one) => one !== product)) await ask(world, aboutOf(other));

        const { items } = await world.deps.invites.list({ product, limit: 10 });
        const waiting = await world.deps.invites.list({ product, status: 'issued', limit: 10 });
        const azure = await world.deps.invites.list({ product: 'azure', limit: 10 });

        expect([items, waiting.items, azure.items].map((page) => page.map((invite) => invite.id))).toEqual([
            [id],
            [id],
            [],
        ]);
    });
});

describe('the partner ID of a product that is attached by hand', () => {
    it('is the location ID of the customer, and no other', async () => {
        const world = guidedWorld();
        await world.deps.customers.put(TENANT, { name: 'Contoso', partnerId: '314160' });

        expect(await ask(world)).toMatchObject({ partnerId: '314160', customerName: 'Contoso' });
        const refused = await refusalOf(() => ask(world, { product: 'intune', partnerId: '314159' }));
        expect(refused.code).toBe('partner-id-mismatch');
    });

    it('is one of ours', async () => {
        const refused = await refusalOf(() => ask(guidedWorld(), { partnerId: DPOR_ID }));

        expect(refused.extra.errors).toMatchObject([{ field: 'partnerId' }]);
    });

    it('is of another kind for the legacy field, whatever the customer’s is', async () => {
        const world = guidedWorld();
        await world.deps.customers.put(TENANT, { name: 'Contoso', partnerId: '314160' });

        const named = await ask(world, { ...aboutOf('azure-dpor'), partnerId: DPOR_ID });
        const refused = await refusalOf(() =>
            ask(world, { ...aboutOf('azure-dpor'), partnerId: '314160', adminEmail: 'b@contoso.example' }),
        );

        expect(named.partnerId).toBe(DPOR_ID);
        expect(refused.extra.errors).toMatchObject([{ field: 'partnerId', message: `one of ${DPOR_ID}` }]);
    });

    it.each<[what: string, over: Partial<InviteRequest>, field: string]>([
        ['by itself', aboutOf('azure-dpor'), 'product'],
        ['beside another', { subscriptionId: SUBSCRIPTION, alsoFor: [{ product: 'azure-dpor' }] }, 'alsoFor.0.product'],
    ])(
        'has to be set for the legacy field: asked for %s it is refused, and nothing is recorded',
        async (_what, over, field) => {
            const world = guidedWorld();
            world.deps.products.dporPartnerId = undefined;

            const refused = await refusalOf(() => ask(world, over));

            expect(refused.extra.errors).toEqual([
                { field, message: expect.stringContaining('DPOR_PARTNER_ID') as string },
            ]);
            for (const name of Object.keys(world.raw)) {
                expect(await rowsIn(world, name as keyof World['raw'])).toEqual([]);
            }
        },
    );
});

describe('what is live', () => {
    it('is one invite for the same of a product and admin', async () => {
        const world = guidedWorld();
        const { id } = await ask(world, { productName: 'Sales' });

        const refused = await refusalOf(() => ask(world, { productName: 'sales', adminEmail: ADMIN.toUpperCase() }));

        expect([refused.code, refused.extra.inviteId]).toEqual(['invite-exists', id]);
    });

    it.each<Partial<InviteRequest>>([
        { productName: 'Service' },
        { tenantId: 'f0000000-0000-4000-8000-000000000001' },
        { subscriptionId: SUBSCRIPTION },
        { product: 'intune' },
        { adminEmail: 'other@contoso.example' },
    ])('does not stand against another: %j', async (over) => {
        const world = guidedWorld();
        await ask(world);

        expect((await ask(world, over)).status).toBe('issued');
    });

    it('of the legacy field is nothing to the link of the same subscription', async () => {
        const world = makeWorld();
        await ask(world, aboutOf('azure-dpor'));

        const { id } = await issueInvite(world.deps, { subscriptionId: SUBSCRIPTION, adminEmail: ADMIN }, quiet);

        const { items } = await world.deps.invites.list({ subscriptionId: SUBSCRIPTION, limit: 10 });
        expect(items.map(({ product }) => product).toSorted()).toEqual(['azure', 'azure-dpor']);
        expect(items.map((invite) => invite.id)).toContain(id);
    });
});

describe('what a customer said', () => {
    const answered = async (world: World): Promise<string> => {
        const { id } = await ask(world);
        await changeInvite(world.deps.invites, id, (invite) =>
            isGuided(invite) ? sayAdded(invite, world.deps.clock.now(), { askAgainDays: 365 }, false) : undefined,
        );
        return id;
    };

    it('is not asked anew by hand while it stands', async () => {
        const world = guidedWorld();
        const id = await answered(world);

        expect((await refusalOf(() => resendInvite(world.deps, id, quiet))).code).toBe('invalid-state');
    });

    it('is asked anew once it lapsed, and stays as what was said until something else is', async () => {
        const world = guidedWorld();
        const id = await answered(world);
        const lapsedAt = world.clock.now().toISOString();
        await changeInvite(world.deps.invites, id, (invite) =>
            invite.said === null ? undefined : { ...invite, said: { ...invite.said, askAt: null, lapsedAt } },
        );

        const resent = await resendInvite(world.deps, id, quiet);
        const again = await changeInvite(world.deps.invites, id, (invite) =>
            isGuided(invite) ? sayAdded(invite, world.deps.clock.now(), { askAgainDays: 365 }, false) : undefined,
        );

        expect(resent).toMatchObject({ status: 'issued', generation: 2, said: { lapsedAt } });
        expect(again).toMatchObject({ kind: 'changed', invite: { status: 'attested', said: { lapsedAt: null } } });
        expect(await world.wrongIndexRows()).toEqual([]);
    });
});

test('a key leads to one invite of a product, however often and at once it comes', async () => {
    const world = guidedWorld();
    const once = () =>
        issueInviteOnce(world.deps, 'key', { product: 'ems', tenantId: TENANT, adminEmail: ADMIN }, quiet);

    const invites = await Promise.all(Array.from({ length: 5 }, once));
    await world.settle();

    expect(new Set([...invites, await once()].map(({ id }) => id))).toEqual(new Set([(await world.only()).id]));
    expect(world.mailsSent()).toEqual({ invite: 1 });
});
