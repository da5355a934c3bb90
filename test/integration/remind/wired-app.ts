import { ServiceBusClient } from '@azure/service-bus';
import { z } from 'zod';
import { registerApi } from '../../../functions/api-all.ts';
import { registerOutboundMail } from '../../../functions/outbound-mail-queue.ts';
import { registerPages } from '../../../functions/pages-all.ts';
import { registerRemind } from '../../../functions/remind-timer.ts';
import { registerSweep } from '../../../functions/sweep-timer.ts';
import { startMail } from '../../../local/mail/index.ts';
import type { Message } from '../../../local/mail/index.ts';
import { readQueueDefinitions, startServiceBus } from '../../../local/servicebus/index.ts';
import { startTables } from '../../../local/tables.ts';
import { parseConfig } from '../../../shared/config.ts';
import { buildContainer } from '../../../shared/container.ts';
import { noTelemetry } from '../../../shared/ports/telemetry.ts';
import { registered } from '../../support/functions-core-stub.ts';
import { neededSettings } from '../../support/needed-settings.ts';
import { call } from '../../support/stack-http.ts';
import { request } from '../../unit/http/requests.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer than the sweep leaves alone what is due, in ms. */
const A_WHILE = 90_000;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const answered = z.looseObject({ status: z.number(), body: z.string().optional() });

/**
 * The functions as the app wires them, over Table Storage, the broker and the mail service of the local cloud, with one
 * clock for all of it that a test moves. There is no Azure: whatever asks it fails.
 */
export async function startWiredApp(settings: Record<string, string>) {
    const clock = { at: Date.parse('2026-11-21T05:00:00.000Z'), now: () => new Date(clock.at) };
    const [tables, mail, broker] = await Promise.all([
        startTables({ port: 0, dir: undefined }),
        startMail({ port: 0, now: clock.now }),
        readQueueDefinitions('infra/queues.json').then((queues) =>
            startServiceBus({ port: 0, queues, now: clock.now }),
        ),
    ]);
    const config = parseConfig({
        ...neededSettings(),
        TablesConnection: tables.connectionString,
        ServiceBusConnection: broker.connectionString,
        SENDGRID_API_KEY: 'SG.local',
        SENDGRID_BASE_URL: mail.url,
        ENTRA_AUTHORITY_HOST: 'https://localhost:1',
        ARM_ENDPOINT: 'https://localhost:1',
        ...settings,
    });
    const container = buildContainer(config, noTelemetry, clock);
    registerApi(container);
    registerPages(container);
    registerOutboundMail(container);
    registerRemind(container);
    registerSweep(container);
    const client = new ServiceBusClient(broker.connectionString);
    const receiver = client.createReceiver('outbound-mail', { receiveMode: 'receiveAndDelete' });

    /** Calls a function as the runtime does. */
    const invoke = async (name: string, input: unknown, triggerMetadata = {}): Promise<unknown> => {
        const found = registered.find(({ metadata }) => metadata.name === name);
        if (found === undefined) throw new Error(`There is no function ${name}.`);
        return await found.callback(input, { ...quiet, triggerMetadata });
    };
    const http = async (name: string, asked: Parameters<typeof request>[0]) =>
        answered.parse(await invoke(name, request(asked)));

    /** Has every mail sent that is due, by its message. */
    async function deliver(): Promise<void> {
        broker.clockMoved();
        const isDue = async () =>
            (await container.invites.due(new Date(clock.at + 1), 100)).some(({ kind }) => kind === 'mail');
        while (await isDue()) {
            // One at a time: for more of them the client waits a while.
            for (const { body, messageId } of await receiver.receiveMessages(1, { maxWaitTimeInMs: 1_000 })) {
                await invoke('outbound-mail', body, { messageId, deliveryCount: 1 });
            }
        }
    }

    return {
        http,
        deliver,
        inbox: async () => (await call('GET', `${mail.url}/api/messages`)).body as Message[],
        /** A day after the other, with both timers and the queue at work on each. */
        async passDays(days: number): Promise<void> {
            for (let day = 0; day < days; day += 1) {
                clock.at += DAY_MS - A_WHILE;
                await invoke('remind', {});
                await deliver();
                clock.at += A_WHILE;
                await invoke('sweep', {});
                await deliver();
            }
        },
        /** Nothing is at work meanwhile. */
        skipDays(days: number): void {
            clock.at += days * DAY_MS;
        },
        async close(): Promise<void> {
            await client.close();
            await container.close();
            for (const each of [broker, mail, tables]) await each.close();
        },
    };
}

export type WiredApp = Awaited<ReturnType<typeof startWiredApp>>;
