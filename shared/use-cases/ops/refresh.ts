import { describe } from '../../domain/describe-error.ts';
import type { Glance } from '../../domain/ops/glance.ts';
import type { Log } from '../../ports/log.ts';
import { GLANCES } from '../../ports/ops-reads.ts';
import type { GlanceName } from '../../ports/ops-reads.ts';
import { makeCustomers } from './customers.ts';
import { makeDeadLetters } from './dead-letters.ts';
import type { OpsDeps } from './deps.ts';
import { renew } from './glance.ts';
import { makeInvites } from './invites.ts';
import { makeMissing, MISSING_KEYS } from './missing.ts';
import { makeOverview } from './overview.ts';
import { makeRuns } from './runs.ts';

/** Customers are added and renamed between audits too. */
const CUSTOMERS_MS = 5 * 60_000;

type Marks = ReadonlyMap<string, Pick<Glance, 'mark' | 'asOf'>>;

/** What the audits left behind so far; how long something has been missing changes with the day. */
async function auditMark({ audits }: OpsDeps, now: Date): Promise<string> {
    const latest = await audits.latestFinished();
    return `${latest?.id ?? '-'}|${now.toISOString().slice(0, 10)}`;
}

/** @param asked whether somebody just did something */
const makers = (deps: OpsDeps, mark: string, asked: boolean): Record<GlanceName, () => Promise<unknown>> => ({
    overview: () => renew(deps, ['overview'], makeOverview(deps, asked)),
    missing: () => renew(deps, MISSING_KEYS, makeMissing(deps, mark)),
    customers: () => renew(deps, ['customers'], makeCustomers(deps, mark)),
    invites: () => renew(deps, ['invites'], makeInvites(deps)),
    runs: () => renew(deps, ['runs'], makeRuns(deps, mark)),
    'dead-letters': () => renew(deps, ['dead-letters'], makeDeadLetters(deps)),
});

/** Whether a glance may be another by now; what it costs to find out for sure is little where it is always so. */
function isDue(name: GlanceName, marks: Marks, mark: string, now: Date): boolean {
    if (name === 'missing') return MISSING_KEYS.some((key) => marks.get(key)?.mark !== mark);
    if (name !== 'customers') return true;
    const kept = marks.get('customers');
    return kept?.mark !== mark || now.getTime() - Date.parse(kept.asOf) >= CUSTOMERS_MS;
}

/** One that cannot be made holds up no other. */
async function makeEach(
    names: readonly GlanceName[],
    make: Record<GlanceName, () => Promise<unknown>>,
    log: Log,
): Promise<void> {
    for (const name of names) {
        try {
            await make[name]();
        } catch (error) {
            log.warn('a first view was not brought up to date', { page: name, ...describe(error) });
        }
    }
}

/** Brings some first views up to date, whatever is known of them. Never throws. */
export async function refreshGlances(deps: OpsDeps, names: readonly GlanceName[], log: Log): Promise<void> {
    try {
        const mark = await auditMark(deps, deps.clock.now());
        await makeEach(names, makers(deps, mark, true), log);
    } catch (error) {
        log.warn('the first views were not brought up to date', describe(error));
    }
}

/**
 * Looks after all first views, each minute. What only an audit changes is made again when one has finished; of the rest,
 * at most a page is read, and written where it differs.
 */
export async function sweepGlances(deps: OpsDeps, log: Log): Promise<void> {
    const now = deps.clock.now();
    const [marks, mark] = await Promise.all([deps.glances.marks(), auditMark(deps, now)]);
    const due = GLANCES.filter((name) => isDue(name, marks, mark, now));
    await makeEach(due, makers(deps, mark, false), log);
}
