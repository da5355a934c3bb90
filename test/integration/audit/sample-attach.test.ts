import { tenantLockTable } from '../../../shared/adapters/tables/tenant-locks.ts';
import type { AzureInvite } from '../../../shared/domain/invite.ts';
import { attach } from '../../../shared/use-cases/attach/attach.ts';
import { unlink } from '../../../shared/use-cases/attach/unlink.ts';
import { tenantOf } from '../../contract/arm/environment.ts';
import {
    adatum,
    contoso,
    fabrikam,
    fourthCoffee,
    northwind,
    PRINCIPAL,
    READER,
    SUPPORT_REQUEST_CONTRIBUTOR,
    tailspin,
    TENANT,
} from '../../contract/arm/sample-ids.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { newInvite } from '../../unit/domain/invites.ts';
import { found, makeSampleWorld, useDouble } from './sample-world.ts';
import { quiet } from './world.ts';
import type { World } from './world.ts';

const double = useDouble();

const inviteFor = (idOf: (tail: string) => string, tail: string, over: Partial<AzureInvite> = {}): AzureInvite =>
    newInvite({ tenantId: idOf(TENANT), subscriptionId: idOf(tail), ...over });

const linking = (world: World) => ({
    ...world.deps,
    partner: { tenantId: fourthCoffee(TENANT) },
    locks: tenantLockTable(memoryTable(), world.clock),
});

const attachIn = (world: World, invite: AzureInvite) => attach(linking(world), invite, quiet);

/** Writes of a link since the last reset, by the principal that made them. */
async function linksWritten(): Promise<string[]> {
    const { body } = await double().call({ path: '/_sim/requests' });
    return (body as { method: string; path: string; tenantId: string; objectId: string; status: number }[])
        .filter(({ method, path }) => method !== 'GET' && path.toLowerCase().includes('microsoft.managementpartner'))
        .map(({ method, objectId, status }) => `${method} ${objectId} ${status}`);
}

describe('attaching the sample tenants, through the real clients', () => {
    it.each<[string, AzureInvite, object, string]>([
        ['Production', inviteFor(contoso, 'a1'), { status: 'attached' }, 'covered'],
        ['Analytics', inviteFor(contoso, 'a2'), { status: 'unrecognised' }, 'missing no-eligible-role'],
        ['ERP', inviteFor(fabrikam, 'b1'), { status: 'conflict', otherPartnerId: '999999' }, 'missing other-partner'],
        ['ERP, replacing', inviteFor(fabrikam, 'b1', { allowReplace: true }), { status: 'attached' }, 'covered'],
        ['Web', inviteFor(northwind, 'd1'), { status: 'attached' }, 'covered'],
        [
            'Shop',
            inviteFor(tailspin, 'e1'),
            { status: 'failed', cause: 'application-missing' },
            'missing application-missing',
        ],
        ['Data', inviteFor(adatum, 'f1'), { status: 'attached' }, 'covered'],
    ])('ends as the audit then sees it: %s', async (_name, invite, outcome, coverage) => {
        const world = await makeSampleWorld(double());
        await world.deps.customers.noteInvited(invite.tenantId, invite.subscriptionId);

        expect(await attachIn(world, invite)).toEqual(outcome);
        await world.audit();

        expect((await found(world))[invite.subscriptionId]).toBe(coverage);
        expect(double().violations()).toEqual([]);
    });

    it('links delegated Adatum in our own tenant, by our principal there, once', async () => {
        const world = await makeSampleWorld(double());

        await attachIn(world, inviteFor(adatum, 'f1'));
        await attachIn(world, inviteFor(adatum, 'f1'));

        expect(await linksWritten()).toEqual([`PUT ${fourthCoffee(PRINCIPAL)} 200`]);
    });

    it('does so too once a consent has brought our application into Adatum', async () => {
        const world = await makeSampleWorld(double());
        await double().change((document) => {
            tenantOf(document, adatum(TENANT)).servicePrincipal = { objectId: adatum(PRINCIPAL) };
        });

        expect(await attachIn(world, inviteFor(adatum, 'f1'))).toEqual({ status: 'attached' });
        await world.audit();

        expect(await linksWritten()).toEqual([`PUT ${fourthCoffee(PRINCIPAL)} 200`]);
        expect((await found(world))[adatum('f1')]).toBe('covered');
        expect(await world.deps.customers.get(adatum(TENANT))).toMatchObject({ access: 'lighthouse' });
    });

    it('takes a delegation that may not be read, without Reader, for none', async () => {
        const world = await makeSampleWorld(double());
        await double().change((document) => {
            for (const { authorizations } of tenantOf(document, adatum(TENANT)).delegations) {
                authorizations.splice(
                    0,
                    Infinity,
                    ...authorizations.filter(({ roleDefinitionId }) => roleDefinitionId !== READER),
                );
            }
        });

        const outcome = await attachIn(world, inviteFor(adatum, 'f1'));

        expect(outcome).toEqual({ status: 'failed', cause: 'application-missing' });
        expect(await linksWritten()).toEqual([]);
    });
});

describe('taking back at Contoso, through the real clients', () => {
    const production = inviteFor(contoso, 'a1');
    const grant = (to: string) => ({
        scope: `/subscriptions/${to}`,
        principalId: contoso(PRINCIPAL),
        principalType: 'ServicePrincipal' as const,
        roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
    });
    const revoke = () =>
        double().change((document) => {
            const tenant = tenantOf(document, contoso(TENANT));
            tenant.roleAssignments = tenant.roleAssignments.filter(
                ({ roleDefinitionId }) => roleDefinitionId !== SUPPORT_REQUEST_CONTRIBUTOR,
            );
        });
    const give = (to: string) =>
        double().change((document) => void tenantOf(document, contoso(TENANT)).roleAssignments.push(grant(to)));

    it('deletes the link once the role is gone, and attaching again revives it, as often as one likes', async () => {
        const world = await makeSampleWorld(double());
        for (let round = 0; round < 2; round += 1) {
            expect(await attachIn(world, production)).toEqual({ status: 'attached' });
            await revoke();
            expect(await unlink(linking(world), production, quiet)).toContain('no link');
            await give(contoso('a1'));
        }
        expect(await attachIn(world, production)).toEqual({ status: 'attached' });

        const written = await linksWritten();
        expect(written.map((line) => line.split(' ')[0])).toEqual(['PUT', 'DELETE', 'PUT', 'DELETE', 'PUT']);
        expect(double().violations()).toEqual([]);
    });

    it('keeps it as long as Analytics needs it', async () => {
        const world = await makeSampleWorld(double());
        await attachIn(world, production);
        await revoke();
        await give(contoso('a2'));

        expect(await unlink(linking(world), production, quiet)).toContain('another subscription');

        expect((await linksWritten()).filter((line) => line.startsWith('DELETE'))).toEqual([]);
    });
});
