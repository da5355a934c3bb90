import { daysBetween } from '../../domain/days-between.ts';
import type { GlanceContents, GlanceKey } from '../../domain/ops/glance.ts';
import type { MissingPage, MissingQuery } from '../../domain/ops/missing-list.ts';
import { fitsMissing } from '../../domain/ops/missing-orders.ts';
import { listed } from '../../domain/report/listed.ts';
import type { OpsReads } from '../../ports/ops-reads.ts';
import { customerStory } from './customer-story.ts';
import { findCustomers, makeCustomers } from './customers.ts';
import { deadLettersPage, makeDeadLetters } from './dead-letters.ts';
import type { OpsDeps } from './deps.ts';
import { renew } from './glance.ts';
import type { Make } from './glance.ts';
import { everyInvite, findInvite, findInvites, makeInvites } from './invites.ts';
import { findMissing, makeMissing, MISSING_KEYS } from './missing.ts';
import type { MissingKey } from './missing.ts';
import { makeOverview } from './overview.ts';
import { refreshGlances } from './refresh.ts';
import { runStory } from './run-story.ts';
import { runningRuns } from './running.ts';
import { makeRuns, runsPage } from './runs.ts';

/** No audit left this behind: what was made on somebody's first look is made again by the next sweep. */
const UNMARKED = '?';

const isPlain = (wanted: object): boolean => Object.values(wanted).every((value) => value === undefined);

/** What the operations pages show: first views as they are kept, everything else as it is found. */
export function opsReads(deps: OpsDeps): OpsReads {
    const at = () => deps.clock.now().toISOString();

    /** One point read; only where nobody has made it yet it is made now, once, with whatever is made along with it. */
    async function glance<Key extends GlanceKey>(
        key: Key,
        keys: readonly Key[],
        make: Make<Key>,
    ): Promise<GlanceContents[Key] & { asOf: string }> {
        const { glance: kept } = await deps.glances.get(key);
        const { content, asOf } = kept ?? (await renew(deps, keys, make))[key];
        return { ...content, asOf };
    }

    const missingGlance = (sort: MissingQuery['sort']) =>
        glance<MissingKey>(`missing-${sort}`, MISSING_KEYS, makeMissing(deps, UNMARKED));

    async function missing({ sort, ...wanted }: MissingQuery): Promise<MissingPage> {
        const { items, ...page } = isPlain(wanted)
            ? await missingGlance(sort)
            : {
                  // What is found takes the place of what the first view shows; what is said of everything stays.
                  ...(await missingGlance('newest')),
                  ...(await findMissing(deps, { sort, ...wanted })),
                  asOf: at(),
              };
        const now = at();
        return { ...page, items: items.map((row) => ({ ...row, days: daysBetween(row.missingSince, now) })) };
    }

    return {
        overview: () => glance('overview', ['overview'], makeOverview(deps, true)),
        running: () => runningRuns(deps),
        missing,
        customers: async ({ sort, ...wanted }) =>
            sort === 'missing' && isPlain(wanted)
                ? await glance('customers', ['customers'], makeCustomers(deps, UNMARKED))
                : { asOf: at(), ...(await findCustomers(deps, { sort, ...wanted })) },
        customer: (tenantId) => customerStory(deps, tenantId),
        invites: async (query) =>
            isPlain(query)
                ? await glance('invites', ['invites'], makeInvites(deps))
                : { asOf: at(), ...(await findInvites(deps, query)) },
        invite: (id) => findInvite(deps, id),
        runs: async ({ cursor }) =>
            cursor === undefined
                ? await glance('runs', ['runs'], makeRuns(deps, UNMARKED))
                : { asOf: at(), ...(await runsPage(deps, cursor)) },
        run: (id) => runStory(deps, id),
        deadLetters: async (query) =>
            isPlain(query)
                ? await glance('dead-letters', ['dead-letters'], makeDeadLetters(deps))
                : { asOf: at(), ...(await deadLettersPage(deps, query)) },
        everyMissing: async function* ({ reason, tenantId, search }) {
            const fits = fitsMissing({ reason, tenantId, search });
            const rowOf = listed(await deps.source.discoveries());
            for await (const rows of deps.missing.pages({ reason, tenantId })) yield rows.filter(fits).map(rowOf);
        },
        everyInvite: (wanted) => everyInvite(deps, wanted),
        refresh: (names, log) => refreshGlances(deps, names, log),
    };
}
