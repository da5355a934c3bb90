import { gunzipSync } from 'node:zlib';
import { MOST_ATTACHED } from '../../../shared/ports/mailer.ts';
import { missingList } from '../../../shared/use-cases/report/missing-list.ts';
import { requestReport, requestScheduledReport } from '../../../shared/use-cases/report/request-report.ts';
import { retryReport } from '../../../shared/use-cases/report/see-to-reports.ts';
import { reportCsv } from '../../../shared/http/report-csv.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { CONTOSO, missingRow } from '../../unit/report/samples.ts';
import { makeWorld, quiet, RECIPIENTS } from './world.ts';
import type { World } from './world.ts';

const DAY = 24 * 60 * 60_000;
const WEEK = 7 * DAY;

const subjects = ({ mailer }: World): string[] => mailer.sent.map(({ subject }) => subject);

const FIRST = 'Coverage report: 1 of 2 subscriptions covered, 1 missing';
const AGAIN = 'Coverage report: unchanged since 30 Nov 2026, 1 missing';
const UNCHANGED = 'Coverage report: unchanged since 23 Nov 2026, 1 missing';

describe('the report on schedule', () => {
    it('goes to everybody who is set to get it, with what is missing as a list, and what may not be seen', async () => {
        const world = makeWorld();
        world.source.seen.set(CONTOSO, 'partial');

        await requestScheduledReport(world.deps, quiet);
        await world.settle();

        expect(subjects(world)).toEqual([FIRST]);
        const [mail] = world.mailer.sent;
        expect(mail?.to).toEqual(RECIPIENTS);
        expect(mail?.attachments?.map(({ filename, type }) => [filename, type])).toEqual([
            ['missing-partners-2026-11-23.csv', 'text/csv'],
        ]);
        expect(mail?.attachments?.[0]?.content.toString()).toBe(
            reportCsv.header() +
                reportCsv.lines([{ ...missingRow(1), discovery: 'partial' }], '2026-11-23T06:00:00.000Z'),
        );
        expect(mail?.about).toEqual({ kind: 'report', reportId: 'timer-20261123T0600Z' });
    });

    it('is sent once where the timer fires twice, before or after it went out, and a little early', async () => {
        const world = makeWorld();
        world.clock.at -= 5;

        await Promise.all([requestScheduledReport(world.deps, quiet), requestScheduledReport(world.deps, quiet)]);
        world.clock.at += 10;
        await requestScheduledReport(world.deps, quiet);
        await world.settle();
        await requestScheduledReport(world.deps, quiet);
        await world.settle();

        expect(world.mailer.asked.count).toBe(1);
    });

    it('goes out again the week after, and says in one line that nothing has changed', async () => {
        const world = makeWorld();
        await requestScheduledReport(world.deps, quiet);
        await world.settle();
        world.clock.at += WEEK;
        world.source.finish('r2', '2026-11-29T05:10:00.000Z', { covered: 1, missing: 1 });

        await requestScheduledReport(world.deps, quiet);
        await world.settle();

        expect(subjects(world)).toEqual([FIRST, UNCHANGED]);
        expect(world.mailer.sent[1]?.attachments).toEqual([]);
        expect(world.mailer.sent[1]?.text.split('\n').filter((line) => line !== '')).toHaveLength(4);
    });

    it('compares with the last one that went out, not with the first', async () => {
        const world = makeWorld();
        const week = async () => {
            await requestScheduledReport(world.deps, quiet);
            await world.settle();
            world.clock.at += WEEK;
        };

        await week();
        world.source.listed.push(missingRow(2));
        await week();
        await week();

        expect(subjects(world)).toEqual([FIRST, FIRST, AGAIN]);
    });

    it('is whole where something happened in between, though it stands as before', async () => {
        const world = makeWorld();
        await requestScheduledReport(world.deps, quiet);
        await world.settle();
        world.clock.at += WEEK;
        world.source.finish('r2', '2026-11-24T05:10:00.000Z', { covered: 2 }, { recovered: 1 });
        world.source.finish('r3', '2026-11-25T05:10:00.000Z', { covered: 1, missing: 1 }, { newlyMissing: 1 });

        await requestScheduledReport(world.deps, quiet);
        await world.settle();

        expect(subjects(world)).toEqual([FIRST, FIRST]);
        expect(world.mailer.sent[1]?.text).toContain(
            '- 1 subscription newly missing\n- 1 subscription no longer missing',
        );
    });

    it('does nothing where nobody is set to get it, and nothing before the first audit', async () => {
        const nobody = makeWorld();
        const early = makeWorld();
        early.source.finished.length = 0;

        await requestScheduledReport({ ...nobody.deps, recipients: [] }, quiet);
        await requestScheduledReport(early.deps, quiet);

        expect(await nobody.unsent()).toEqual([]);
        expect(await early.unsent()).toEqual([]);
    });
});

describe('the report on demand', () => {
    it('is sent as often as it is asked for; the second one says that nothing has changed', async () => {
        const world = makeWorld();

        await requestReport(world.deps, quiet);
        await world.settle();
        await requestReport(world.deps, quiet);
        await world.settle();

        expect(subjects(world)).toEqual([FIRST, UNCHANGED]);
    });

    it('is refused where nobody is set to get it, and before the first audit', async () => {
        const world = makeWorld();

        await expect(requestReport({ ...world.deps, recipients: [] }, quiet)).rejects.toMatchObject({
            code: 'no-recipients',
            message: expect.stringContaining('REPORT_RECIPIENTS') as string,
        });
        world.source.finished.length = 0;
        await expect(requestReport(world.deps, quiet)).rejects.toMatchObject({ code: 'invalid-state' });
        expect(await world.unsent()).toEqual([]);
    });
});

describe('a report that cannot be sent now', () => {
    it('waits for the mail service, and is sent once it answers', async () => {
        const world = makeWorld();
        world.mailer.answer = () =>
            world.mailer.asked.count < 4 ? { kind: 'later', detail: 'SendGrid answered 503.' } : { kind: 'accepted' };

        await requestReport(world.deps, quiet);
        await world.settle();

        expect(world.mailer.sent).toHaveLength(1);
        expect(world.mailer.asked.count).toBe(4);
        expect(await world.deadLetters()).toEqual([]);
    });

    it('is found by the sweep where the broker has lost its message', async () => {
        const world = makeWorld();

        await requestReport(world.deps, quiet);
        world.broker.lose();
        await world.sweepOnce();
        expect(world.broker.waiting()).toEqual([]);
        world.clock.at += 61_000;
        await world.sweepOnce();
        await world.settle();

        expect(world.mailer.sent).toHaveLength(1);
    });

    it('is sent once where its message is delivered twice at once', async () => {
        const world = makeWorld();

        await requestReport(world.deps, quiet);
        await world.broker.deliverTwice();
        await world.settle();

        expect(world.mailer.sent).toHaveLength(1);
        expect(await world.unsent()).toEqual([]);
    });

    it('is not sent where nobody is set to get it by then', async () => {
        const world = makeWorld();

        await requestReport(world.deps, quiet);
        Object.assign(world.deps, { recipients: [] });
        await world.settle();

        expect(world.mailer.asked.count).toBe(0);
        expect(await world.deadLetters()).toEqual([]);
    });

    it('is a dead letter where the mail service refuses it, and goes out once it is done again', async () => {
        const world = makeWorld();
        world.mailer.answer = () => ({ kind: 'refused', detail: 'SendGrid answered 400 about content.' });
        await requestReport(world.deps, quiet);
        await world.settle();
        const [letter] = await world.deadLetters();
        const reportId = letter?.about?.reportId ?? '';

        expect(letter).toMatchObject({ reason: 'mail-refused', detail: 'SendGrid answered 400 about content.' });
        expect((await world.seen.get(reportId))?.value.state).toBe('failed');

        world.mailer.answer = () => ({ kind: 'accepted' });
        expect(await retryReport(world.deps, reportId, quiet)).toBe(true);
        await world.settle();

        expect(subjects(world)).toEqual([FIRST]);
        expect(await retryReport(world.deps, reportId, quiet)).toBe(false);
        expect(await retryReport(world.deps, 'nobody-knows', quiet)).toBe(false);
    });

    it('is a dead letter where it has waited for a day', async () => {
        const world = makeWorld();
        world.mailer.answer = () => ({ kind: 'later', detail: 'SendGrid answered 401.' });

        await requestReport(world.deps, quiet);
        await world.settle(25 * 60);

        expect(await world.deadLetters()).toMatchObject([{ reason: 'gave-up' }]);
        expect(await world.unsent()).toEqual([]);
    });
});

describe('when the process dies at any call to the outside', () => {
    /** Fired, sent, and the same a week later, while the broker forgets. */
    async function story(world: World): Promise<void> {
        await world.persist(() => requestScheduledReport(world.deps, quiet));
        world.broker.lose();
        await world.settle();
        world.clock.at += WEEK;
        await world.persist(() => requestReport(world.deps, quiet));
        await world.settle();
    }

    it.each<CrashMoment>(['before', 'after'])(
        'every report goes out, none more often than there were crashes: it died %s the call took effect',
        async (moment) => {
            const undisturbed = makeWorld();
            await story(undisturbed);
            expect(subjects(undisturbed)).toEqual([FIRST, UNCHANGED]);

            for (let call = 1; call <= undisturbed.fuse.calls; call += 1) {
                const world = makeWorld();
                world.fuse.dieAt(call, moment);
                await story(world);
                // Who asks by hand, and hears nothing, asks again: that is a report more.
                const again = subjects(world).filter((subject) => subject === AGAIN);
                const told = [...new Set(subjects(world).filter((subject) => subject !== AGAIN))];
                expect({ call, deaths: world.fuse.deaths, told }).toEqual({
                    call,
                    deaths: 1,
                    told: [FIRST, UNCHANGED],
                });
                expect(again.length).toBeLessThanOrEqual(1);
                expect(world.mailer.sent.length).toBeLessThanOrEqual(3);
                expect(await world.unsent()).toEqual([]);
                expect(await world.deadLetters()).toEqual([]);
            }
        },
        60_000,
    );
});

describe('the list of what is missing', () => {
    const NOW = '2026-11-23T06:00:00.000Z';
    const rows = Array.from({ length: 200 }, (_, n) => ({ ...missingRow(n), discovery: 'full' as const }));
    const whole = reportCsv.header() + reportCsv.lines(rows, NOW);

    const listOf = async (most: number, listed = rows) => {
        const list = missingList(reportCsv, NOW, most);
        list.add(listed.slice(0, 100));
        list.add(listed.slice(100));
        return await list.attachment();
    };

    it('goes along as it is where it is not too large', async () => {
        const { list, attachments } = await listOf(whole.length);

        expect(list).toBe('attached');
        expect(attachments.map(({ content }) => content.toString())).toEqual([whole]);
    });

    it('is compressed where it would be', async () => {
        const { list, attachments } = await listOf(whole.length - 1);

        expect(list).toBe('zipped');
        expect(attachments).toMatchObject([
            { filename: 'missing-partners-2026-11-23.csv.gz', type: 'application/gzip' },
        ]);
        expect(gunzipSync(attachments[0]?.content ?? '').toString()).toBe(whole);
    });

    it('stays behind where that is not enough, and where nothing is missing', async () => {
        expect(await listOf(100)).toEqual({ list: 'too-large', attachments: [] });
        expect(await listOf(100, [])).toEqual({ list: 'nothing-missing', attachments: [] });
    });

    it('fits into a mail in base64, with the mail around it', () => {
        expect((MOST_ATTACHED * 4) / 3).toBeLessThan(29 * 1024 * 1024);
    });
});
