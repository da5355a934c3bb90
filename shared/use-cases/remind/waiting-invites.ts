import { isMendedByInvite } from '../../domain/auto-invite.ts';
import type { AutoInvite, SkippedBecause } from '../../domain/auto-invite.ts';
import type { Coverage } from '../../domain/coverage.ts';
import type { CoverageReason } from '../../domain/coverage-reason.ts';
import type { Log } from '../../ports/log.ts';
import { inviteWaiting, isInvitedAutomatically } from '../invites/auto-invite.ts';
import type { AutoInviteDependencies } from '../invites/auto-invite.ts';

export interface WaitingInvitesDependencies extends AutoInviteDependencies {
    /** What the audits know of a tenant, by subscription. */
    subscriptions: { ofTenant(tenantId: string): Promise<{ records: ReadonlyMap<string, KnownOf> }> };
}

interface KnownOf {
    value: { coverage: Coverage; reason: CoverageReason | null };
}

/** One run looks at so many at most. */
const MOST = 500;

const byTenant = (waiting: readonly AutoInvite[]): Map<string, AutoInvite[]> => {
    const tenants = new Map<string, AutoInvite[]>();
    for (const one of waiting) tenants.set(one.tenantId, [...(tenants.get(one.tenantId) ?? []), one]);
    return tenants;
};

/** Days may have gone by since an audit found it. */
async function ofTenant(deps: WaitingInvitesDependencies, tenantId: string, waiting: readonly AutoInvite[], log: Log) {
    const skipAll = async (some: readonly AutoInvite[], reason: SkippedBecause) => {
        for (const one of some) await deps.autoInvites.settle(one, { state: 'skipped', reason });
    };
    const customer = await deps.customers.get(tenantId);
    if (customer === undefined || !isInvitedAutomatically(deps, customer)) {
        await skipAll(waiting, 'switched-off');
        return { enough: false };
    }
    const { records } = await deps.subscriptions.ofTenant(tenantId);
    const isStillMissing = ({ subscriptionId }: AutoInvite): boolean => {
        const record = records.get(subscriptionId)?.value;
        return record?.coverage === 'missing' && isMendedByInvite(record.reason);
    };
    await skipAll(
        waiting.filter((one) => !isStillMissing(one)),
        'not-missing',
    );
    return await inviteWaiting(deps, customer, waiting.filter(isStillMissing), log);
}

/** Goes on with what the daily cap, a crash or a dry run left waiting; in a dry run it goes on waiting. */
export async function inviteAllWaiting(deps: WaitingInvitesDependencies, log: Log): Promise<void> {
    const { dryRun, dailyCap } = deps.autoInvite;
    if (dryRun || (await deps.autoInvites.countToday()) >= dailyCap) return;
    for (const [tenantId, waiting] of byTenant(await deps.autoInvites.waiting(MOST))) {
        const { enough } = await ofTenant(deps, tenantId, waiting, log);
        if (enough) return;
    }
}
