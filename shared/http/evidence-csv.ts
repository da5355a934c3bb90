import type { Evidence } from '../domain/evidence.ts';
import type { Page } from '../ports/store.ts';
import { csvFile } from './csv-file.ts';
import { csvOf } from './csv-out.ts';
import type { Answer } from './respond.ts';

const ROWS_AT_ONCE = 1_000;

type Cell = (evidence: Evidence, month: string) => string | number | null | undefined;

/** The cells of a line, in their order. */
const CELLS = {
    tenantId: (evidence) => evidence.tenantId,
    customerName: (evidence) => evidence.customerName,
    subscriptionId: (evidence) => evidence.subscriptionId,
    displayName: (evidence) => evidence.displayName,
    quotaId: (evidence) => evidence.quotaId,
    agreementType: (evidence) => evidence.agreement?.type,
    billingAccountId: (evidence) => evidence.agreement?.accountId,
    coverage: (evidence) => evidence.coverage,
    reason: (evidence) => evidence.reason,
    proof: (evidence) => evidence.proof,
    mechanism: (evidence) => evidence.mechanism,
    identityObjectId: (evidence) => evidence.identity?.objectId,
    identityApplicationId: (evidence) => evidence.identity?.applicationId,
    identityTenantId: (evidence) => evidence.identity?.tenantId,
    partnerId: (evidence) => evidence.partnerId,
    linkCreatedAt: (evidence) => evidence.link?.createdAt,
    linkUpdatedAt: (evidence) => evidence.link?.updatedAt,
    roleId: (evidence) => evidence.role?.id,
    roleName: (evidence) => evidence.role?.name,
    roleScope: (evidence) => evidence.role?.scope,
    roleInheritedFrom: (evidence) => evidence.role?.inheritedFrom,
    coveredUntil: (evidence) => evidence.coveredUntil,
    month: (_, month) => month,
    coveredDays: (evidence) => evidence.coveredDays,
    firstSeenAt: (evidence) => evidence.firstSeenAt,
    lastVerifiedAt: (evidence) => evidence.lastVerifiedAt,
    attestedAt: (evidence) => evidence.attested?.at,
    attestedHow: (evidence) => evidence.attested?.how,
    inviteId: (evidence) => evidence.consent?.inviteId,
    invitedBy: (evidence) => evidence.consent?.invitedBy,
    invitedAddress: (evidence) => evidence.consent?.invitedAddress,
    invitedAt: (evidence) => evidence.consent?.invitedAt,
    confirmedBy: (evidence) => evidence.consent?.confirmedBy,
    confirmedAt: (evidence) => evidence.consent?.confirmedAt,
    erasedAt: (evidence) => evidence.consent?.erasedAt,
} as const satisfies Record<string, Cell>;

const COLUMNS = Object.keys(CELLS) as (keyof typeof CELLS)[];

const lineOf = (evidence: Evidence, month: string): Record<string, ReturnType<Cell>> =>
    Object.fromEntries(Object.entries<Cell>(CELLS).map(([column, cell]) => [column, cell(evidence, month)]));

/**
 * All evidence of a tenant, for a spreadsheet. Read page by page, and answered as a whole: what breaks half-way is an
 * error, and no file that only looks complete.
 */
export async function evidenceAsCsv(
    read: (page: { limit: number; continuation: string | undefined }) => Promise<Page<Evidence>>,
    { tenantId, month }: { tenantId: string; month: string },
): Promise<Answer> {
    const parts = [csvOf<Record<string, unknown>>(COLUMNS, [], { header: true })];
    let continuation: string | undefined;
    do {
        const page = await read({ limit: ROWS_AT_ONCE, continuation });
        const lines = page.items.map((evidence) => lineOf(evidence, month));
        parts.push(csvOf(COLUMNS, lines, { header: false }));
        continuation = page.continuation;
    } while (continuation !== undefined);
    return csvFile(`evidence-${tenantId}-${month}.csv`, parts);
}
