import type { AuditStore } from '../../ports/audit-store.ts';

/**
 * The same runs, with somebody told of each that has finished, once that is written down and perhaps more than once.
 *
 * @param onFinished never throws: a run is over whatever comes of it
 */
export const tellingOfFinished = (audits: AuditStore, onFinished: () => Promise<void>): AuditStore => ({
    ...audits,
    noteFinished: async (run) => {
        await audits.noteFinished(run);
        await onFinished();
    },
});
