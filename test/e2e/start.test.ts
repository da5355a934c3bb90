import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type Stack } from '../support/stack.ts';

const isAlive = (pid: number): boolean => {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
};

describe('npm start', () => {
    let stack: Stack;
    beforeAll(async () => {
        // As a developer does: the package is built by the start itself.
        stack = await startStack({ env: { LOCAL_APP: '' } });
    }, 60_000);
    afterAll(() => stack.remove());

    it('says where everything is before it is ready, in one complete file', async () => {
        const run = await stack.run();

        expect(run.functions).toMatch(/^http:\/\/localhost:\d+$/);
        expect(run.mail).toMatch(/^http:\/\/localhost:\d+$/);
        expect(run.arm).toMatch(/^https:\/\/localhost:\d+$/);
        expect(run.signin).toMatch(/^http:\/\/localhost:\d+$/);
        expect(run.tables).toMatch(/^DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;/);
        expect(run.serviceBus).toMatch(/^Endpoint=sb:\/\/localhost:\d+;/);
        expect(run.functionKey).toBe('local');
        expect(await readFile(run.caFile, 'utf8')).toContain('BEGIN CERTIFICATE');
        expect([run.pids.cloud, run.pids.host].map(isAlive)).toEqual([true, true]);
        expect(run.pids.cloud).not.toBe(run.pids.host);
    });

    it("has registered the app's own callback in the directory", async () => {
        const { functions } = await stack.run();

        expect(await stack.armState()).toMatchObject({ app: { redirectUris: [`${functions}/api/signin/callback`] } });
    });

    it('answers with its health, and to the key alone behind it', async () => {
        expect((await stack.anonymous('GET', '/api/health')).status).toBe(200);
        expect((await stack.anonymous('GET', '/api/customers')).status).toBe(401);
        expect((await stack.api('GET', '/api/customers')).status).toBe(200);
    });

    it('has registered the sample customers, and not the partner itself', async () => {
        const { body } = await stack.api('GET', '/api/customers');

        const names = (body as { items: { name: string }[] }).items.map(({ name }) => name);
        expect(names.toSorted()).toEqual(['Adatum', 'Contoso', 'Fabrikam', 'Northwind', 'Tailspin']);
    });

    it('starts the Functions host again on the same port when it is killed, and says so in run.json', async () => {
        const before = await stack.run();

        await stack.killHost();

        const after = await stack.run();
        expect(after).toEqual({ ...before, pids: { cloud: before.pids.cloud, host: after.pids.host } });
        expect(isAlive(after.pids.host)).toBe(true);
        expect((await stack.anonymous('GET', '/api/health')).status).toBe(200);
    });

    it('ends with 0 and leaves no process and no run.json, and finds its state again', async () => {
        const { pids } = await stack.run();
        const contoso = '/api/customers/c0000000-0000-4000-8000-000000000001';
        await stack.api('PUT', contoso, { body: { name: 'Contoso Ltd' } });

        expect(await stack.stop()).toBe(0);

        expect([pids.cloud, pids.host].map(isAlive)).toEqual([false, false]);
        expect(existsSync(join(stack.dir, 'run.json'))).toBe(false);
        await stack.restart();
        expect((await stack.api('GET', contoso)).body).toMatchObject({ name: 'Contoso Ltd' });
    }, 60_000);

    it('keeps the link keys to itself', async () => {
        const file = join(stack.dir, 'link-signing-keys');
        const keys = (await readFile(file, 'utf8')).trim();

        expect((await stat(file)).mode & 0o777).toBe(0o600);
        expect(keys.length).toBeGreaterThan(40);
        expect(stack.logs()).not.toContain(keys.split(':')[1]);
    });
});

describe('npm start on a folder with something wrong', () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'dpor-attach-'));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const start = (env: Record<string, string>): Promise<{ code: number | null; output: string }> =>
        new Promise((resolve) => {
            const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'local', 'start.ts')], {
                cwd: folder,
                env: {
                    PATH: process.env.PATH ?? '',
                    LOCAL_FUNCTIONS_PORT: '0',
                    LOCAL_TABLES_PORT: '0',
                    LOCAL_SERVICEBUS_PORT: '0',
                    LOCAL_MAIL_PORT: '0',
                    LOCAL_ARM_PORT: '0',
                    LOCAL_SIGNIN_PORT: '0',
                    LOCAL_STATE: 'memory',
                    LOCAL_APP: process.env.APP_UNDER_TEST ?? '',
                    ...env,
                },
            });
            let output = '';
            for (const stream of [child.stdout, child.stderr]) {
                stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
            }
            child.once('close', (code) => {
                resolve({ code, output });
            });
        });

    it.each([
        'LOCAL_FUNCTIONS_PORT',
        'LOCAL_TABLES_PORT',
        'LOCAL_SERVICEBUS_PORT',
        'LOCAL_MAIL_PORT',
        'LOCAL_ARM_PORT',
        'LOCAL_SIGNIN_PORT',
    ])(
        'ends with one message that names the port of %s when it is in use',
        async (variable) => {
            const other = createServer();
            await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
            const { port } = other.address() as AddressInfo;

            const { code, output } = await start({ [variable]: String(port) });
            other.close();

            expect(code).toBe(1);
            expect(output).toContain(`ort ${port}`);
            expect(output).toMatch(/in use/);
            expect(output).not.toMatch(/^Ready/m);
            expect(existsSync(join(folder, '.local', 'run.json'))).toBe(false);
        },
        60_000,
    );

    it('lists every option that does not fit', async () => {
        const { code, output } = await start({ LOCAL_MAIL_PORT: 'seven', LOCAL_STATE: 'cloud' });

        expect(code).toBe(1);
        expect(output).toContain('LOCAL_MAIL_PORT: a port from 0 to 65535');
        expect(output).toContain('LOCAL_STATE: memory, or disk');
    });

    it('lists every setting of the app that does not fit, and not what it was', async () => {
        const { code, output } = await start({ PARTNER_ID: 'secret-looking', MAIL_CONCURRENCY: 'many' });

        expect(code).toBe(1);
        expect(output).toContain('PARTNER_ID: ');
        expect(output).toContain('MAIL_CONCURRENCY: ');
        expect(output).not.toContain('secret-looking');
    });

    it('refuses a local.settings.json that is not one', async () => {
        await writeFile(join(folder, 'local.settings.json'), '{"Values":{"PARTNER_ID":1}}');

        const { code, output } = await start({});

        expect(code).toBe(1);
        expect(output).toContain('Values.PARTNER_ID: must be a string');
    });

    it('removes what a run that crashed has left', async () => {
        await mkdir(join(folder, '.local'));
        await writeFile(join(folder, '.local', 'run.json'), '{"functions":"http://localhost:1"}');

        await start({ MAIL_CONCURRENCY: 'many' });

        expect(existsSync(join(folder, '.local', 'run.json'))).toBe(false);
    });
});
