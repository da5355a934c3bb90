import type { Invite } from '../../../shared/domain/invite.ts';
import { remove } from '../../../shared/domain/attach-transitions.ts';
import { confirm } from '../../../shared/domain/invite-transitions.ts';
import { changeInvite } from '../../../shared/use-cases/invites/change-invite.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { sendAttachMessage, sendDueMails } from '../../../shared/use-cases/send-due.ts';
import type { MemoryPartnerAzure } from '../../support/memory-partner-azure.ts';
import { ADMIN, quiet, REQUEST, TENANT } from './world.ts';
import type { World } from './world.ts';

/** What a sign-in leaves behind: the invite confirmed, with or without a role given, and the attach due. */
export async function saveBySignIn(world: World, id: string, granted: boolean): Promise<void> {
    const change = (invite: Invite) => confirm(invite, world.clock.now(), { by: ADMIN, granted });
    const result = await changeInvite(world.deps.invites, id, change);
    if (result.kind === 'changed') await sendAttachMessage(world.deps.attachQueue, result.invite, quiet);
}

/** What a removal by sign-in leaves behind; the role assignment itself is Azure's. */
export async function takeBack(world: World, id: string): Promise<void> {
    const change = (invite: Invite) => remove(invite, world.clock.now(), ADMIN, true);
    const result = await changeInvite(world.deps.invites, id, change);
    if (result.kind !== 'changed') return;
    await sendAttachMessage(world.deps.attachQueue, result.invite, quiet);
    await sendDueMails(world.deps.mailQueue, result.invite, quiet);
}

/** Invited, and the mail read. */
export async function invited(world: World, request: Parameters<typeof issueInvite>[1] = REQUEST): Promise<Invite> {
    const { id } = await issueInvite(world.deps, request, quiet);
    await world.settle();
    const invite = (await world.allInvites()).find((one) => one.id === id);
    if (invite === undefined) throw new Error('no invite');
    return invite;
}

export const tenantIn = (azure: MemoryPartnerAzure, tenantId = TENANT) => {
    const tenant = azure.tenants.get(tenantId);
    if (tenant === undefined) throw new Error(`no tenant ${tenantId}`);
    return tenant;
};

/** The one message that waits on the attach queue; undefined where none does. */
export const waitingAttach = (world: World) => world.broker.waiting().find(({ queue }) => queue === 'attach-requests');

/** Lets the attach be looked at again and again; gives how long it waited each time, in seconds. */
export async function waitsOf(world: World, before: (waited: number) => void = () => undefined): Promise<number[]> {
    const since = world.clock.at;
    const waits: number[] = [];
    for (;;) {
        before((world.clock.at - since) / 1000);
        await world.deliver();
        const message = waitingAttach(world);
        if (message === undefined) return waits;
        waits.push((message.notBefore - world.clock.at) / 1000);
        world.clock.at = message.notBefore;
    }
}
