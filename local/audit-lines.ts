import type { Audit, AuditRun } from './audit-app.ts';

/** How fast a run goes, as far as it was watched. */
export interface Pace {
    /** Tenants that came to an end since the watching began. */
    settled: number;
    /** For how long, in ms. */
    forMs: number;
}

const LONGEST_BAR = 40;
const SHORTEST_BAR = 10;

// Names come from customers: what steers a terminal must not reach it.
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');

const settledOf = ({ tenants }: AuditRun): number => tenants.done + tenants.failed;

/** Where a run stands, in words. */
export const progressLine = ({ tenants }: AuditRun): string =>
    `${tenants.done} of ${tenants.expected} tenants done` +
    (tenants.failed > 0 ? `, ${tenants.failed} failed` : '') +
    (tenants.partial > 0 ? `, ${tenants.partial} seen in part` : '');

function timeLeft(seconds: number): string {
    if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
    const minutes = Math.round(seconds / 60);
    return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** How fast, and how long it will take at that; nothing as long as nobody can tell. */
function paceWords(run: AuditRun, { settled, forMs }: Pace): string {
    if (settled <= 0 || forMs <= 0) return '';
    const perSecond = settled / (forMs / 1000);
    const left = run.tenants.expected - settledOf(run);
    const speed = perSecond >= 1 ? `${perSecond.toFixed(1)}/s` : `${(perSecond * 60).toFixed(1)}/min`;
    return left > 0 ? `, ${speed}, ${timeLeft(left / perSecond)} left` : `, ${speed}`;
}

/**
 * The same as one line with a bar, no wider than the terminal.
 *
 * @param columns of the terminal
 */
export function barLine(run: AuditRun, pace: Pace, columns: number): string {
    const words = progressLine(run) + paceWords(run, pace);
    const room = Math.min(LONGEST_BAR, columns - words.length - '[] '.length - 1);
    if (room < SHORTEST_BAR) return words.slice(0, Math.max(0, columns - 1));
    const { expected } = run.tenants;
    const full = expected === 0 ? 0 : Math.floor((room * settledOf(run)) / expected);
    return `[${'#'.repeat(full)}${'.'.repeat(room - full)}] ${words}`;
}

/** The tenants that could not be audited. */
export function failedLines({ tenants, failedTenants }: AuditRun): string[] {
    const more = tenants.failed - failedTenants.length;
    return [
        ...failedTenants.map(
            ({ customerName, tenantId, reason }) =>
                `  not audited: ${plain(customerName ?? tenantId)}, ${plain(reason)}`,
        ),
        ...(more > 0 ? [`  … and ${more} more that could not be audited`] : []),
    ];
}

/** What was found: the totals, and what is missing. */
export const foundLines = ({ totals, missing, continuation }: Audit): string[] => [
    `${totals.subscriptions} subscriptions: ${totals.covered} covered, ${totals.missing} missing, ` +
        `${totals.excluded} excluded, ${totals.inactive} inactive, ${totals.unknown} unknown`,
    ...missing.map(
        (row) =>
            `  ${plain(row.customerName ?? row.tenantId)}, ${plain(row.displayName ?? row.subscriptionId)}: ${row.reason}` +
            (typeof row.missingSince === 'string' ? ` since ${row.missingSince.slice(0, 10)}` : ''),
    ),
    ...(continuation === undefined ? [] : ['  … and more: GET /api/audit has all of them']),
];
