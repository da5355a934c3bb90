import { PermanentError } from '../../domain/errors.ts';
import { asAzure } from '../../domain/invite.ts';
import type { AzureInvite } from '../../domain/invite.ts';
import { agreeToReplace, remove } from '../../domain/attach-transitions.ts';
import { subscriptionScope } from '../../domain/grant-scope.ts';
import type { AssignedRole } from '../../ports/admin-azure.ts';
import { changeByConsent, changeInvite } from '../invites/change-invite.ts';
import { sendAttachMessage, sendDueMails } from '../send-due.ts';
import { underConditions } from './acting.ts';
import type { Act } from './acting.ts';
import { requireRight } from './may-grant.ts';
import { Refused } from './refused.ts';
import { ourRoles } from './review.ts';

/** The invite that is to be changed. @throws Refused where the sign-in is about none */
function changed({ subject, facts }: Act): AzureInvite {
    if (subject.stored === undefined) throw new Refused('expired', facts);
    return subject.stored.value;
}

const gone = (): PermanentError => new PermanentError('unknown-invite', 'There is no such invite (any more).');

/** Makes sure that what stands at management groups may go, before anything goes. @throws Refused */
async function requireRightAbove({ admin, facts }: Act, above: readonly AssignedRole[]): Promise<void> {
    for (const { scope } of above) {
        const [, groupId] = /\/managementGroups\/([^/]+)$/i.exec(scope) ?? [];
        if (groupId === undefined) continue;
        await requireRight(admin, { kind: 'management-group', groupId }, 'mayUnassign', facts);
    }
}

/** *Remove partner*: our principal's roles on the subscription go, those above it where that was ticked. */
export async function takeBack(act: Act): Promise<AzureInvite> {
    const { deps, trip, person, admin, subject, facts, log } = act;
    const { tenantId, subscriptionId } = subject;
    const invite = changed(act);
    const right = await requireRight(admin, subscriptionScope(subscriptionId), 'mayUnassign', facts);
    const roles = await ourRoles(deps, admin, tenantId, subscriptionId);
    const above = trip.choice?.above === true ? roles.above : [];
    await requireRightAbove(act, above);
    // Whoever ticked it wants what stands above gone too: first, as that is what may still be refused.
    const going = [...above, ...roles.here];
    await underConditions(right === 'conditional', facts, async () => {
        for (const role of going) {
            await admin.unassign(role.id);
            facts.partly = true;
        }
    });
    const tellPartner = deps.partner.notify.length > 0;
    const result = await changeInvite(deps.invites, invite.id, (current) =>
        remove(current, deps.clock.now(), person.accountName, tellPartner),
    );
    if (result.kind === 'missing') throw gone();
    log.info('taken back', { inviteId: invite.id, roles: going.length });
    if (result.kind === 'changed') {
        await deps.customers.forgetAttested(tenantId, subscriptionId);
        await sendDueMails(deps.mailQueue, result.invite, log);
        await sendAttachMessage(deps.attachQueue, result.invite, log);
    }
    return asAzure(result.invite);
}

/** *Replace partner ID*: agreed to, and tried again. */
export async function replace(act: Act): Promise<AzureInvite> {
    const { deps, person, admin, subject, facts, log } = act;
    const invite = changed(act);
    await requireRight(admin, subscriptionScope(subject.subscriptionId), 'mayAssign', facts);
    const result = await changeByConsent(deps.invites, invite.id, (current) =>
        agreeToReplace(current, deps.clock.now(), person.accountName),
    );
    if (result.kind === 'missing') throw gone();
    if (result.kind === 'changed') {
        log.info('replacing agreed to', { inviteId: invite.id });
        await sendAttachMessage(deps.attachQueue, result.invite, log);
    }
    return asAzure(result.invite);
}
