import type { Report } from '../../domain/report.ts';
import type { ReportComposer, ReportList } from '../../ports/report-composer.ts';
import { paragraph } from '../blocks.ts';
import { mail } from '../mail.ts';
import { say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { Mail } from '../view-models.ts';
import { LISTS } from '../words/report/lists.ts';
import { footer, standing, subject, TITLE, unchangedLine } from '../words/report/report.ts';
import { reportBlocks } from './report-blocks.ts';

/** A bar in a mail takes two lines. */
const RUNS_IN_MAIL = 12;

const moreOf = (list: ReportList): Phrase | null => (list === 'nothing-missing' ? null : LISTS[list]);

/** The report as a mail: one line where it would say the same as the last one. */
export function reportMail(report: Report, list: ReportList): Mail {
    const { sameAs } = report;
    const line = sameAs === null ? standing(report) : unchangedLine(report, sameAs);
    return mail({
        subject: subject(report),
        title: say`${TITLE}`,
        preview: line,
        blocks: sameAs === null ? reportBlocks(report, { runs: RUNS_IN_MAIL, more: moreOf(list) }) : [paragraph(line)],
        footer: footer(),
        stop: null,
    });
}

export const reportComposer = (): ReportComposer => ({ compose: reportMail });
