import { listed } from '../../../shared/domain/report/listed.ts';
import { csvReport } from '../../../shared/http/report-answers.ts';
import { reportCsv } from '../../../shared/http/report-csv.ts';
import { textOf } from '../../support/answer-text.ts';
import { memoryReportSource } from '../../support/memory-report-source.ts';
import { CONTOSO, FABRIKAM, missingRow, NOW } from './samples.ts';

describe('the list of what is missing', () => {
    it('says of each how much of its tenant is seen, and none of one that is no customer any more', () => {
        const rows = [missingRow(1), missingRow(2, { tenantId: FABRIKAM })];

        const found = rows.map(listed(new Map([[CONTOSO, 'full' as const]])));

        expect(found).toEqual([
            { ...rows[0], discovery: 'full' },
            { ...rows[1], discovery: 'none' },
        ]);
    });

    it('has a column for it, the last one', () => {
        const lines = (reportCsv.header() + reportCsv.lines([{ ...missingRow(1), discovery: 'partial' }], NOW)).split(
            '\r\n',
        );

        expect(lines).toEqual([
            'tenantId,customerName,subscriptionId,displayName,reason,missingSince,daysMissing,firstSeenAt,nextStep,discovery',
            `${CONTOSO},Contoso,${missingRow(1).subscriptionId},Subscription 1,no-link,2026-10-01T05:00:00.000Z,51,2026-10-01T05:00:00.000Z,Send an invite.,partial`,
            '',
        ]);
    });
});

describe('the report as CSV', () => {
    it('has what the last audit could see of each tenant', async () => {
        const source = memoryReportSource();
        source.listed.push(missingRow(1), missingRow(2, { tenantId: FABRIKAM }));
        source.seen.set(CONTOSO, 'full').set(FABRIKAM, 'partial');

        const answer = await csvReport({ source, list: reportCsv, clock: { now: () => new Date(NOW) } });

        const ends = textOf(answer)
            .split('\r\n')
            .map((line) => line.split(',').at(-1));
        expect(ends).toEqual(['discovery', 'full', 'partial', '']);
    });
});
