import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { attachClientReceiver, attachClientSender, type Directory } from './attach.ts';
import { keepTransfersRaw } from './raw-transfers.ts';
import { createReplyLinks, type ReplyLinks } from './request-response.ts';
import { createContainer, type Connection, type Container, type Events, type Sender } from './rhea.ts';

const CONNECTION_OPTIONS = {
    max_frame_size: 65_536,
    idle_time_out: 240_000,
    // A receiver that never settles would otherwise block its session after 2,048 messages for good.
    session_buffer_size: { incoming: 2048, outgoing: 65_536 },
    receiver_options: { autoaccept: false, credit_window: 1000 },
    sender_options: { treat_modified_as_released: false },
};

/** What belongs to one connection and ends with it. */
interface Peer {
    readonly replies: ReplyLinks;
    /** for each link on which the client receives, what to do when it is gone */
    readonly receivers: Map<Sender, () => void>;
}

const release = (peer: Peer | undefined, isGone: (link: Sender) => boolean): void => {
    for (const [link, end] of peer?.receivers ?? []) {
        if (!isGone(link)) continue;
        end();
        peer?.receivers.delete(link);
    }
};

const allowEverybody = (container: Container): void => {
    container.sasl_server_mechanisms.enable_anonymous();
    // .NET clients ask for this mechanism; what it means is: a token follows through $cbs.
    container.sasl_server_mechanisms.MSSBCBS = () => ({
        outcome: undefined as boolean | undefined,
        start() {
            this.outcome = true;
        },
    });
};

/** Speaks AMQP with whoever connects. */
export interface ConnectionHandler {
    /** Takes a socket that a server has accepted. */
    accept(socket: Socket): void;
    /** Tells every client that its connection ends. */
    endAll(): void;
}

/** A handler for clients of these queues. */
export const createConnectionHandler = (directory: Directory, log: (line: string) => void): ConnectionHandler => {
    const container = createContainer(`servicebus-${randomUUID()}`);
    const peers = new Map<Connection, Peer>();
    const hostOf = ({ hostname }: Connection): string => hostname ?? 'localhost';
    allowEverybody(container);

    container.on('session_open', ({ session }: Events['session_open']) => keepTransfersRaw(session));
    container.on('receiver_open', ({ connection, receiver }: Events['receiver_open']) => {
        const peer = peers.get(connection);
        if (peer !== undefined) attachClientSender(receiver, hostOf(connection), directory, peer.replies);
    });
    container.on('sender_open', ({ connection, sender }: Events['sender_open']) => {
        const peer = peers.get(connection);
        if (peer === undefined) return;
        peer.receivers.set(sender, attachClientReceiver(sender, hostOf(connection), directory, peer.replies));
    });
    container.on('sender_close', ({ connection, sender }: Events['sender_close']) =>
        release(peers.get(connection), (link) => link === sender),
    );
    container.on('session_close', ({ connection, session }: Events['session_close']) =>
        release(peers.get(connection), (link) => link.session === session),
    );
    // Whatever goes wrong with one client is that client's end and nobody else's; rhea closes its socket.
    for (const event of ['error', 'protocol_error']) {
        container.on(event, (error: unknown) => log(`Service Bus: a connection failed: ${String(error)}`));
    }
    for (const event of ['disconnected', 'connection_error', 'connection_close', 'receiver_error', 'sender_error']) {
        container.on(event, () => undefined);
    }

    const accept = (socket: Socket): void => {
        socket.setNoDelay(true);
        const connection = container.create_connection(CONNECTION_OPTIONS);
        const peer: Peer = { replies: createReplyLinks(), receivers: new Map() };
        peers.set(connection, peer);
        connection.accept(socket);
        // The one event that comes however a connection ends; rhea raises none for a socket that is destroyed.
        socket.once('close', () => {
            connection._disconnected();
            release(peer, () => true);
            peers.delete(connection);
        });
    };

    return {
        accept,
        endAll() {
            const error = { condition: 'amqp:connection:forced', description: 'The broker is stopping.' };
            for (const connection of peers.keys()) connection.close(error);
        },
    };
};
