import type { Session } from './rhea.ts';

/** Stands for message format 0 (a plain AMQP message) towards rhea, which decodes that one alone. */
const RAW_FORMAT = 0x00db0001;

/**
 * Makes rhea hand over every message of a session as the bytes the sender encoded. Decoding and encoding again would
 * lose types, such as a long that reads as a number and goes out as an int.
 */
export const keepTransfersRaw = (session: Session): void => {
    const { incoming } = session;
    const original = incoming.on_transfer.bind(incoming);
    incoming.on_transfer = (frame, receiver) => {
        const isFirstFrame = receiver._incomplete === undefined;
        const format = frame.performative.message_format ?? 0;
        if (isFirstFrame && format === 0) frame.performative.message_format = RAW_FORMAT;
        original(frame, receiver);
    };
};
