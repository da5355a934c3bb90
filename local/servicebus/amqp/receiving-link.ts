import type { Dispatcher } from '../dispatcher.ts';
import { tokenToTag } from '../message/lock-token.ts';
import { writeMessage } from '../message/outgoing.ts';
import type { QueuedMessage } from '../queue/queue.ts';
import type { ReceiveMode } from '../queue/receive.ts';
import { answerDrains } from './drain.ts';
import type { Sender } from './rhea.ts';
import { serveSettlement } from './settlement.ts';

const SETTLED_BY_SENDER = 1;

/**
 * Sends the queue's messages to the client of this link, as many as it gives credit for.
 *
 * @returns a function for when the link is gone; what it holds locked stays so until the locks run out
 */
export const serveReceivingLink = (link: Sender, dispatcher: Dispatcher): (() => void) => {
    const { outgoing } = link.session;
    const { attach } = link.local;
    const asked = link.remote.attach;
    const mode: ReceiveMode = asked.snd_settle_mode === SETTLED_BY_SENDER ? 'receive-and-delete' : 'peek-lock';
    attach.snd_settle_mode = asked.snd_settle_mode;
    attach.rcv_settle_mode = asked.rcv_settle_mode;

    let sent = 0;
    const deliver = (message: QueuedMessage): void => {
        const tag = message.lock === undefined ? Buffer.from(String(sent++)) : tokenToTag(message.lock.token);
        link.send(writeMessage(message), tag, 0);
    };
    // rhea takes credit off a link only when it writes a delivery out, some time after `send`.
    const queuedInSession = () => outgoing.next_delivery_id - outgoing.next_pending_delivery;
    const credit = () => Math.min(link.credit - queuedInSession(), outgoing.available());

    const remove = dispatcher.add({ mode, credit, deliver });
    serveSettlement(link, dispatcher.queue);
    link.on('sender_flow', () => dispatcher.dispatch());
    answerDrains(link);
    return remove;
};
