import { asAzure } from '../../../shared/domain/invite.ts';
import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import { customerStore } from '../../../shared/adapters/tables/customers.ts';
import { deadLetterTable } from '../../../shared/adapters/tables/dead-letters.ts';
import { indexRows } from '../../../shared/adapters/tables/invite-rows.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { mailboxTable } from '../../../shared/adapters/tables/mailboxes.ts';
import { subscriptionStore } from '../../../shared/adapters/tables/subscriptions.ts';
import { shortLivedTable } from '../../../shared/adapters/tables/short-lived.ts';
import { tenantLockTable } from '../../../shared/adapters/tables/tenant-locks.ts';
import type { DeadLetter } from '../../../shared/domain/dead-letter.ts';
import { eligibleRoles } from '../../../shared/domain/eligible-roles.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { isUnsent } from '../../../shared/domain/invite-story.ts';
import type { Log } from '../../../shared/ports/log.ts';
import type { MailComposer } from '../../../shared/ports/mail-composer.ts';
import type { QueueMessages, QueueName } from '../../../shared/ports/queue.ts';
import { noTelemetry } from '../../../shared/ports/telemetry.ts';
import type { Telemetry } from '../../../shared/ports/telemetry.ts';
import { deadLetterHandler } from '../../../shared/queue/dead-letter-function.ts';
import { queueHandler } from '../../../shared/queue/queue-function.ts';
import { traced } from '../../../shared/telemetry/invocation.ts';
import { tracedQueue } from '../../../shared/telemetry/traced-queue.ts';
import { watchedDeadLetters } from '../../../shared/telemetry/watched-dead-letters.ts';
import { watchedInvites } from '../../../shared/telemetry/watched-invites.ts';
import { watchedMailer } from '../../../shared/telemetry/watched-mailer.ts';
import { attachPartner } from '../../../shared/use-cases/attach/attach-partner.ts';
import type { OpenedLink } from '../../../shared/use-cases/invites/open-link.ts';
import { quickLinks } from '../../../shared/use-cases/mail/links.ts';
import { sendMail } from '../../../shared/use-cases/mail/send-mail.ts';
import { subscriptionNames } from '../../../shared/use-cases/invites/subscription-names.ts';
import { sweep } from '../../../shared/use-cases/sweep.ts';
import { mailComposer } from '../../../shared/views/mail/mail-composer.ts';
import { Fuse } from '../../support/fuse.ts';
import { memoryBroker } from '../../support/memory-broker.ts';
import type { Handler } from '../../support/memory-broker.ts';
import { memoryMailer } from '../../support/memory-mailer.ts';
import { eligibleAt, memoryPartnerAzure, PARTNER_ID } from '../../support/memory-partner-azure.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { relationshipRules } from '../../support/relationship-rules.ts';

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const HOME = 'fc000000-0000-4000-8000-000000000001';
export const TENANT = 'c0000000-0000-4000-8000-000000000001';
export const SUBSCRIPTION = 'c0000000-0000-4000-8000-0000000000a1';
export const ADMIN = 'admin@contoso.example';
export const PARTNER_MAIL = 'partners@fourthcoffee.example';

const TABLES = [
    'invites',
    'customers',
    'tenantlocks',
    'shortlived',
    'mailboxes',
    'deadletters',
    'subscriptions',
    'missingpartners',
] as const;

/**
 * Invites over tables, broker, mail service and Azure in memory, with time in hand and a process that can die.
 *
 * @param composer who writes the mails, in place of the real one
 */
export function makeWorld(
    confirmationMode: 'signin' | 'email' = 'email',
    telemetry: Telemetry = noTelemetry,
    composer?: MailComposer,
) {
    const fuse = new Fuse();
    const clock = { at: Date.parse('2026-11-21T05:00:00.000Z'), now: () => new Date(clock.at) };
    const random = { fraction: () => 0, bytes: (count: number) => randomBytes(count) };
    const azure = memoryPartnerAzure(HOME);
    azure.tenants.set(HOME, { subscriptionIds: [], link: undefined, roles: [] });
    azure.tenants.set(TENANT, {
        subscriptionIds: [SUBSCRIPTION],
        link: undefined,
        roles: [eligibleAt(SUBSCRIPTION)],
    });
    const mailer = memoryMailer();
    const broker = memoryBroker(clock, () => fuse.died);
    const raw = Object.fromEntries(TABLES.map((name) => [name, memoryTable()])) as Record<
        (typeof TABLES)[number],
        ReturnType<typeof memoryTable>
    >;
    const table = (name: (typeof TABLES)[number]) => fuse.around(raw[name]);
    const queue = <Name extends QueueName>(name: Name) =>
        tracedQueue(name, fuse.around(broker.queue<QueueMessages[Name]>(name)), telemetry.tracing);
    const queues = {
        'outbound-mail': queue('outbound-mail'),
        'attach-requests': queue('attach-requests'),
        'audit-tenants': queue('audit-tenants'),
    };
    const invites = watchedInvites(inviteTable(table('invites')), telemetry);
    const locks = tenantLockTable(table('tenantlocks'), clock);
    const records = subscriptionStore(table('subscriptions'), table('missingpartners'), clock);
    const partner = {
        name: 'Fourth Coffee',
        defaultId: PARTNER_ID,
        ids: [PARTNER_ID, '314160'],
        domains: ['fourthcoffee.example'],
        notify: [PARTNER_MAIL],
        contact: PARTNER_MAIL,
        tenantId: HOME,
        clientId: 'fc000000-0000-4000-8000-00000000000a',
    };
    const guardedAzure = fuse.around(azure);
    const reading = { azure: guardedAzure, locks, clock, random, partner, eligibleRoles: eligibleRoles() };
    const deps = {
        ...reading,
        confirmationMode,
        rules: { expiresInDays: 14, mailsPerAddressPerDay: 10 },
        products: {
            dporPartnerId: '3141592' as string | undefined,
            relationshipHosts: ['admin.microsoft.com'],
            indirectProvider: undefined,
        },
        publicBaseUrl: 'https://partner.example',
        linkSigningKeys: [{ id: 'k1', secret: randomBytes(32) }],
        sweepAfterSeconds: 60,
        invites,
        customers: customerStore(table('customers')),
        mailboxes: mailboxTable(table('mailboxes'), clock),
        remindAfterDays: [3, 7],
        said: { askAgainDays: 365, answerDays: 30 },
        relationshipRules,
        shortLived: shortLivedTable(table('shortlived'), clock),
        locks,
        deadLetters: watchedDeadLetters(deadLetterTable(table('deadletters')), telemetry.meters),
        queues,
        mailQueue: queues['outbound-mail'],
        attachQueue: queues['attach-requests'],
        mailer: watchedMailer(fuse.around(mailer), telemetry),
        composer: composer ?? mailComposer({ ...partner, mode: 'signin', relationshipRules }),
        names: subscriptionNames({ ...reading, invites, records, confirmationMode }),
        limit: pLimit(8),
        failAuditTenant: () => Promise.resolve(),
        giveUpReport: () => Promise.resolve(),
        retryReport: () => Promise.resolve(false),
        startAuditRun: () => Promise.resolve(),
        clock,
        random,
    };
    const watched = (handler: Handler): Handler => {
        const run = traced(telemetry.tracing, handler);
        return async (body, context) => {
            await run(body, context);
        };
    };
    const listen = <Name extends QueueName>(
        name: Name,
        work: (message: QueueMessages[Name], log: Log) => Promise<void>,
    ) =>
        broker.listen(name, {
            onMessage: watched(queueHandler(deps, name, work)),
            onDeadLetter: watched(deadLetterHandler(deps, name)),
        });
    listen('outbound-mail', (message, log) => {
        if (message.kind === 'report') throw new Error('Nobody asks for a report here.');
        return sendMail(deps, message, log);
    });
    listen('attach-requests', (message, log) => attachPartner(deps, message, log));
    listen('audit-tenants', () => Promise.resolve());

    // What stands in the tables is looked at from outside the process.
    const seenInvites = inviteTable(raw.invites);
    const seenLetters = deadLetterTable(raw.deadletters);

    const allInvites = async (): Promise<Invite[]> => (await seenInvites.list({ limit: 1000 })).items;
    const deadLetters = async (): Promise<DeadLetter[]> => (await seenLetters.list({ limit: 1000 })).items;

    /** Delivers what is due; a process that dies is started again. */
    async function deliver(most = 2_000): Promise<void> {
        for (let count = 0; count < most; count += 1) {
            if ((await broker.deliverOne()) === undefined) return;
            fuse.restart();
        }
        throw new Error('The messages do not end.');
    }

    const isBusy = async (): Promise<boolean> =>
        broker.waiting().length > 0 ||
        (await allInvites()).some((invite) => invite.attach !== null || invite.mails.some(isUnsent));

    async function sweepOnce(): Promise<void> {
        await sweep(deps, quiet).catch((error: unknown) => {
            if (!fuse.died) throw error;
        });
        fuse.restart();
    }

    /** Lets time pass, with a sweep every 20 s, until nothing waits any more. */
    async function settle(mostMinutes = 30): Promise<void> {
        const until = clock.at + mostMinutes * 60_000;
        await deliver();
        while (await isBusy()) {
            if (clock.at > until) throw new Error('It does not come to an end.');
            clock.at += 20_000;
            await sweepOnce();
            await deliver();
        }
    }

    /** What a person does: again where the process died under it. */
    async function persist<T>(action: () => Promise<T>): Promise<T> {
        for (;;) {
            try {
                const result = await action();
                if (!fuse.died) return result;
            } catch (error) {
                if (!fuse.died) throw error;
            }
            fuse.restart();
        }
    }

    async function only(): Promise<Invite> {
        const [invite, ...others] = await allInvites();
        if (invite === undefined || others.length > 0) throw new Error(`${others.length + 1} invites, not one`);
        return invite;
    }

    const linkOf = (invite: Invite): OpenedLink => ({
        subscriptionId: asAzure(invite).subscriptionId,
        partnerId: invite.partnerId,
        token: new URL(quickLinks(deps, invite).decide).searchParams.get('t') ?? '',
    });

    /** Index rows that should be there and are not, or are there and should not. */
    async function wrongIndexRows(): Promise<string[]> {
        const wanted = new Set((await allInvites()).flatMap((invite) => [...indexRows(invite).keys()]));
        const there: string[] = [];
        for await (const { value } of raw.invites.scan("PartitionKey ge ''")) {
            if (!value.rowKey.startsWith('invite|')) there.push(value.rowKey);
        }
        return [...wanted].filter((key) => !there.includes(key)).concat(there.filter((key) => !wanted.has(key)));
    }

    /** How many mails of each kind went out. */
    const mailsSent = (): Record<string, number> => {
        const counts: Record<string, number> = {};
        for (const { about } of mailer.sent) counts[about.kind] = (counts[about.kind] ?? 0) + 1;
        return counts;
    };

    return {
        ...{ deps, fuse, clock, azure, mailer, broker, raw },
        ...{ allInvites, deadLetters, deliver, settle, sweepOnce, persist, only, linkOf, wrongIndexRows, mailsSent },
    };
}

export type World = ReturnType<typeof makeWorld>;

export const REQUEST = { subscriptionId: SUBSCRIPTION, adminEmail: ADMIN };
