import type { AmqpError } from './rhea.ts';

/*
 * The errors of the service as clients tell them apart: by condition, and where noted by their text
 * (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide).
 */

/** The SDK recognises an unknown queue by this text, not by the condition alone. */
export const entityNotFound = (host: string, path: string): AmqpError => ({
    condition: 'amqp:not-found',
    description: `The messaging entity 'sb://${host}/${path}' could not be found.`,
});

export const notAllowed = (description: string): AmqpError => ({ condition: 'amqp:not-allowed', description });

export const notImplemented = (description: string): AmqpError => ({ condition: 'amqp:not-implemented', description });

export const malformed = (description: string): AmqpError => ({ condition: 'amqp:decode-error', description });

export const lockLost = (): AmqpError => ({
    condition: 'com.microsoft:message-lock-lost',
    description:
        'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
});

export const messageNotFound = (description: string): AmqpError => ({
    condition: 'com.microsoft:message-not-found',
    description,
});

export const argumentError = (description: string): AmqpError => ({
    condition: 'com.microsoft:argument-error',
    description,
});

export const messageTooLarge = (size: number, limit: number): AmqpError => ({
    condition: 'amqp:link:message-size-exceeded',
    description: `The received message (size: ${size} bytes) exceeds the limit (${limit} bytes) currently allowed on the link.`,
});

export const alreadyDeadLettered = (): AmqpError =>
    notAllowed('A message of a dead-letter queue cannot be dead-lettered again.');
