import type { LimitFunction } from 'p-limit';
import type { ListedMissing } from '../../domain/report/listed.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { Mailer } from '../../ports/mailer.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { ListWriter, ReportComposer } from '../../ports/report-composer.ts';
import type { ReportSource } from '../../ports/report-source.ts';
import type { ReportStore } from '../../ports/report-store.ts';

/** What asking for a report and sending it needs. */
export interface ReportDeps {
    /** Whom the report goes to; nobody where it is empty. */
    recipients: readonly string[];
    /** What is so long past due is sent again. */
    sweepAfterSeconds: number;
    reports: ReportStore;
    source: ReportSource;
    composer: ReportComposer;
    list: ListWriter<ListedMissing>;
    mailer: Mailer;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    /** How many mails are being sent at once at most, all mails together. */
    limit: LimitFunction;
    clock: Clock;
    random: Random;
}
