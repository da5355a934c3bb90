import type { Dispatcher } from '../dispatcher.ts';
import { resolveAddress, type Node } from './address.ts';
import { answerTokenRequest } from './cbs.ts';
import { messageTooLarge, notAllowed } from './errors.ts';
import { answerManagementRequest } from './management.ts';
import { serveReceivingLink } from './receiving-link.ts';
import { serveRequests, type Answer, type ReplyLinks, type Request } from './request-response.ts';
import type { Receiver, Sender } from './rhea.ts';
import { MAX_MESSAGE_SIZE, serveSendingLink } from './sending-link.ts';

/** The queues that links can be attached to, by name in lower case. */
export type Directory = ReadonlyMap<string, Dispatcher>;

const resolve = (address: unknown, host: string, directory: Directory): Node =>
    resolveAddress(address, host, (path) => directory.has(path));

const addressText = (address: unknown): string => (typeof address === 'string' ? address : '');

/** The link's ends as the client named them; a link that is refused is answered without, which is how AMQP says no. */
const confirm = (link: Receiver | Sender): void => {
    const { source, target } = link.remote.attach;
    link.set_source({ address: addressText(source?.address) });
    link.set_target({ address: addressText(target?.address) });
};

const hasSessionFilter = (filter: unknown): boolean =>
    typeof filter === 'object' && filter !== null && 'com.microsoft:session-filter' in filter;

/** Attaches a link on which a client sends: messages to a queue, or requests. */
export const attachClientSender = (link: Receiver, host: string, directory: Directory, replies: ReplyLinks): void => {
    const node = resolve(link.remote.attach.target?.address, host, directory);
    if (node.kind === 'refused') {
        link.close(node.error);
        return;
    }
    if (node.kind === 'cbs') {
        confirm(link);
        serveRequests(link, replies, answerTokenRequest);
        return;
    }
    const queue = directory.get(node.path)?.queue;
    if (queue === undefined) throw new Error(`${node.path} was found and is gone`);
    if (node.kind === 'queue') {
        if (queue.deadLetters === undefined) {
            link.close(notAllowed('Nothing can be sent to a dead-letter queue.'));
            return;
        }
        confirm(link);
        serveSendingLink(link, queue);
        return;
    }
    const answer = (request: Request): Answer | undefined => {
        if (request.size <= MAX_MESSAGE_SIZE) return answerManagementRequest(queue, request);
        link.close(messageTooLarge(request.size, MAX_MESSAGE_SIZE));
        return undefined;
    };
    confirm(link);
    serveRequests(link, replies, answer);
};

/**
 * Attaches a link on which a client receives: messages of a queue, or answers.
 *
 * @returns a function for when the link is gone
 */
export const attachClientReceiver = (
    link: Sender,
    host: string,
    directory: Directory,
    replies: ReplyLinks,
): (() => void) => {
    const { source } = link.remote.attach;
    const node = resolve(source?.address, host, directory);
    if (node.kind === 'refused') {
        link.close(node.error);
        return () => undefined;
    }
    if (node.kind !== 'queue') {
        confirm(link);
        replies.add(link);
        return () => replies.remove(link);
    }
    const dispatcher = directory.get(node.path);
    if (dispatcher === undefined) throw new Error(`${node.path} was found and is gone`);
    if (hasSessionFilter(source?.filter)) {
        link.close(notAllowed('Sessions are not supported: the queue does not require them.'));
        return () => undefined;
    }
    confirm(link);
    return serveReceivingLink(link, dispatcher);
};
