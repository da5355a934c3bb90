import type { Clock } from '../../ports/clock.ts';
import type { TenantLocks } from '../../ports/tenant-locks.ts';

/** So long after its end a wait that nobody tried is forgotten, in ms. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

interface Wait {
    until: Date;
    /** Refusals in a row. */
    refusals: number;
    /** Set while somebody asks whether it is over. */
    trial?: Promise<unknown> | undefined;
}

export interface ToldWaits extends Pick<TenantLocks, 'heldHere' | 'refusalsHere' | 'inTurn'> {
    tell: (tenantId: string, until: Date) => void;
}

/** What this process was told of waits; only what is not over, or was not tried since: as many as are waited for now. */
export function toldWaits(clock: Clock): ToldWaits {
    const waits = new Map<string, Wait>();

    const heldHere = (tenantId: string): Date | undefined => {
        const until = waits.get(tenantId)?.until;
        return until !== undefined && until > clock.now() ? until : undefined;
    };
    const forgetOld = () => {
        const longAgo = clock.now().getTime() - FORGOTTEN_AFTER_MS;
        for (const [tenantId, { until }] of waits) if (until.getTime() < longAgo) waits.delete(tenantId);
    };

    /** The first to ask after a wait. */
    async function tryOut<T>(tenantId: string, wait: Wait, question: () => Promise<T>): Promise<T> {
        const asked = question();
        wait.trial = asked;
        try {
            return await asked;
        } finally {
            wait.trial = undefined;
            // Unless it was told to wait again, in which case there is another one.
            if (waits.get(tenantId) === wait) waits.delete(tenantId);
        }
    }

    return {
        heldHere,
        refusalsHere: (tenantId) => waits.get(tenantId)?.refusals ?? 0,
        tell: (tenantId, until) => {
            forgetOld();
            const before = waits.get(tenantId);
            // Those that were on their way when the first one was refused are no refusals of their own.
            if (before !== undefined && before.trial === undefined && before.until > clock.now()) {
                if (until > before.until) before.until = until;
                return;
            }
            waits.set(tenantId, { until, refusals: (before?.refusals ?? 0) + 1 });
        },
        inTurn: async (tenantId, question) => {
            for (;;) {
                if (heldHere(tenantId) !== undefined) return 'held';
                const wait = waits.get(tenantId);
                if (wait === undefined) return await question();
                if (wait.trial === undefined) return await tryOut(tenantId, wait, question);
                await wait.trial.catch(() => undefined);
            }
        },
    };
}
