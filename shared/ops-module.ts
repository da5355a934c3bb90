import { glanceTable } from './adapters/tables/glances.ts';
import { lazily } from './lazily.ts';
import type { OpsModule, OpsParts } from './ops-reading.ts';
import type { GlanceStore } from './ports/glance-store.ts';
import type { OpsReads } from './ports/ops-reads.ts';

/** The first views of the operations pages, in the table `glances`. */
export const opsGlances = (tables: OpsParts['tables']): GlanceStore => glanceTable(tables('glances'));

/** What the operations pages show, loaded with the first who looks, or has the first views brought up to date. */
export function buildOps(parts: OpsParts): OpsModule {
    const loaded = lazily(async () => (await import('./ops-reading.ts')).opsReading(parts));
    const reads = async (): Promise<OpsReads> => (await loaded()).reads;
    return {
        reads: {
            overview: async () => await (await reads()).overview(),
            running: async () => await (await reads()).running(),
            missing: async (query) => await (await reads()).missing(query),
            customers: async (query) => await (await reads()).customers(query),
            customer: async (tenantId) => await (await reads()).customer(tenantId),
            invites: async (query) => await (await reads()).invites(query),
            invite: async (id) => await (await reads()).invite(id),
            runs: async (query) => await (await reads()).runs(query),
            run: async (id) => await (await reads()).run(id),
            deadLetters: async (query) => await (await reads()).deadLetters(query),
            everyMissing: async function* (query) {
                yield* (await reads()).everyMissing(query);
            },
            everyInvite: async function* (wanted) {
                yield* (await reads()).everyInvite(wanted);
            },
            refresh: async (names, log) => {
                await (await reads()).refresh(names, log);
            },
        },
        sweep: async (log) => {
            await (await loaded()).sweep(log);
        },
        onRunFinished: async () => {
            await (await loaded()).onRunFinished();
        },
    };
}
