import { ServiceBusClient } from '@azure/service-bus';
import type { ServiceBusMessage } from '@azure/service-bus';
import { startServiceBus } from '../../../local/servicebus/index.ts';
import type { QueueDefinition } from '../../../local/servicebus/index.ts';
import { eventually } from './eventually.ts';
import { startHost } from './host-process.ts';
import { call } from './http-client.ts';

interface Call {
    name: string;
    binary: boolean;
    message: unknown;
    metadata: Record<string, unknown>;
}

const queues: QueueDefinition[] = [
    ...['taken', 'binary', 'gauge', 'batched'].map((name) => ({ name })),
    { name: 'failing', maxDeliveryCount: 4 },
    { name: 'short-lock', lockDuration: 'PT1S' },
];

let bus: Awaited<ReturnType<typeof startServiceBus>>;
let host: Awaited<ReturnType<typeof startHost>>;
let client: ServiceBusClient;

const startBus = (port: number) => startServiceBus({ port, queues });

const calls = async (): Promise<{ calls: Call[]; most: number }> => {
    const answer = await call(host.url, '/api/calls');
    return JSON.parse(answer.text) as { calls: Call[]; most: number };
};

const callsOf = async (name: string, metadata: Record<string, unknown> = {}): Promise<Call[]> =>
    (await calls()).calls.filter(
        (one) => one.name === name && Object.entries(metadata).every(([key, value]) => one.metadata[key] === value),
    );

const send = async (queue: string, ...messages: ServiceBusMessage[]) => {
    const sender = client.createSender(queue);
    await sender.sendMessages(messages);
    await sender.close();
};

const taken = async (correlationId: string): Promise<Call> => {
    const [first] = await eventually(
        () => callsOf('takes', { correlationId }),
        (found) => found.length > 0,
    );
    if (first === undefined) throw new Error(`Nothing with the correlation ID ${correlationId}.`);
    return first;
};

beforeAll(async () => {
    bus = await startBus(0);
    client = new ServiceBusClient(bus.connectionString, { retryOptions: { retryDelayInMs: 50 } });
    host = await startHost('queue', { AzureWebJobsTEST_BUS: bus.connectionString, TAKES_QUEUE: 'taken' });
}, 60_000);
afterAll(async () => {
    await host.stop();
    await client.close();
    await bus.close();
});

const peek = async (queue: string) => {
    const receiver = client.createReceiver(queue);
    const found = await receiver.peekMessages(100);
    await receiver.close();
    return found;
};

describe('a queue function', () => {
    it('gets a JSON body parsed, and the message is completed', async () => {
        await send('taken', { body: { inviteId: 'i1', count: 2 }, correlationId: 'json' });

        const found = await taken('json');

        expect(found.message).toEqual({ inviteId: 'i1', count: 2 });
        await expect(
            eventually(
                () => peek('taken'),
                (left) => left.length === 0,
            ),
        ).resolves.toEqual([]);
    });

    it.each([
        ['text as text', 'plain', 'just text', 'just text'],
        ['digits as a number', 'digits', '42', 42],
        ['bytes as text, those that are no UTF-8 lost', 'bytes', Buffer.from([0x61, 0xff, 0x62]), 'a\uFFFDb'],
        ['broken JSON as text', 'broken', '{"a":', '{"a":'],
    ])('gets %s', async (_what, correlationId, body, expected) => {
        // As bytes: of a string the SDK itself would make JSON.
        await send('taken', { body: Buffer.from(body), correlationId });

        const found = await taken(correlationId);

        expect(found.message).toEqual(expected);
    });

    it('gets the bytes themselves with dataType binary', async () => {
        await send('binary', { body: Buffer.from([0x00, 0xff]) });

        const [found] = await eventually(
            () => callsOf('takesBinary'),
            (all) => all.length > 0,
        );

        expect(found).toMatchObject({ binary: true, message: '00ff' });
    });

    it('gets what the message says of itself as metadata', async () => {
        const before = Date.now();
        await send('taken', {
            body: Buffer.from('x'),
            messageId: 'm-1',
            correlationId: 'metadata',
            subject: 'a subject',
            contentType: 'text/plain',
            to: 'somebody',
            replyTo: 'me',
            partitionKey: 'p',
            timeToLive: 60_000,
            applicationProperties: { Source: 'Test', already: 1 },
        });

        const { metadata } = await taken('metadata');

        expect(metadata).toMatchObject({
            messageId: 'm-1',
            deliveryCount: 1,
            subject: 'a subject',
            label: 'a subject',
            contentType: 'text/plain',
            to: 'somebody',
            replyTo: 'me',
            partitionKey: 'p',
            lockToken: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
            sequenceNumber: expect.any(Number) as number,
            applicationProperties: { source: 'Test', already: 1 },
            userProperties: { source: 'Test', already: 1 },
        });
        const enqueued = Date.parse(String(metadata.enqueuedTimeUtc));
        expect(enqueued).toBeGreaterThanOrEqual(before - 1);
        expect(Date.parse(String(metadata.enqueuedTime))).toBe(enqueued);
        expect(Date.parse(String(metadata.expiresAtUtc))).toBe(enqueued + 60_000);
        expect(metadata).not.toHaveProperty('deadLetterSource');
    });

    it('finds its metadata overwritten by what a JSON body calls alike', async () => {
        const body = { deliveryCount: 77, MESSAGEID: 'forged', Own: { Inner: true }, list: [1], flag: true };
        await send('taken', { body, messageId: 'm-2', correlationId: 'forged' });

        const { metadata } = await taken('forged');

        expect(metadata).toMatchObject({
            deliveryCount: 77,
            messageId: 'forged',
            own: { inner: true },
            flag: 'True',
            correlationId: 'forged',
        });
        expect(metadata).not.toHaveProperty('list');
    });

    it('runs as often at once as host.json allows, and no oftener', async () => {
        await send('gauge', ...Array.from({ length: 8 }, () => ({ body: Buffer.from('x') })));

        await eventually(
            () => callsOf('gauge'),
            (all) => all.length === 8,
        );

        expect((await calls()).most).toBe(2);
    });

    it('that fails gets the message again at once, until it is dead-lettered, and its twin on that queue gets it', async () => {
        await send('failing', { body: { a: 1 }, messageId: 'poison' });

        const [dead] = await eventually(
            () => callsOf('failsDead', { messageId: 'poison' }),
            (all) => all.length > 0,
            5_000,
        );

        const deliveries = await callsOf('fails', { messageId: 'poison' });
        expect(deliveries.map((one) => one.metadata.deliveryCount)).toEqual([1, 2, 3, 4]);
        expect(dead?.metadata).toMatchObject({
            applicationProperties: { deadLetterReason: 'MaxDeliveryCountExceeded' },
        });
    });

    it('may take longer than the lock lasts: the host renews it', async () => {
        await send('short-lock', { body: Buffer.from('x') });

        await eventually(
            () => callsOf('lasts'),
            (all) => all.length > 0,
        );

        await eventually(
            () => peek('short-lock'),
            (left) => left.length === 0,
        );
        expect((await callsOf('lasts')).map((one) => one.metadata.deliveryCount)).toEqual([1]);
    });

    it('takes an input by hand', async () => {
        const answer = await call(host.url, '/admin/functions/takes', {
            method: 'POST',
            headers: { 'x-functions-key': 'local-master' },
            body: JSON.stringify({ input: '{"byHand":"yes"}' }),
        });

        const [found] = await eventually(
            () => callsOf('takes', { byHand: 'yes' }),
            (all) => all.length > 0,
        );

        expect(answer.status).toBe(202);
        expect(found?.message).toEqual({ byHand: 'yes' });
    });

    it('does not load where its queue is named by a missing setting, or where it wants batches', () => {
        expect(host.ready.problems).toEqual([
            { name: 'batched', reason: expect.stringContaining('batches') as string },
            { name: 'unresolved', reason: expect.stringContaining('NOT_THERE') as string },
        ]);
    });
});

describe('while the broker is away', () => {
    it('the host goes on, and the function is back soon after the broker', async () => {
        const { port } = bus;
        await bus.close();
        const meanwhile = await call(host.url, '/api/calls');
        bus = await startBus(port);
        await eventually(
            () =>
                send('taken', { body: Buffer.from('x'), correlationId: 'after the break' }).then(
                    () => true,
                    () => false,
                ),
            (sent) => sent,
        );

        const found = await taken('after the break');

        expect(meanwhile.status).toBe(200);
        expect(found.message).toBe('x');
    });

    it('the host starts, and its functions come with the broker', async () => {
        const other = await startBus(0);
        await other.close();
        const early = await startHost('queue', { TEST_BUS: other.connectionString, TAKES_QUEUE: 'taken' });
        const late = await startBus(other.port);
        const sending = new ServiceBusClient(late.connectionString);
        const sender = sending.createSender('taken');
        await sender.sendMessages({ body: Buffer.from('x'), correlationId: 'late' });

        const found = await eventually(
            () => call(early.url, '/api/calls'),
            (answer) => answer.text.includes('"correlationId":"late"'),
        );

        expect(found.status).toBe(200);
        await early.stop();
        await sending.close();
        await late.close();
    });
});

describe('a host that is asked to stop', () => {
    it('settles what it works on, so that nothing comes twice', async () => {
        const other = await startBus(0);
        const stopping = await startHost('queue', { TEST_BUS: other.connectionString, TAKES_QUEUE: 'taken' });
        const own = new ServiceBusClient(other.connectionString);
        await own.createSender('gauge').sendMessages(Array.from({ length: 20 }, () => ({ body: Buffer.from('x') })));
        await eventually(stopping.output, (output) => output.includes('gauge'));

        const code = await stopping.stop();

        const receiver = own.createReceiver('gauge');
        const left = await receiver.peekMessages(100);
        expect(code).toBe(0);
        expect(left.length).toBeGreaterThan(0);
        const succeeded = stopping.output().match(/gauge [0-9a-f]{8} Succeeded/g) ?? [];
        expect(succeeded).toHaveLength(20 - left.length);
        expect(left.map((message) => message.deliveryCount)).toEqual(left.map(() => 0));
        await own.close();
        await other.close();
    });
});
