import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { eventually } from './eventually.ts';
import { spawnHost, startHost } from './host-process.ts';
import { call } from './http-client.ts';

describe('an app that does not work', () => {
    it('whose entry point throws leaves every route at 404, and the host says why', async () => {
        const host = await startHost('broken');

        const answer = await call(host.url, '/api/fine');

        expect(answer.status).toBe(404);
        expect(host.ready.entryPointError).toBe('the entry point is broken');
        expect(host.output()).toContain('the entry point is broken');
        await host.stop();
    });

    it('without a connection leaves every route at 503, and the host names the setting', async () => {
        const host = await startHost('queue', { TAKES_QUEUE: 'taken' });

        const answer = await call(host.url, '/api/calls');

        expect(answer.status).toBe(503);
        expect(answer.text).toBe('Function host is not running.');
        expect(host.ready.error).toContain('TEST_BUS');
        await host.stop();
    });

    it('with an identity instead of a connection string is told what to do', async () => {
        const host = await startHost('queue', {
            TAKES_QUEUE: 'taken',
            TEST_BUS__fullyQualifiedNamespace: 'x.servicebus.windows.net',
        });

        expect(host.ready.error).toContain('set TEST_BUS to a connection string');
        await host.stop();
    });

    it('that streams HTTP is refused', async () => {
        const host = spawnHost('streaming');

        expect(await host.message).toEqual({
            type: 'failed',
            reason: expect.stringContaining('enableHttpStream') as string,
        });
        expect(await host.exited).toBe(2);
    });
});

describe('an app of ES modules', () => {
    it('is loaded, every file that "main" names', async () => {
        const host = await startHost('modules');

        const answers = [await call(host.url, '/one'), await call(host.url, '/two')];

        expect(answers.map((answer) => answer.text)).toEqual(['one', 'two']);
        await host.stop();
    });
});

describe('the host process', () => {
    it('ends with 2 and one clear sentence when its port is taken', async () => {
        const taken = createServer().listen(0, '127.0.0.1');
        await eventually(
            () => taken.listening,
            (listening) => listening,
        );
        const { port } = taken.address() as AddressInfo;

        const host = spawnHost('http', { LOCAL_FUNCTIONS_PORT: String(port) });

        expect(await host.message).toEqual({ type: 'failed', reason: expect.stringContaining(String(port)) as string });
        expect(await host.exited).toBe(2);
        taken.close();
    });

    it('lets what runs end when it is asked to stop, runs the terminate hooks, and ends with 0', async () => {
        const host = await startHost('http');
        const answer = call(host.url, '/api/slow');
        await eventually(host.output, (output) => output.includes('slow began'));

        const code = await host.stop();

        expect((await answer).text).toBe('done');
        expect(host.output()).toContain('terminate hook ran');
        expect(code).toBe(0);
    });

    it('takes the Ctrl-C of a terminal and the signal of its parent as one', async () => {
        const host = await startHost('http');
        const answer = call(host.url, '/api/slow');
        await eventually(host.output, (output) => output.includes('slow began'));

        host.child.kill('SIGINT');
        host.child.kill('SIGTERM');

        expect((await answer).text).toBe('done');
        expect(await host.exited).toBe(0);
    });

    it('ends with its parent', async () => {
        const host = await startHost('http');

        host.child.disconnect();

        expect(await host.exited).toBe(0);
    });

    it('ends at once at the second signal of a kind', async () => {
        const host = await startHost('crashing');
        call(host.url, '/api/outlives').catch(() => undefined);
        const ignored = call(host.url, '/api/unknown');
        await ignored;
        host.child.kill('SIGTERM');
        const closed = () =>
            call(host.url, '/api/unknown').then(
                () => false,
                () => true,
            );
        await eventually(closed, (refused) => refused);

        host.child.kill('SIGTERM');

        expect(await host.exited).toBe(1);
    });

    it('ends with 1 when the app leaves a rejection unhandled, after saying so', async () => {
        const host = await startHost('crashing');

        await call(host.url, '/api/rejects').catch(() => undefined);

        expect(await host.exited).toBe(1);
        expect(host.output()).toContain('nobody waits for this');
    });

    it('ends with 1 when a function runs longer than functionTimeout', async () => {
        const host = await startHost('crashing', { AzureFunctionsJobHost__functionTimeout: '00:00:01' });

        await call(host.url, '/api/outlives').catch(() => undefined);

        expect(await host.exited).toBe(1);
        expect(host.output()).toContain('functionTimeout');
    });
});

describe('the log', () => {
    it('has the line of the app with function and invocation, and the path with status, but neither query nor header nor body', async () => {
        const host = await startHost('http');
        await call(host.url, '/api/logs?t=token-in-query', {
            method: 'POST',
            headers: { 'x-secret': 'secret-in-header', cookie: 'c=secret-in-cookie' },
            body: 'secret-in-body',
        });
        await call(host.url, '/api/throws?t=token-in-query');
        await call(host.url, '/api/unknown?t=token-in-query');
        await call(host.url, '/api/keyed?code=token-in-query');
        await call(host.url, '/api/echo?t=token-in-query', { headers: { host: 'not a host' } });

        await host.stop();

        const output = host.output();
        expect(output).toMatch(/ info logs [0-9a-f]{8} said by the app\n/);
        expect(output).toMatch(/ host POST \/api\/logs 200 in \d+ ms\n/);
        expect(output).toMatch(/ host GET \/api\/echo 400 in \d+ ms\n/);
        expect(output).not.toMatch(/token-in-query|secret-in/);
    });

    it('is what a log hook of the app makes of it', async () => {
        const host = await startHost('http');
        await call(host.url, '/api/forgiven');

        await host.stop();

        expect(host.output()).toContain('this is ***');
        expect(host.output()).not.toContain('classified');
    });
});
