import { standingOf } from '../../domain/counted-role.ts';
import type { RoleStanding } from '../../domain/counted-role.ts';
import { isSettled, linkStanding, verdictOn } from '../../domain/coverage.ts';
import type { CoverageFacts, CoverageRules } from '../../domain/coverage.ts';
import type { Standing } from '../../domain/coverage-record.ts';
import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import { noEligibleRoleStep } from '../../domain/next-steps.ts';
import { isLasting } from '../../ports/azure.ts';
import type { AzureSubscription, HeldRole } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { Way } from './ways-in.ts';

/** Roles, or why there is nothing to be said of them. */
export type Roles = HeldRole[] | 'forbidden' | 'unreadable';

/** What it takes to tell whether a way covers a subscription. */
export interface WayReading {
    tenantId: string;
    rules: CoverageRules;
    eligibleRoles: EligibleRoles;
    log: Log;
}

/** Reads the roles by one way. What nobody knows the meaning of is neither covered nor missing. */
export async function readRoles({ tenantId, log }: WayReading, way: Way, subscriptionId: string): Promise<Roles> {
    try {
        return await way.roles(subscriptionId);
    } catch (error) {
        if (!isLasting(error)) throw error;
        // Our own roles are readable to us, except where the only one is on a resource group. What Lighthouse
        // delegates needs Reader beside it: there, forbidden means not known.
        if (error.kind === 'forbidden' && way.name === 'serviceprincipal') return 'forbidden';
        log.warn('roles could not be read', { tenantId, subscriptionId, error: error.message });
        return 'unreadable';
    }
}

/** What the roles come to: undefined where they are not known. */
function judge(roles: Roles, eligibleRoles: EligibleRoles): RoleStanding | undefined {
    if (roles === 'unreadable') return undefined;
    return roles === 'forbidden' ? { counts: false, kind: 'below' } : standingOf(roles, eligibleRoles);
}

/** Where no link stands in the way, it hangs on the roles. */
function byRoles(facts: CoverageFacts, { rules, eligibleRoles }: WayReading, via: Way['name'], roles: Roles): Standing {
    const found = judge(roles, eligibleRoles);
    if (found === undefined) {
        const verdict = verdictOn({ ...facts, unknown: 'could-not-be-read' }, rules);
        return { ...verdict, via, role: null, coveredUntil: null };
    }
    const verdict = verdictOn({ ...facts, eligibleRole: found.counts }, rules);
    if (found.counts) return { ...verdict, via, role: found.role, coveredUntil: found.until };
    const nextStep = noEligibleRoleStep(found, via, rules.confirmation);
    return { ...verdict, nextStep, via, role: found.kind === 'role' ? found.role : null, coveredUntil: null };
}

/**
 * Whether a way covers a subscription; the roles are asked for only where the answer hangs on them.
 *
 * @param roles as far as they are known already; else they are read
 */
export async function standingByWay(
    reading: WayReading,
    way: Way,
    { state, quotaId }: AzureSubscription,
    roles: () => Promise<Roles>,
): Promise<Standing> {
    const { rules } = reading;
    const facts: CoverageFacts = {
        state,
        quotaId,
        unknown: null,
        reach: 'reached',
        link: undefined,
        eligibleRole: false,
    };
    const without = { via: way.name, role: null, coveredUntil: null };
    if (isSettled(facts, rules)) return { ...verdictOn(facts, rules), ...without };
    const link = await way.link();
    if (link === 'unreadable') return { ...verdictOn({ ...facts, unknown: 'could-not-be-read' }, rules), ...without };
    if (linkStanding(link, rules.expectedPartnerId) !== 'expected') {
        return { ...verdictOn({ ...facts, link }, rules), ...without };
    }
    return byRoles({ ...facts, link }, reading, way.name, await roles());
}
