import { app } from '@azure/functions';
import { createHash } from 'node:crypto';
import { partitionOfSubscription } from '../../shared/adapters/tables/invite-rows.ts';
import { actionsFor, newInvite } from '../invites.ts';
import { ARM, insertOnce, isThere, senderTo, tableOf } from './clients.ts';
import { invites } from './invite-row.ts';

const [customers, mailboxes, shortLived] = [tableOf('customers'), tableOf('mailboxes'), tableOf('shortlived')];
const send = senderTo('outbound-mail');

const hashed = (value: string): string => createHash('sha256').update(value).digest('hex');

const tenantOf = async (subscriptionId: string): Promise<string> => {
    const answer = await fetch(`${ARM}/subscriptions/${subscriptionId}?api-version=2022-12-01`);
    await answer.text();
    const [, tenantId] =
        /uri="https:\/\/[^/]+\/([0-9a-f-]{36})/.exec(answer.headers.get('www-authenticate') ?? '') ?? [];
    if (tenantId === undefined) throw new Error(`ARM answered ${answer.status} and no tenant.`);
    return tenantId;
};

/**
 * What an invite cannot do without. ARM names the tenant; meanwhile it is looked whether there is a live invite, and
 * whether the mailbox wants no mail. The customer says its partner ID. Then, as what is refused must leave nothing
 * behind: the mailbox, the day's count and the subscription that the audit is to know, one row each. The invite with
 * the rows by which it is found is one transaction, and the message for its mail goes last.
 */
export const registerBareInvite = (): void =>
    app.http('invites-post', {
        methods: ['POST'],
        route: 'invites',
        authLevel: 'function',
        handler: async (request) => {
            const { subscriptionId, adminEmail } = (await request.json()) as Record<
                'subscriptionId' | 'adminEmail',
                string
            >;
            const partitionKey = hashed(adminEmail);
            const [tenantId, isLive, isRefused] = await Promise.all([
                tenantOf(subscriptionId),
                isThere(() =>
                    invites.getEntity(
                        partitionOfSubscription(subscriptionId),
                        `live|${subscriptionId}|${partitionKey}`,
                    ),
                ),
                isThere(() => mailboxes.getEntity(partitionKey, 'opt-out')),
            ]);
            if (isLive || isRefused) return { status: 409 };
            await customers.getEntity(tenantId, 'customer');
            const day = new Date().toISOString().slice(0, 10);
            await Promise.all([
                mailboxes.createEntity({ partitionKey, rowKey: 'invites', day, several: false }),
                shortLived.createEntity({ partitionKey: `${day}|mails`, rowKey: partitionKey, count: 1 }),
                insertOnce(() =>
                    customers.createEntity({ partitionKey: tenantId, rowKey: `subscription|${subscriptionId}` }),
                ),
            ]);
            const invite = { ...newInvite({ tenantId, subscriptionId }), adminEmail };
            await invites.submitTransaction(actionsFor(invite));
            await send(`${invite.id}:invite-1:1`, { inviteId: invite.id, mail: 'invite-1', attempt: 1 });
            return { status: 201, jsonBody: invite };
        },
    });
