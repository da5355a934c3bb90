import type { Language } from '../languages/language.ts';
import type { Report } from '../../domain/report.ts';
import { callout } from '../blocks.ts';
import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { say } from '../phrase.ts';
import { LISTS } from '../words/report/lists.ts';
import { TITLE, unchanged } from '../words/report/report.ts';
import { reportBlocks } from './report-blocks.ts';

const RUNS_ON_PAGE = 30;

/** The report as a page, whole even where nothing has changed since the last one: whoever opens it wants to see it. */
export const reportPage = (report: Report, partner: { name: string; contact: string }, language: Language): string =>
    layout(
        {
            title: say`${TITLE}`,
            body: pageBlocks(
                [
                    ...(report.sameAs === null ? [] : [callout('neutral', unchanged(report.sameAs))]),
                    ...reportBlocks(report, { runs: RUNS_ON_PAGE, more: LISTS.page }),
                ],
                language,
            ),
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
