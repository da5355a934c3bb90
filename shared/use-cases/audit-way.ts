import { isSettled, linkStanding, verdictOn } from '../domain/coverage.ts';
import type { CoverageFacts, CoverageRules, Verdict } from '../domain/coverage.ts';
import type { EligibleRoles } from '../domain/eligible-roles.ts';
import { isLasting } from '../ports/azure.ts';
import type { AzureSubscription, HeldRole } from '../ports/azure.ts';
import type { Log } from '../ports/log.ts';
import type { Way } from './audit-view.ts';

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

/**
 * Whether a way covers a subscription; the roles are asked for only where the answer hangs on them.
 *
 * @param roles as far as they are known already; else they are read
 */
export async function verdictByWay(
    reading: WayReading,
    way: Way,
    { state, quotaId }: AzureSubscription,
    roles: () => Promise<Roles>,
): Promise<Verdict> {
    const { rules, eligibleRoles } = reading;
    const facts: CoverageFacts = {
        state,
        quotaId,
        unknown: null,
        reach: 'reached',
        link: undefined,
        eligibleRole: false,
    };
    if (isSettled(facts, rules)) return verdictOn(facts, rules);
    const link = await way.link();
    if (link === 'unreadable') return verdictOn({ ...facts, unknown: 'could-not-be-read' }, rules);
    if (linkStanding(link, rules.expectedPartnerId) !== 'expected') return verdictOn({ ...facts, link }, rules);
    const held = await roles();
    const eligibleRole = Array.isArray(held) && eligibleRoles.held(held);
    return verdictOn(
        { ...facts, link, eligibleRole, unknown: held === 'unreadable' ? 'could-not-be-read' : null },
        rules,
    );
}
