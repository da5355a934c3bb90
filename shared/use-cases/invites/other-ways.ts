import type { Invite } from '../../domain/invite.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Azure } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';

/** Our application in a customer's tenant, as far as it can be told without anybody signing in. */
export type ApplicationThere = { kind: 'there'; principalId: string } | { kind: 'missing' } | { kind: 'unknown' };

/** What the lines and templates for a customer need to be told. Changes nothing, and never fails for Microsoft. */
export async function applicationOf(
    { azure }: { azure: Pick<Azure, 'tenant'> },
    invite: Invite,
    log: Log,
): Promise<ApplicationThere> {
    try {
        return { kind: 'there', principalId: await azure.tenant(invite.tenantId).principalId() };
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        if (error.kind === 'application-missing') return { kind: 'missing' };
        log.info('the application could not be looked for', { inviteId: invite.id, why: error.message });
        return { kind: 'unknown' };
    }
}
