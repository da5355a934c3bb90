/** Where the operations pages are. */
export const OPS_PATHS = {
    overview: '/api/ops',
    missing: '/api/ops/missing',
    missingCsv: '/api/ops/missing.csv',
    customers: '/api/ops/customers',
    invites: '/api/ops/invites',
    invitesCsv: '/api/ops/invites.csv',
    audits: '/api/ops/audits',
    deadLetters: '/api/ops/dead-letters',
    inviteOne: '/api/ops/invite-one',
    inviteMany: '/api/ops/invite-many',
    sendMany: '/api/ops/invite-many/send',
} as const;

const below = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;

export const customerPath = (tenantId: string): string => below(OPS_PATHS.customers, tenantId);
export const invitePath = (id: string): string => below(OPS_PATHS.invites, id);
export const auditPath = (id: string): string => below(OPS_PATHS.audits, id);
export const letterPath = (id: string): string => below(OPS_PATHS.deadLetters, id);
