import { actionsFor, newAddress, newInvite, subscriptionAt } from '../invites.ts';
import type { Measure } from '../measure.ts';
import type { Stack } from '../stack.ts';
import { perSecond } from '../timing.ts';

const INVITES = 150;
const AT_ONCE = 8;

/** `POST /api/invites`, beside asking ARM for the tenant, writing the rows and sending the message. */
export const inviteMeasure = async ({ run, tenants, api, table, serviceBus }: Stack): Promise<Measure> => {
    const rows = await table('benchinvites');
    const sender = serviceBus.createSender('outbound-mail');
    const next = () => Array.from({ length: INVITES }, (_invite, n) => subscriptionAt(tenants, n));
    return {
        name: 'invite',
        unit: 'invites/s',
        higherIsBetter: true,
        rounds: 5,
        value: () =>
            perSecond(next(), AT_ONCE, ({ subscriptionId }) =>
                api(201, 'POST', '/api/invites', { subscriptionId, adminEmail: newAddress() }),
            ),
        floor: () =>
            perSecond(next().map(newInvite), AT_ONCE, async (invite) => {
                const answer = await fetch(`${run.arm}/subscriptions/${invite.subscriptionId}?api-version=2022-12-01`);
                await answer.text();
                if (answer.status !== 401) throw new Error(`ARM answered ${answer.status}.`);
                await rows.submitTransaction(actionsFor(invite));
                await sender.sendMessages({
                    messageId: invite.id,
                    contentType: 'application/json',
                    body: { inviteId: invite.id, mail: 'invite-1', attempt: 1 },
                });
            }),
    };
};
