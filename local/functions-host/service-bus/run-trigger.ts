import type { ProcessErrorArgs, ServiceBusClient, ServiceBusReceivedMessage } from '@azure/service-bus';
import type { TriggerInput } from '../app/invoke.ts';
import type { HostConfig } from '../host-json.ts';
import type { HostLog } from '../log.ts';
import type { ServiceBusFunction } from '../registry.ts';
import { messageText, toTriggerMetadata } from './message-data.ts';

const deadLetterSuffix = /\/\$deadletterqueue$/i;

export interface RunningTrigger {
    /** Takes no more messages; those being worked on go on. */
    stopTaking: () => Promise<void>;
    /** Resolves when every message taken so far is settled. */
    settled: () => Promise<void>;
    close: () => Promise<void>;
}

/** What a queue function gets of a message. */
export const toQueueInput = (
    text: string,
    binary: Uint8Array | undefined,
    message: ServiceBusReceivedMessage | undefined,
): TriggerInput => ({
    data: binary === undefined ? { string: text } : { bytes: binary },
    metadata: toTriggerMetadata(text, message),
});

const inputOf = (trigger: ServiceBusFunction, message: ServiceBusReceivedMessage): TriggerInput => {
    const body: unknown = message.body;
    const binary = trigger.binary && Buffer.isBuffer(body) ? body : undefined;
    return toQueueInput(messageText(message), binary, message);
};

/**
 * Takes the messages of a queue (or of its dead letters) and gives each to a function. Success completes it, failure
 * abandons it at once: redelivery follows without delay, as in Azure.
 *
 * @param fire runs the function; resolves to whether it succeeded, must not reject
 */
export const runTrigger = (
    client: ServiceBusClient,
    trigger: ServiceBusFunction,
    config: HostConfig['serviceBus'],
    fire: (input: TriggerInput) => Promise<boolean>,
    log: HostLog,
): RunningTrigger => {
    const deadLetters = deadLetterSuffix.test(trigger.queueName);
    const receiver = client.createReceiver(trigger.queueName.replace(deadLetterSuffix, ''), {
        receiveMode: 'peekLock',
        skipParsingBodyAsJson: true,
        maxAutoLockRenewalDurationInMs: config.maxAutoLockRenewalDuration,
        ...(deadLetters ? { subQueueType: 'deadLetter' } : {}),
    });
    let lastTrouble: string | undefined;

    const settle = async (message: ServiceBusReceivedMessage, succeeded: boolean) => {
        try {
            if (succeeded) await receiver.completeMessage(message);
            else await receiver.abandonMessage(message);
        } catch (error) {
            const text = `A message could not be ${succeeded ? 'completed' : 'abandoned'}, it will come again: `;
            log({ level: 'warning', functionName: trigger.name, message: text + String(error) });
        }
    };
    const processing = new Set<Promise<void>>();
    const process = async (message: ServiceBusReceivedMessage) => {
        lastTrouble = undefined;
        const succeeded = await fire(inputOf(trigger, message));
        if (trigger.autoComplete ?? config.autoCompleteMessages) await settle(message, succeeded);
    };
    const processMessage = (message: ServiceBusReceivedMessage) => {
        const done = process(message).finally(() => processing.delete(done));
        processing.add(done);
        return done;
    };
    const processError = ({ error, errorSource }: ProcessErrorArgs) => {
        // While the broker is away this is called several times a second: said once.
        const trouble = `${errorSource}: ${error.message}`;
        if (trouble !== lastTrouble) log({ level: 'warning', functionName: trigger.name, message: trouble });
        lastTrouble = trouble;
        return Promise.resolve();
    };

    const subscription = receiver.subscribe(
        { processMessage, processError },
        { maxConcurrentCalls: config.maxConcurrentCalls, autoCompleteMessages: false },
    );
    return {
        stopTaking: () => subscription.close(),
        settled: async () => {
            await Promise.all(processing);
        },
        close: () => receiver.close(),
    };
};
