import type { LastReport, ReportJob } from '../domain/report/job.ts';
import type { Stored } from './store.ts';

/** The reports that were asked for, each one row that is written conditionally, and what the last one said. */
export interface ReportStore {
    /** Puts it down unless it is there already. */
    add(job: ReportJob): Promise<'written' | 'exists'>;
    get(id: string): Promise<Stored<ReportJob> | undefined>;
    /**
     * @param said what the report said, where it has gone out: from then on it is the last one. In the same step
     */
    replace(before: Stored<ReportJob>, next: ReportJob, said?: LastReport): Promise<'written' | 'conflict'>;
    /** Those that are still to be sent. */
    unsent(): AsyncIterable<string>;
    last(): Promise<LastReport | undefined>;
}
