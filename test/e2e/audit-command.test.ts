import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { startStack, type Stack } from '../support/stack.ts';

describe('npm run audit', () => {
    let stack: Stack;
    beforeAll(async () => {
        stack = await startStack({ env: { LOCAL_STATE: 'memory' } });
    }, 60_000);
    afterAll(() => stack.remove());

    /** @param onProgress called once, at the first words about the run */
    const run = (
        args: string[],
        env: Record<string, string>,
        onProgress: (child: ChildProcess) => void = () => undefined,
    ): Promise<{ code: number | null; output: string }> =>
        new Promise((resolve) => {
            const script = join(import.meta.dirname, '..', '..', 'local', 'audit.ts');
            const child = spawn(process.execPath, [script, ...args], {
                cwd: stack.dir,
                env: { PATH: process.env.PATH ?? '', ...env },
            });
            let output = '';
            for (const stream of [child.stdout, child.stderr]) {
                stream.on('data', (chunk: Buffer) => {
                    const isFirst = !output.includes('tenants done');
                    output += chunk.toString();
                    if (isFirst && output.includes('tenants done')) onProgress(child);
                });
            }
            child.once('close', (code) => {
                resolve({ code, output });
            });
        });

    it('watches a run on the local cloud to its end and prints what is missing', async () => {
        const { code, output } = await run([], { LOCAL_DIR: stack.dir });

        expect(output).toContain('5 of 5 tenants done, 3 seen in part');
        expect(output).toContain('5 subscriptions: 1 covered, 4 missing, 0 excluded, 0 inactive, 0 unknown');
        expect(output).toMatch(/ {2}Fabrikam, ERP: other-partner since \d{4}-\d\d-\d\d\n/);
        expect(code).toBe(0);
    }, 60_000);

    it('does the same on an app at an address, with the key of the environment', async () => {
        const { functions, functionKey } = await stack.run();

        const { code, output } = await run(['--url', functions], { DPOR_ATTACH_KEY: functionKey });

        expect(output).toContain('5 of 5 tenants done');
        expect(code).toBe(0);
    }, 60_000);

    it('leaves the run alone when it is interrupted, and watches it again by its ID', async () => {
        await stack.fault('arm', { path: '^/subscriptions', delayMs: 2_000, times: 5 });

        const interrupted = await run([], { LOCAL_DIR: stack.dir }, (child) => child.kill('SIGINT'));
        const [, id = ''] =
            /The run goes on\. Watch it again: npm run audit -- --run (\S+)/.exec(interrupted.output) ?? [];
        const again = await run(['--run', id], { LOCAL_DIR: stack.dir });

        expect(interrupted.code).toBe(130);
        expect(interrupted.output).not.toContain('subscriptions:');
        expect(again.output).toContain('5 of 5 tenants done');
        expect(again.code).toBe(0);
    }, 60_000);

    it.each([
        ['there is no such run', 'nowhere', 'was answered with 404 (is there such a run?)'],
        ['the ID is none', '../../invites', '--run must be the ID of a run.'],
    ])('says so when %s', async (_what, id, message) => {
        const { code, output } = await run(['--run', id], { LOCAL_DIR: stack.dir });

        expect(code).toBe(1);
        expect(output).toContain(message);
    });

    it('ends with 1 when a tenant could not be audited', async () => {
        await stack.api('PUT', '/api/customers/dead0000-0000-4000-8000-000000000001', { body: { name: 'Gone' } });

        const { code, output } = await run([], { LOCAL_DIR: stack.dir });

        expect(output).toContain('1 failed');
        expect(output).toContain('  not audited: Gone, tenant-unknown');
        expect(code).toBe(1);
    }, 60_000);

    it.each([
        ['the key is wrong', { DPOR_ATTACH_KEY: 'wrong' }, 'was answered with 401 (is the key or the token right?)'],
        [
            'the token is wrong',
            { DPOR_ATTACH_TOKEN: 'wrong' },
            'was answered with 401 (is the key or the token right?)',
        ],
        [
            'there is no key',
            {},
            'DPOR_ATTACH_KEY must hold a function key of the app, or DPOR_ATTACH_TOKEN an access token.',
        ],
    ])('says so when %s', async (_what, env, message) => {
        const { functions } = await stack.run();

        const { code, output } = await run(['--url', functions], env);

        expect(code).toBe(1);
        expect(output).toContain(message);
    });

    it('says so when no local cloud runs', async () => {
        const { code, output } = await run([], { LOCAL_DIR: 'nowhere' });

        expect(code).toBe(1);
        expect(output).toMatch(/No local cloud runs on .*nowhere: npm start, or name an app with --url\./);
    });
});
