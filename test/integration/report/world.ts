import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import { deadLetterTable } from '../../../shared/adapters/tables/dead-letters.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { reportTable } from '../../../shared/adapters/tables/reports.ts';
import { reportCsv } from '../../../shared/http/report-csv.ts';
import type { Log } from '../../../shared/ports/log.ts';
import type { QueueMessages, ReportMessage } from '../../../shared/ports/queue.ts';
import { deadLetterHandler } from '../../../shared/queue/dead-letter-function.ts';
import { queueHandler } from '../../../shared/queue/queue-function.ts';
import type { ReportDeps } from '../../../shared/use-cases/report/deps.ts';
import { giveUpReport, sweepReports } from '../../../shared/use-cases/report/see-to-reports.ts';
import { sendReport } from '../../../shared/use-cases/report/send-report.ts';
import { reportComposer } from '../../../shared/views/report/report-composer.ts';
import { Fuse } from '../../support/fuse.ts';
import { memoryBroker } from '../../support/memory-broker.ts';
import { memoryMailer } from '../../support/memory-mailer.ts';
import { memoryReportSource } from '../../support/memory-report-source.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { missingRow } from '../../unit/report/samples.ts';

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const RECIPIENTS = ['boss@fourthcoffee.example', 'partners@fourthcoffee.example'];

/** Monday, the time of the schedule. */
const START = Date.parse('2026-11-23T06:00:00.000Z');

/** Reports over table, broker and mail service in memory, with time in hand and a process that can die. */
export function makeWorld() {
    const fuse = new Fuse();
    const clock = { at: START, now: () => new Date(clock.at) };
    const random = { fraction: () => 0, bytes: (count: number) => randomBytes(count) };
    const mailer = memoryMailer();
    const broker = memoryBroker(clock, () => fuse.died);
    const source = memoryReportSource();
    source.finish('r1', '2026-11-22T05:10:00.000Z', { covered: 1, missing: 1 });
    source.listed.push(missingRow(1));
    const [reports, deadLetters] = [memoryTable(), memoryTable()];
    const mailQueue = fuse.around(broker.queue<QueueMessages['outbound-mail']>('outbound-mail'));
    const deps: ReportDeps = {
        recipients: RECIPIENTS,
        sweepAfterSeconds: 60,
        reports: reportTable(fuse.around(reports)),
        source,
        composer: reportComposer('Fourth Coffee'),
        list: reportCsv,
        mailer: fuse.around(mailer),
        mailQueue,
        limit: pLimit(8),
        clock,
        random,
    };
    const queueDeps = {
        clock,
        random,
        deadLetters: deadLetterTable(fuse.around(deadLetters)),
        queues: {
            'outbound-mail': mailQueue,
            'attach-requests': broker.queue<QueueMessages['attach-requests']>('attach-requests'),
            'audit-tenants': broker.queue<QueueMessages['audit-tenants']>('audit-tenants'),
        },
        partner: { clientId: 'none', notify: [] },
        confirmationMode: 'email' as const,
        invites: inviteTable(memoryTable()),
        mailQueue,
        failAuditTenant: () => Promise.resolve(),
        giveUpReport: (message: ReportMessage, detail: string) => giveUpReport(deps, message, detail),
    };
    broker.listen('outbound-mail', {
        onMessage: queueHandler(queueDeps, 'outbound-mail', (message, log) => {
            if (message.kind !== 'report') throw new Error('No invite is here.');
            return sendReport(deps, message, log);
        }),
        onDeadLetter: deadLetterHandler(queueDeps, 'outbound-mail'),
    });

    // What stands in the tables is looked at from outside the process.
    const seen = reportTable(reports);
    const letters = deadLetterTable(deadLetters);
    const unsent = async (): Promise<string[]> => {
        const ids: string[] = [];
        for await (const id of seen.unsent()) ids.push(id);
        return ids;
    };

    /** Delivers what is due; a process that dies is started again. */
    async function deliver(most = 500): Promise<void> {
        for (let count = 0; count < most; count += 1) {
            if ((await broker.deliverOne()) === undefined) return;
            fuse.restart();
        }
        throw new Error('The messages do not end.');
    }

    async function sweepOnce(): Promise<void> {
        await sweepReports(deps, quiet).catch((error: unknown) => {
            if (!fuse.died) throw error;
        });
        fuse.restart();
    }

    /** Lets time pass, with a sweep every 20 s, until nothing waits any more. */
    async function settle(mostMinutes = 30): Promise<void> {
        const until = clock.at + mostMinutes * 60_000;
        await deliver();
        while ((await unsent()).length > 0 || broker.waiting().length > 0) {
            if (clock.at > until) throw new Error('It does not come to an end.');
            clock.at += 20_000;
            await sweepOnce();
            await deliver();
        }
    }

    /** What somebody does: again where the process died under it. */
    async function persist(action: () => Promise<void>): Promise<void> {
        for (;;) {
            try {
                await action();
                if (!fuse.died) return;
            } catch (error) {
                if (!fuse.died) throw error;
            }
            fuse.restart();
        }
    }

    return {
        ...{ deps, fuse, clock, mailer, broker, source, seen, unsent },
        ...{ deliver, settle, sweepOnce, persist },
        deadLetters: async () => (await letters.list({ limit: 100 })).items,
    };
}

export type World = ReturnType<typeof makeWorld>;
