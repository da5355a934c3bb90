import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Each question is a process of its own.
jest.setTimeout(60_000);

const SCRIPT = 'infra/hooks/is-it-up.sh';

/** An app that gives these answers, the last one from then on. */
const startApp = async (answers: readonly (readonly [number, string])[]) => {
    const asked: string[] = [];
    const server = createServer((incoming, outgoing) => {
        const [status, body] = answers[Math.min(asked.length, answers.length - 1)] ?? [500, ''];
        asked.push(incoming.url ?? '');
        outgoing.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        asked,
        close: () => new Promise((resolve) => server.close(resolve)),
    };
};

/** Asks four times at most, without a pause. */
const isItUp = async (origin: string) => {
    const child = spawn('sh', [SCRIPT, origin, '4', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const take = (chunk: Buffer): void => {
        said += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, said };
};

const UP = [200, '{"status":"up"}'] as const;
const DOWN = [503, '{"status":"down"}'] as const;

describe('the look after a deployment', () => {
    it('waits until the app is up', async () => {
        const app = await startApp([[404, ''], DOWN, UP]);

        const { code, said } = await isItUp(app.origin);
        await app.close();

        expect({ code, asked: app.asked }).toEqual({ code: 0, asked: Array(3).fill('/api/health') });
        expect(said).toContain(`${app.origin} is up.`);
    });

    it.each([
        ['down', DOWN],
        ['somebody else, who says yes to everything', [200, '<html>Your app is running</html>'] as const],
        ['up, with another status', [500, UP[1]] as const],
    ])('fails where it is %s, and says what it answered', async (_, answer) => {
        const app = await startApp([answer]);

        const { code, said } = await isItUp(app.origin);
        await app.close();

        expect({ code, asked: app.asked.length }).toEqual({ code: 1, asked: 4 });
        expect(said).toContain(`${app.origin} is not up. It last said: ${answer[1]} ${String(answer[0])}`);
    });

    it('fails where nobody answers', async () => {
        const app = await startApp([UP]);
        await app.close();

        expect((await isItUp(app.origin)).code).toBe(1);
    });

    it('is what azd up and the workflow end with', () => {
        const [last = ''] = readFileSync('.github/workflows/deploy.yml', 'utf8').trim().split('\n').slice(-1);

        expect(last).toContain(`run: sh ${SCRIPT} "$(azd env get-value APP_ORIGIN)"`);
        expect(readFileSync('azure.yaml', 'utf8')).toContain(
            `postdeploy: { shell: sh, run: sh ${SCRIPT} "$APP_ORIGIN" }`,
        );
    });
});
