import type { Language } from '../languages/language.ts';
import type { Report } from '../../domain/report.ts';
import type { Some } from '../../domain/some.ts';
import type { ReportList } from '../../ports/report-composer.ts';
import { paragraph } from '../blocks.ts';
import { mail } from '../mail/mail.ts';
import { say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { Mail } from '../view-models.ts';
import { LISTS } from '../words/report/lists.ts';
import { footer, standing, subject, TITLE, unchangedLine } from '../words/report/report.ts';
import { reportBlocks } from './report-blocks.ts';

/** A bar in a mail takes two lines. */
const RUNS_IN_MAIL = 12;

/** So much of each list: a mail is to be read, some programs cut long ones off, and the list that goes with it has all. */
const ITEMS_IN_MAIL = 10;
const OLDEST_IN_MAIL = 25;

const shortened = <Item>({ count, items }: Some<Item>): Some<Item> => ({
    count,
    items: items.slice(0, ITEMS_IN_MAIL),
});

const forMail = (report: Report): Report => ({
    ...report,
    changed: report.changed.slice(0, ITEMS_IN_MAIL),
    missing: {
        ...report.missing,
        customers: shortened(report.missing.customers),
        oldest: report.missing.oldest.slice(0, OLDEST_IN_MAIL),
    },
    endsSoon: shortened(report.endsSoon),
    failed: shortened(report.failed),
    partial: shortened(report.partial),
    attested: shortened(report.attested),
    attestedProducts: shortened(report.attestedProducts),
});

const moreOf = (list: ReportList): Phrase | null => (list === 'nothing-missing' ? null : LISTS[list]);

/** The report as a mail: one line where it would say the same as the last one. */
export function reportMail(report: Report, list: ReportList, partnerName: string, language: Language): Mail {
    const { sameAs } = report;
    const line = sameAs === null ? standing(report) : unchangedLine(report, sameAs);
    return mail(
        {
            subject: subject(report),
            from: partnerName,
            title: say`${TITLE}`,
            preview: line,
            blocks:
                sameAs === null
                    ? reportBlocks(forMail(report), { runs: RUNS_IN_MAIL, more: moreOf(list) })
                    : [paragraph(line)],
            footer: footer(),
            help: null,
            stop: null,
        },
        language,
    );
}
