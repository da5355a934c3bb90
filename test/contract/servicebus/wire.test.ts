import { once } from 'node:events';
import { connect } from 'node:net';
import { ServiceBusClient } from '@azure/service-bus';
import rhea from 'rhea';
import type { Connection, EventContext, Receiver, Sender } from 'rhea';
import { startServiceBus, type ServiceBusEmulator } from '../../../local/servicebus/index.ts';
import { readTransfer } from '../../../local/servicebus/message/incoming.ts';
import { MalformedMessageError } from '../../../local/servicebus/message/sections.ts';
import { IMPATIENT, newMessage, RECEIVER_OPTIONS, receiveOne } from './bus-under-test.ts';

interface AttachAnswer {
    readonly condition: string | undefined;
    readonly description: string | undefined;
}

/** The error with which the broker detaches a link that it refuses; both undefined where it accepts it. */
const attachAnswer = (link: Sender | Receiver): Promise<AttachAnswer> =>
    new Promise((resolve) => {
        const kind = link.is_sender() ? 'sender' : 'receiver';
        // Every link is answered by an attach first: what counts is whether an error follows.
        link.once(`${kind}_error`, () => {
            const { condition, description } = link.error as AttachAnswer;
            resolve({ condition, description });
        });
        link.once(`${kind}_open`, () => {
            const confirmed = kind === 'sender' ? link.target : link.source;
            if (typeof (confirmed as { address?: unknown }).address === 'string')
                resolve({ condition: undefined, description: undefined });
        });
    });

/*
 * What the client of other tests never does, or hides. On the local broker only, without TLS and credentials: it
 * speaks AMQP itself.
 */
describe('the local Service Bus on the wire', () => {
    let broker: ServiceBusEmulator;
    let connection: Connection;
    let log: string[];
    beforeEach(async () => {
        log = [];
        broker = await startServiceBus({ port: 0, queues: [{ name: 'q' }], log: (line) => log.push(line) });
        const container = rhea.create_container();
        container.on('error', () => undefined);
        connection = container.connect({ port: broker.port, host: 'localhost', reconnect: false });
        await once(connection, 'connection_open');
    });
    afterEach(async () => {
        connection.close();
        await broker.close();
    });

    it.each([
        [
            'a session',
            () => ({ source: { address: 'q', filter: { 'com.microsoft:session-filter': 'a' } } }),
            'not-allowed',
        ],
        ['a subscription', () => ({ source: 'topic/Subscriptions/one' }), 'not-implemented'],
        ['a queue that is not there', () => ({ source: 'nowhere' }), 'not-found'],
        ["a missing queue's management", () => ({ source: 'nowhere/$management' }), 'not-found'],
        ['nothing in particular', () => ({ source: {} }), 'not-implemented'],
    ] as [string, () => object, string][])('refuses a receiver of %s', async (_, options, condition) => {
        const answer = await attachAnswer(connection.open_receiver(options()));

        expect(answer.condition).toBe(`amqp:${condition}`);
        expect(answer.description).not.toBe('');
    });

    it.each([
        ['a dead-letter queue', 'q/$DeadLetterQueue', 'not-allowed'],
        ['a queue that is not there', 'nowhere', 'not-found'],
    ])('refuses a sender to %s', async (_, target, condition) => {
        expect(await attachAnswer(connection.open_sender(target))).toMatchObject({ condition: `amqp:${condition}` });
    });

    it.each(['q', 'Q', '/q', 'amqps://localhost/q', 'q/$DeadLetterQueue', 'q/$management', '$cbs'])(
        'knows %s as the address of a source',
        async (source) => {
            expect(await attachAnswer(connection.open_receiver(source))).toEqual({});
        },
    );

    it('tags a delivery with its lock token, in the byte order of .NET', async () => {
        const client = new ServiceBusClient(broker.connectionString, IMPATIENT);
        await client.createSender('q').sendMessages(newMessage());
        const message = await receiveOne(client.createReceiver('q', RECEIVER_OPTIONS));
        const raw = (message as unknown as { delivery: { tag: Buffer } }).delivery.tag.toString('hex');
        await client.close();

        const hex = message.lockToken?.replaceAll('-', '') ?? '';
        const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16)];
        const reversed = groups.map((group) => Buffer.from(group, 'hex').reverse().toString('hex'));
        expect(raw).toBe(reversed.join('') + hex.slice(16));
    });

    it('says 501 to a management operation that it does not have', async () => {
        const answered = new Promise<EventContext>((resolve) => connection.once('message', resolve));
        connection.open_receiver({ source: 'q/$management', target: 'answers' });
        const sender = connection.open_sender('q/$management');
        await once(sender, 'sendable');

        sender.send({
            message_id: 'request',
            reply_to: 'answers',
            application_properties: { operation: 'com.microsoft:get-message-sessions' },
            body: {},
        });

        const { message, delivery } = await answered;
        expect(message).toMatchObject({
            correlation_id: 'request',
            application_properties: { statusCode: 501, errorCondition: 'amqp:not-implemented' },
        });
        // Settled by the broker, so that no answer waits for a disposition.
        expect(delivery?.remote_settled).toBe(true);
    });

    it('rejects a message that is no AMQP message, and takes the next', async () => {
        const outcomes: string[] = [];
        const sender = connection.open_sender('q');
        const both = new Promise<void>((resolve) => {
            sender.on('rejected', ({ delivery }: EventContext) => {
                outcomes.push(String((delivery?.remote_state?.error as { condition?: string }).condition));
            });
            sender.on('accepted', () => {
                outcomes.push('accepted');
                resolve();
            });
        });
        await once(sender, 'sendable');

        sender.send(Buffer.from('not AMQP at all'), undefined, 0);
        sender.send({ body: 'fine' });
        await both;

        expect(outcomes).toEqual(['amqp:decode-error', 'accepted']);
    });

    it('survives a peer that speaks something else', async () => {
        const socket = connect(broker.port, '127.0.0.1');
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
        socket.resume();
        await once(socket, 'close');

        expect(await attachAnswer(connection.open_sender('q'))).toEqual({});
        expect(log).toContainEqual(expect.stringContaining('a connection failed'));
    });
});

describe('the bytes of a message', () => {
    it.each([
        ['text', Buffer.from('hello')],
        ['a section cut short', Buffer.from([0x00, 0x53, 0x75, 0xa0, 0x05, 0x01])],
        ['a length cut short', Buffer.from([0x00, 0x53, 0x75, 0xb0, 0x00])],
        ['an unknown type', Buffer.from([0x00, 0x53, 0x75, 0x10])],
        ['a section without value', Buffer.from([0x00, 0x53, 0x73, 0x00])],
    ])('are refused as %s', (_, bytes) => {
        expect(() => readTransfer(bytes, 0)).toThrow(MalformedMessageError);
    });

    it('are refused as a batch of anything but messages', () => {
        const batch = Buffer.from([0x00, 0x53, 0x75, 0xa0, 0x03, 0x61, 0x62, 0x63]);

        expect(() => readTransfer(batch, 0x80013700)).toThrow(MalformedMessageError);
    });
});
