import { noChanges } from '../../shared/domain/audit-run.ts';
import type { AuditRun, TenantState, Totals } from '../../shared/domain/audit-run.ts';
import type { Discovery } from '../../shared/domain/customer.ts';
import type { AttestedLink, AttestedProduct, EndingRole, ReportedChange } from '../../shared/domain/report.ts';
import { noInvites } from '../../shared/domain/report/funnel.ts';
import type { CountedInvites } from '../../shared/domain/report/funnel.ts';
import type { MissingRow } from '../../shared/domain/report/missing.ts';
import type { ReportSource } from '../../shared/ports/report-source.ts';

/** What there is to report, in memory. */
export interface MemoryReportSource extends ReportSource {
    /** The one that finished last first. */
    readonly finished: AuditRun[];
    readonly listed: MissingRow[];
    readonly seen: Map<string, Discovery>;
    readonly states: Map<string, TenantState[]>;
    readonly different: Map<string, ReportedChange[]>;
    readonly ending: EndingRole[];
    readonly said: AttestedLink[];
    readonly saidOfOthers: AttestedProduct[];
    readonly names: Map<string, string>;
    readonly counts: ReturnType<typeof noInvites>;
    readonly guided: CountedInvites['guided'];
    /** Adds a finished run. */
    finish(id: string, finishedAt: string, totals: Partial<Totals>, over?: Partial<ReturnType<typeof noChanges>>): void;
}

const PAGE = 1_000;

export function memoryReportSource(): MemoryReportSource {
    const source: MemoryReportSource = {
        finished: [],
        listed: [],
        seen: new Map(),
        states: new Map(),
        different: new Map(),
        ending: [],
        said: [],
        saidOfOthers: [],
        names: new Map(),
        counts: noInvites(),
        guided: {},
        finish: (id, finishedAt, totals, over = {}) => {
            const zero = { subscriptions: 0, covered: 0, missing: 0, excluded: 0, inactive: 0, unknown: 0 };
            source.finished.unshift({
                id,
                status: 'finished',
                startedAt: finishedAt,
                planningSince: finishedAt,
                finishedAt,
                expected: 1,
                result: {
                    tenants: { done: 1, failed: 0, partial: 0 },
                    totals: { ...zero, ...totals },
                    changes: { ...noChanges(), ...over },
                },
            });
        },
        runs: (most) => Promise.resolve(source.finished.slice(0, most)),
        tenants: async function* (runId, only) {
            await Promise.resolve();
            const states = source.states.get(runId) ?? [];
            yield* states.filter(({ outcome, partial }) => (only === 'failed' ? outcome === 'failed' : partial));
        },
        changes: async function* (runId) {
            await Promise.resolve();
            yield* source.different.get(runId) ?? [];
        },
        missing: async function* () {
            for (let start = 0; start < source.listed.length; start += PAGE) {
                await Promise.resolve();
                yield source.listed.slice(start, start + PAGE);
            }
        },
        discoveries: () => Promise.resolve(source.seen),
        endingBefore: (time, most) => {
            const found = source.ending.filter(({ coveredUntil }) => coveredUntil < time.toISOString());
            return Promise.resolve({ count: found.length, items: found.slice(0, most) });
        },
        attested: (most) => Promise.resolve(source.said.slice(0, most)),
        attestedProducts: (most) => Promise.resolve(source.saidOfOthers.slice(0, most)),
        customerName: (tenantId) => Promise.resolve(source.names.get(tenantId)),
        invites: () => Promise.resolve({ counts: { ...source.counts }, guided: source.guided, isComplete: true }),
    };
    return source;
}
