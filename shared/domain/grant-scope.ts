/** Where a role can be assigned: lower-case GUID, or the ID of a management group. */
export type GrantScope =
    { kind: 'subscription'; subscriptionId: string } | { kind: 'management-group'; groupId: string };

export const subscriptionScope = (subscriptionId: string): GrantScope => ({ kind: 'subscription', subscriptionId });
