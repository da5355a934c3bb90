import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import rhea from 'rhea';
import type { AmqpError, Typed } from 'rhea';

/*
 * What the broker uses of rhea beyond its published typings, in one place: the codec for single AMQP values, and the
 * internals of a session that are needed to keep messages as they were sent and to count free credit.
 */

export type { AmqpError, Typed };

/** A composite type of the AMQP specification, encoded by `described`. */
interface Composite {
    described(): Typed;
}

interface Codec {
    readonly types: {
        readonly Reader: new (buffer: Buffer) => { read(): Typed; position: number; remaining(): number };
        readonly Writer: new () => { write(value: Typed): void; toBuffer(): Buffer };
        wrap(value: unknown): Typed;
        wrap_array(values: readonly unknown[], typecode: number, descriptor: undefined): Typed;
        wrap_int(value: number): Typed;
        wrap_list(values: readonly unknown[]): Typed;
        wrap_long(value: number): Typed;
        wrap_map(map: object): Typed;
        wrap_string(text: string): Typed;
        wrap_symbol(text: string): Typed;
        wrap_symbolic_map(map: object): Typed;
        wrap_timestamp(milliseconds: number): Typed;
        wrap_ulong(value: number): Typed;
        wrap_uuid(bytes: Buffer): Typed;
        described(descriptor: Typed, value: Typed): Typed;
        unwrap(value: unknown, leaveDescribed?: boolean): unknown;
    };
    readonly message: {
        header(fields: object): Composite;
        accepted(): Composite;
        rejected(fields: { error: AmqpError }): Composite;
        encode(message: object): Buffer;
        decode(buffer: Buffer): DecodedMessage;
    };
}

/** A request message, decoded; nothing in it has been checked. */
export interface DecodedMessage {
    readonly message_id?: unknown;
    readonly reply_to?: unknown;
    readonly application_properties?: unknown;
    readonly body?: unknown;
}

/** What a peer said when it attached a link. */
export interface RemoteAttach {
    readonly snd_settle_mode?: unknown;
    readonly rcv_settle_mode?: unknown;
    readonly source?: { readonly address?: unknown; readonly filter?: unknown } | null;
    readonly target?: { readonly address?: unknown } | null;
}

interface Link extends EventEmitter {
    readonly name: string;
    readonly session: Session;
    readonly connection: Connection;
    readonly remote: { readonly attach: RemoteAttach };
    readonly local: {
        readonly attach: { snd_settle_mode: unknown; rcv_settle_mode: unknown; max_message_size: unknown };
    };
    set_source(fields: { address: string }): void;
    set_target(fields: { address: string }): void;
    close(error?: AmqpError): void;
    is_open(): boolean;
}

/** A link on which the peer sends. */
export interface Receiver extends Link {
    add_credit(credit: number): void;
}

/** A link on which the peer receives. */
export interface Sender extends Link {
    /** deliveries the peer still takes, before what is queued in the session is subtracted */
    credit: number;
    delivery_count: number;
    /** makes rhea write a flow frame for this link */
    issue_flow: boolean;
    /** whether that frame says that the link is drained */
    _get_drain(): boolean;
    send(payload: Buffer, tag: Buffer, format: number): Delivery;
}

/** A message under way, in either direction. */
export interface Delivery {
    readonly tag: Buffer;
    readonly remote_state?: unknown;
    settled: boolean;
    remote_settled: boolean;
    update(settled: boolean, state?: Typed): void;
    accept(): void;
    reject(error: AmqpError): void;
}

/** One frame of a transfer. */
export interface TransferFrame {
    readonly performative: { message_format?: number | undefined };
}

export interface Session extends EventEmitter {
    readonly outgoing: {
        readonly next_delivery_id: number;
        readonly next_pending_delivery: number;
        available(): number;
    };
    readonly incoming: { on_transfer(frame: TransferFrame, receiver: { _incomplete?: unknown }): void };
}

export interface Connection extends EventEmitter {
    /** host that the peer asked for */
    readonly hostname?: string | undefined;
    readonly socket: Socket;
    accept(socket: Socket): void;
    close(error?: AmqpError): void;
    /** stops the timers of a connection whose socket is gone */
    _disconnected(): void;
}

/** What rhea hands to the listeners of its events, by event name. */
export interface Events {
    session_open: { readonly connection: Connection; readonly session: Session };
    session_close: { readonly connection: Connection; readonly session: Session };
    sender_open: { readonly connection: Connection; readonly sender: Sender };
    receiver_open: { readonly connection: Connection; readonly receiver: Receiver };
    sender_close: { readonly connection: Connection; readonly sender: Sender };
    message: { readonly delivery: Delivery; readonly message: Buffer; readonly format: number };
    settlement: { readonly delivery: Delivery };
}

/** rhea's hub: what no listener of a link, session or connection takes arrives here. */
export interface Container extends EventEmitter {
    create_connection(options: object): Connection;
    readonly sasl_server_mechanisms: { MSSBCBS?: unknown; enable_anonymous(): void };
}

const codec = rhea as unknown as Codec & { create_container(options: { id: string }): Container };

export const { types, message: messages } = codec;

/** A container of the broker's own: rhea's module-wide one belongs to whoever else in this process uses rhea. */
export const createContainer = (id: string): Container => codec.create_container({ id });

/** Encodes one AMQP value. */
export const encode = (value: Typed): Buffer => {
    const writer = new types.Writer();
    writer.write(value);
    // The writer's buffer is larger than what was written: keep no more than that alive.
    return Buffer.from(writer.toBuffer());
};

/** Decodes the first AMQP value of a buffer, types kept. */
export const decode = (buffer: Buffer): Typed => new types.Reader(buffer).read();
