import type { Evidence } from '../domain/evidence.ts';
import type { ProductEvidence } from '../domain/products/evidence.ts';
import { saidState } from '../domain/products/said.ts';
import type { Page } from '../ports/store.ts';
import type { EvidenceSubject } from '../use-cases/records/evidence.ts';
import { csvFile } from './csv-file.ts';
import { csvOf } from './csv-out.ts';
import type { Answer } from './respond.ts';

const ROWS_AT_ONCE = 1_000;

type CellValue = string | number | null | undefined;
type Cell = (evidence: Evidence, month: string) => CellValue;

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
    product: () => 'azure',
} as const satisfies Record<string, Cell>;

/** Of lines about other products alone, behind the cells that every line has. */
const PRODUCT_COLUMNS = [
    'productName',
    'saidState',
    'askAgainAt',
    'lapsedAt',
    'proofNote',
    'proofCheckedAt',
    'proofCheckedBy',
] as const;

type Column = keyof typeof CELLS | (typeof PRODUCT_COLUMNS)[number];

const COLUMNS = [...Object.keys(CELLS), ...PRODUCT_COLUMNS] as Column[];

const lineOf = (evidence: Evidence, month: string): Partial<Record<Column, CellValue>> =>
    Object.fromEntries(Object.entries<Cell>(CELLS).map(([column, cell]) => [column, cell(evidence, month)]));

/** A line about another product: it leaves empty what only an audit could have seen. */
function productLine(
    { said, ...of }: ProductEvidence,
    { customer, month }: EvidenceSubject,
): Partial<Record<Column, CellValue>> {
    const state = saidState(said);
    return {
        tenantId: customer.tenantId,
        customerName: customer.name,
        subscriptionId: of.subscriptionId,
        // What nobody stood by when it was asked again proves nothing any more.
        proof: state === 'lapsed' ? 'none' : 'attested',
        partnerId: of.partnerId,
        month,
        attestedAt: said.at,
        inviteId: of.inviteId,
        invitedBy: of.invitedBy,
        invitedAddress: of.invitedAddress,
        invitedAt: of.invitedAt,
        confirmedAt: said.at,
        erasedAt: of.erasedAt,
        product: of.product,
        productName: of.productName,
        saidState: state,
        askAgainAt: said.askAt,
        lapsedAt: said.lapsedAt,
        proofNote: said.proof?.note,
        proofCheckedAt: said.proof?.checked?.at,
        proofCheckedBy: said.proof?.checked?.by,
    };
}

/**
 * All evidence of a tenant, for a spreadsheet. Read page by page, and answered as a whole: what breaks half-way is an
 * error, and no file that only looks complete.
 */
export async function evidenceAsCsv(
    read: (page: { limit: number; continuation: string | undefined }) => Promise<Page<Evidence>>,
    products: readonly ProductEvidence[],
    subject: EvidenceSubject,
): Promise<Answer> {
    const { customer, month } = subject;
    const parts = [csvOf<Record<string, unknown>>(COLUMNS, [], { header: true })];
    let continuation: string | undefined;
    do {
        const page = await read({ limit: ROWS_AT_ONCE, continuation });
        const lines = page.items.map((evidence) => lineOf(evidence, month));
        parts.push(csvOf(COLUMNS, lines, { header: false }));
        continuation = page.continuation;
    } while (continuation !== undefined);
    const said = products.map((product) => productLine(product, subject));
    parts.push(csvOf<Partial<Record<Column, CellValue>>>(COLUMNS, said, { header: false }));
    return csvFile(`evidence-${customer.tenantId}-${month}.csv`, parts);
}
