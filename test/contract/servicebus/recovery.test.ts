import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { startServiceBus, type ServiceBusEmulator } from '../../../local/servicebus/index.ts';
import { failureCode, IMPATIENT, newMessage, RECEIVER_OPTIONS, receiveOne } from './bus-under-test.ts';
import { startTcpProxy } from './tcp-proxy.ts';

const QUEUES = [
    { name: 'q', lockDuration: 'PT1M' },
    { name: 'short-locks', lockDuration: 'PT2S' },
];
const PERSISTENT = { retryOptions: { maxRetries: 3, retryDelayInMs: 50, maxRetryDelayInMs: 100, timeoutInMs: 2000 } };

const DEADLINE_MS = 20_000;

/** A condition that comes true in time. */
const until = async (condition: () => boolean): Promise<void> => {
    const deadline = Date.now() + DEADLINE_MS;
    while (!condition()) {
        if (Date.now() > deadline) throw new Error('it did not come true in time');
        await new Promise((resume) => setTimeout(resume, 10));
    }
};

/** A call that succeeds in time; it fails while the client has not yet noticed that its connection is gone. */
const eventually = async (call: () => Promise<unknown>): Promise<void> => {
    const deadline = Date.now() + DEADLINE_MS;
    while ((await failureCode(call())) !== 'succeeded') {
        if (Date.now() > deadline) throw new Error('it did not succeed in time');
        await new Promise((resume) => setTimeout(resume, 10));
    }
};

/*
 * What happens when one side goes away. On the local broker only: the tests kill it, take its port away and cut its
 * connections, which cannot be done to a broker elsewhere.
 */
describe('when one side of Service Bus goes away', () => {
    const open: { close(): Promise<unknown> }[] = [];
    const closing = <T extends { close(): Promise<unknown> }>(resource: T): T => {
        open.push(resource);
        return resource;
    };
    const start = async (port = 0, log?: (line: string) => void): Promise<ServiceBusEmulator> =>
        closing(await startServiceBus({ port, queues: QUEUES, ...(log === undefined ? {} : { log }) }));
    afterEach(async () => {
        for (const resource of open.splice(0).reverse()) await resource.close();
    });

    it('lets a subscriber go on after the broker restarts on its port, without the messages it held', async () => {
        const lines: string[] = [];
        const before = await start(0, (line) => lines.push(line));
        const client = closing(new ServiceBusClient(before.connectionString, PERSISTENT));
        const handled: ServiceBusReceivedMessage[] = [];
        client.createReceiver('q', RECEIVER_OPTIONS).subscribe({
            processMessage: (message) => {
                handled.push(message);
                return Promise.resolve();
            },
            processError: () => Promise.resolve(),
        });
        const sender = client.createSender('q');
        await sender.sendMessages(newMessage({ messageId: 'before' }));
        await until(() => handled.length === 1);
        await sender.sendMessages(
            newMessage({ messageId: 'lost', scheduledEnqueueTimeUtc: new Date(Date.now() + 1e6) }),
        );

        await before.close();
        await start(before.port);
        const newcomer = closing(new ServiceBusClient(before.connectionString, IMPATIENT));
        await newcomer.createSender('q').sendMessages(newMessage({ messageId: 'after' }));
        await until(() => handled.length === 2);

        expect(handled.map(({ messageId }) => messageId)).toEqual(['before', 'after']);
        expect(await newcomer.createReceiver('q', RECEIVER_OPTIONS).peekMessages(10)).toEqual([]);
        expect(lines).toEqual([
            expect.stringContaining('held in memory'),
            expect.stringContaining('stopped; 1 messages are lost'),
        ]);
    });

    it('sends again with the same sender after the broker restarts', async () => {
        const before = await start();
        const client = closing(new ServiceBusClient(before.connectionString, PERSISTENT));
        const sender = client.createSender('q');
        await sender.sendMessages(newMessage());

        await before.close();
        await start(before.port);
        await eventually(() => sender.sendMessages(newMessage({ messageId: 'after' })));

        expect(
            (await client.createReceiver('q', RECEIVER_OPTIONS).peekMessages(10)).map(({ messageId }) => messageId),
        ).toEqual(['after']);
    });

    it('keeps the locks of a killed process until they run out, and counts the delivery', async () => {
        const broker = await start();
        const client = closing(new ServiceBusClient(broker.connectionString, IMPATIENT));
        const message = newMessage();
        await client.createSender('short-locks').sendMessages(message);
        const child = spawn(
            'node',
            ['test/contract/servicebus/killed-receiver.ts', broker.connectionString, 'short-locks'],
            {
                stdio: ['ignore', 'pipe', 'inherit'],
            },
        );
        const [said] = (await once(child.stdout, 'data')) as [Buffer];
        child.kill('SIGKILL');
        await once(child, 'exit');

        const receiver = client.createReceiver('short-locks', RECEIVER_OPTIONS);
        const peeked = await receiver.peekMessages(1);
        const next = await receiveOne(receiver);

        expect(said.toString()).toBe(`${message.messageId}\n`);
        expect(peeked).toHaveLength(1);
        expect(next).toMatchObject({ messageId: message.messageId, deliveryCount: 1 });
    });

    it('lets a message be settled over a new connection when the old one broke', async () => {
        const broker = await start();
        const proxy = closing(await startTcpProxy(broker.port));
        const through = broker.connectionString.replace(String(broker.port), String(proxy.port));
        const client = closing(new ServiceBusClient(through, PERSISTENT));
        await client.createSender('q').sendMessages(newMessage());
        const receiver = client.createReceiver('q', RECEIVER_OPTIONS);
        const message = await receiveOne(receiver);

        await proxy.cut();
        await eventually(() => receiver.renewMessageLock(message));
        await receiver.completeMessage(message);

        const direct = closing(new ServiceBusClient(broker.connectionString, IMPATIENT));
        expect(await direct.createReceiver('q', RECEIVER_OPTIONS).peekMessages(10)).toEqual([]);
    });

    it('gives nothing to a receiver whose connection broke while it waited', async () => {
        const broker = await start();
        const proxy = closing(await startTcpProxy(broker.port));
        const through = broker.connectionString.replace(String(broker.port), String(proxy.port));
        const receiver = closing(new ServiceBusClient(through, IMPATIENT)).createReceiver('q', RECEIVER_OPTIONS);
        await receiver.receiveMessages(1, { maxWaitTimeInMs: 50 });
        const waiting = failureCode(receiver.receiveMessages(1));
        await receiver.peekMessages(1);
        await proxy.cut();
        await waiting;

        const direct = closing(new ServiceBusClient(broker.connectionString, IMPATIENT));
        const message = newMessage();
        await direct.createSender('q').sendMessages(message);

        expect(await receiveOne(direct.createReceiver('q', RECEIVER_OPTIONS))).toMatchObject({
            messageId: message.messageId,
            deliveryCount: 0,
        });
    });

    it('says that its port is in use', async () => {
        const other = createServer().listen(0, '127.0.0.1');
        await once(other, 'listening');
        const { port } = other.address() as AddressInfo;

        await expect(startServiceBus({ port, queues: QUEUES })).rejects.toThrow(`Port ${port} is in use`);
        other.close();
    });

    it('frees its port when it is closed, with clients still connected', async () => {
        const first = await start();
        const client = closing(new ServiceBusClient(first.connectionString, IMPATIENT));
        await client.createSender('q').sendMessages(newMessage());
        await first.close();

        const second = await start(first.port);

        expect(second.port).toBe(first.port);
    });

    it.each(['localhost', '127.0.0.1'])('answers on %s', async (host) => {
        const broker = await start();
        const connectionString = broker.connectionString.replace('localhost', host);
        const client = closing(new ServiceBusClient(connectionString, IMPATIENT));
        const message = newMessage();

        await client.createSender('q').sendMessages(message);

        expect(await receiveOne(client.createReceiver('q', RECEIVER_OPTIONS))).toMatchObject({
            messageId: message.messageId,
        });
    });
});
