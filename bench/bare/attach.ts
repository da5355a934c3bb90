import { app } from '@azure/functions';
import { beginAttach, endAttach } from '../../shared/domain/attach-transitions.ts';
import { asAzure } from '../../shared/domain/invite.ts';
import type { Invite } from '../../shared/domain/invite.ts';
import { bareTenant } from '../bare-azure.ts';
import { actionsFor } from '../invites.ts';
import { ARM, isThere, senderTo, tableOf } from './clients.ts';
import { invites, readInvite } from './invite-row.ts';

const send = senderTo('outbound-mail');
const [locks, customers] = [tableOf('tenantlocks'), tableOf('customers')];

const ended = (invite: Invite): Invite =>
    endAttach(invite, { outcome: { status: 'attached' }, nextStep: 'Nothing more to do.' }, new Date(), true);

/**
 * What an attach cannot do without: the row, which says whether there is anything to do; the conditional change that
 * takes it in hand; whether the tenant has to wait, which every process that asks it has to know; signing in; the role
 * and the link; that what the customer said of it by hand, if anything, no longer counts; the conditional change that
 * ends it; and a message for each of the two mails that tell the end.
 */
export const registerBareAttach = (): void =>
    app.serviceBusQueue('attach', {
        connection: 'ServiceBusConnection',
        queueName: 'attach-requests',
        handler: async (message) => {
            const before = await readInvite((message as { inviteId: string }).inviteId);
            const first = beginAttach(before.value, new Date());
            if (first === undefined) return;
            const { id, tenantId, subscriptionId } = asAzure(first);
            const written = await invites.submitTransaction(actionsFor(first, before));
            const etag = written.subResponses[0]?.etag ?? '';
            if (await isThere(() => locks.getEntity(tenantId, 'arm-hold'))) throw new Error('ARM is held.');
            const tenant = bareTenant(ARM, tenantId);
            const principalId = await tenant.principalId();
            const [roles] = await Promise.all([tenant.roles(subscriptionId, principalId), tenant.link()]);
            if (roles === 0) throw new Error('The role is not there.');
            await isThere(() => customers.deleteEntity(tenantId, `attested|${subscriptionId}`));
            const end = ended(first);
            await invites.submitTransaction(actionsFor(end, { value: first, etag }));
            await Promise.all(
                end.mails
                    .filter(({ kind }) => kind !== 'invite')
                    .map(({ key }) => send(`${id}:${key}:1`, { inviteId: id, mail: key, attempt: 1 })),
            );
        },
    });
