import { subjectFrom } from './batch.ts';

const bySubscription = subjectFrom('subscriptionId', 'adminEmail');
const byMailbox = subjectFrom('adminEmail');

const asksForMore = (row: unknown): boolean => {
    const { product = 'azure', alsoFor } = Object(row) as { product?: unknown; alsoFor?: unknown };
    return product !== 'azure' || alsoFor !== undefined;
};

/**
 * Which rows of a batch are done one after the other: there is one live invite for a subject and admin, and the row that
 * comes first gets it. A row that asks for several products may meet any other of its admin.
 */
export const inviteOrder = (rows: readonly unknown[]): ((row: unknown) => string | undefined) =>
    rows.some(asksForMore) ? byMailbox : bySubscription;
