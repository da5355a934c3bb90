import type { Report } from '../domain/report.ts';

/** What became of the list that goes with a report. */
export type ReportList = 'attached' | 'zipped' | 'too-large' | 'nothing-missing';

export interface ComposedReport {
    subject: string;
    html: string;
    text: string;
}

export interface ReportComposer {
    compose(report: Report, list: ReportList): Promise<ComposedReport>;
}

/** Writes the list of what is missing, for a spreadsheet. */
export interface ListWriter<Row> {
    /** The line with the names of the columns. */
    header(): string;
    /** @param now ISO 8601 UTC: ages are measured by it */
    lines(rows: readonly Row[], now: string): string;
}
