import { inviteKey, partitionOfInvite } from '../../shared/adapters/tables/invite-rows.ts';
import type { Invite } from '../../shared/domain/invite.ts';
import { quickLinkPath } from '../../shared/domain/invite.ts';
import { deriveToken } from '../../shared/domain/link-token.ts';
import { expecting } from '../http.ts';
import { actionsFor, confirmed, newInvite, seed, subscriptionAt } from '../invites.ts';
import type { Measure } from '../measure.ts';
import type { Stack } from '../stack.ts';
import { perSecond } from '../timing.ts';

const INVITES = 150;
const AT_ONCE = 8;

/** The quick link of an invite with its token, as its mail would carry it. */
export const linkOf = ({ run, signingKey }: Stack, invite: Invite): string =>
    `${run.functions}${quickLinkPath(invite)}?t=${deriveToken([signingKey], { ...invite, inviteId: invite.id })}`;

/** *Save partner*, beside reading the invite, writing it conditionally and sending the message. */
export const confirmMeasure = async (stack: Stack): Promise<Measure> => {
    const { tenants, table, serviceBus } = stack;
    const [invites, rows] = await Promise.all([table('invites'), table('benchinvites')]);
    const sender = serviceBus.createSender('attach-requests');
    const next = () => Array.from({ length: INVITES }, (_invite, n) => newInvite(subscriptionAt(tenants, n)));
    const form = {
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        body: 'decision=save',
    };
    return {
        name: 'confirm',
        unit: 'confirmations/s',
        higherIsBetter: true,
        rounds: 5,
        value: async () => {
            const seeded = await seed(invites, next());
            const links = seeded.map(({ value }) => linkOf(stack, value));
            return await perSecond(links, AT_ONCE, (link) => expecting(303, 'POST', link, form));
        },
        floor: async () => {
            const seeded = await seed(rows, next());
            return await perSecond(seeded, AT_ONCE, async ({ value }) => {
                const { id } = value;
                const { etag } = await rows.getEntity(partitionOfInvite(id), inviteKey(id));
                await rows.submitTransaction(actionsFor(confirmed(value), { value, etag }));
                await sender.sendMessages({
                    messageId: id,
                    contentType: 'application/json',
                    body: { inviteId: id, generation: 1, attempt: 1 },
                });
            });
        },
    };
};
