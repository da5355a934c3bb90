import { readTransfer } from '../message/incoming.ts';
import { MalformedMessageError } from '../message/sections.ts';
import { enqueue } from '../queue/enqueue.ts';
import type { Queue } from '../queue/queue.ts';
import { malformed, messageTooLarge } from './errors.ts';
import type { Events, Receiver } from './rhea.ts';

/** Bytes of the largest message, and of the largest batch, of the standard tier. */
export const MAX_MESSAGE_SIZE = 262_144;

/** Puts what a client sends on this link into the queue; a batch goes in whole or not at all. */
export const serveSendingLink = (link: Receiver, queue: Queue): void => {
    link.local.attach.max_message_size = MAX_MESSAGE_SIZE;
    link.on('message', ({ delivery, message, format }: Events['message']) => {
        if (message.length > MAX_MESSAGE_SIZE) {
            delivery.reject(messageTooLarge(message.length, MAX_MESSAGE_SIZE));
            return;
        }
        try {
            for (const submission of readTransfer(message, format)) enqueue(queue, submission);
            delivery.accept();
        } catch (error) {
            if (!(error instanceof MalformedMessageError)) throw error;
            delivery.reject(malformed(error.message));
        }
    });
};
