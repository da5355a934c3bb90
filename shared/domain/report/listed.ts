import type { Discovery } from '../customer.ts';
import type { MissingRow } from './missing.ts';

/** A missing subscription in a list for a spreadsheet: it says too whether its tenant may have others that nobody sees. */
export interface ListedMissing extends MissingRow {
    discovery: Discovery;
}

/**
 * @param discoveries how much of each customer's tenant is seen, by tenant ID
 * @returns the row as the lists have it; `none` where it is no customer's any more
 */
export const listed =
    (discoveries: ReadonlyMap<string, Discovery>) =>
    (row: MissingRow): ListedMissing => ({ ...row, discovery: discoveries.get(row.tenantId) ?? 'none' });
