import type { MissingRow } from '../report/missing.ts';
import type { CustomersPage } from './customer-list.ts';
import type { DeadLettersPage } from './dead-letter-list.ts';
import type { InvitesPage } from './invite-list.ts';
import type { MissingPage, MissingSort } from './missing-list.ts';
import type { OpsOverview } from './overview.ts';
import type { RunsPage } from './runs.ts';

type Timeless<Shown> = Omit<Shown, 'asOf'>;

/** The days that something has been missing are counted when it is looked at. */
export type MissingGlance = Omit<Timeless<MissingPage>, 'items'> & { items: MissingRow[] };

type MissingKey = `missing-${MissingSort}`;

/** What is kept up to date of each page, by its key: the list of what is missing once for each order. */
export type GlanceContents = Record<MissingKey, MissingGlance> & {
    overview: Timeless<OpsOverview>;
    customers: Timeless<CustomersPage>;
    invites: Timeless<InvitesPage>;
    runs: Timeless<RunsPage>;
    'dead-letters': Timeless<DeadLettersPage>;
};

export type GlanceKey = keyof GlanceContents;

/** The first view of a page, as it was when it was last looked at. */
export interface Glance<Key extends GlanceKey = GlanceKey> {
    /** ISO 8601 UTC. */
    asOf: string;
    /** What it was made from: where that is the same, so is this. */
    mark: string;
    content: GlanceContents[Key];
}
