import { malformed } from './errors.ts';
import {
    messages,
    types,
    type AmqpError,
    type DecodedMessage,
    type Events,
    type Receiver,
    type Sender,
} from './rhea.ts';

/** Answer to a request; status codes are those of HTTP. `body` may hold AMQP values of a stated type. */
export type Answer =
    | { readonly status: 200 | 202 | 204; readonly body?: object }
    | { readonly status: 400 | 401 | 404 | 410 | 501; readonly error: AmqpError };

/** A request as received; its parts are unchecked. */
export interface Request {
    readonly operation: unknown;
    readonly body: unknown;
    /** bytes of the whole request */
    readonly size: number;
}

/** The links of a connection on which answers go out, by the names that requests call them. */
export interface ReplyLinks {
    add(link: Sender): void;
    remove(link: Sender): void;
    find(replyTo: unknown): Sender | undefined;
}

/** No reply links. */
export const createReplyLinks = (): ReplyLinks => {
    const links = new Map<string, Sender>();
    // Token requests call the link by its name, management requests by its target.
    const names = (link: Sender): string[] => {
        const target = link.remote.attach.target?.address;
        return typeof target === 'string' ? [link.name, target] : [link.name];
    };
    return {
        add: (link) => names(link).forEach((name) => links.set(name, link)),
        remove: (link) => names(link).forEach((name) => links.get(name) === link && links.delete(name)),
        find: (replyTo) => (typeof replyTo === 'string' ? links.get(replyTo) : undefined),
    };
};

const encodeAnswer = (answer: Answer, requestId: unknown): Buffer => {
    const status = types.wrap_int(answer.status);
    // Some requests are read by one name of the status alone, some by the other.
    const properties = { 'status-code': status, statusCode: status };
    const problem =
        'error' in answer
            ? {
                  errorCondition: types.wrap_symbol(answer.error.condition ?? 'amqp:internal-error'),
                  statusDescription: answer.error.description,
              }
            : {};
    return messages.encode({
        ...(requestId === undefined || requestId === null ? {} : { correlation_id: requestId }),
        application_properties: { ...properties, ...problem },
        body: 'error' in answer ? null : (answer.body ?? null),
    });
};

const reply = (link: Sender, answer: Answer, requestId: unknown): void => {
    const delivery = link.send(encodeAnswer(answer, requestId), Buffer.from(String(link.delivery_count)), 0);
    // Settled at once: waiting for the client's disposition costs some 40 ms a request (Nagle and delayed ACK).
    delivery.settled = true;
};

const operationOf = (request: DecodedMessage): unknown =>
    typeof request.application_properties === 'object' && request.application_properties !== null
        ? (request.application_properties as { operation?: unknown }).operation
        : undefined;

/** Answers the requests that come in on this link; an answer of undefined means the link itself was closed. */
export const serveRequests = (
    link: Receiver,
    replyLinks: ReplyLinks,
    handle: (request: Request) => Answer | undefined,
): void => {
    link.on('message', ({ delivery, message }: Events['message']) => {
        let request: DecodedMessage;
        try {
            request = messages.decode(message);
        } catch {
            delivery.reject(malformed('The request cannot be decoded.'));
            return;
        }
        delivery.accept();
        const answer = handle({ operation: operationOf(request), body: request.body, size: message.length });
        const replyLink = replyLinks.find(request.reply_to);
        if (answer !== undefined && replyLink !== undefined) reply(replyLink, answer, request.message_id);
    });
};
