import { createServer, type Server } from 'node:http';
import { hostKeys } from '../../../shared/adapters/host-keys.ts';
import { listen } from '../../../local/listen.ts';
import { refusalOf } from '../../unit/http/requests.ts';

/** A host that takes one key, and remembers what it was asked. */
const startHost = async () => {
    const seen: string[] = [];
    const host = { good: 'good', status: 0, seen };
    const server: Server = createServer((incoming, outgoing) => {
        const key = String(incoming.headers['x-functions-key']);
        seen.push(`${incoming.method} ${incoming.url} ${key}`);
        outgoing.writeHead(host.status || (key === host.good ? 204 : 401)).end();
    });
    const port = await listen(server, 0, 'a host', 'none');
    const close = () =>
        new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
        });
    return {
        ...host,
        set: (over: Partial<typeof host>) => Object.assign(host, over),
        url: `http://localhost:${port}/api/partner-key`,
        close,
    };
};

describe('keys that the host is asked about', () => {
    let host: Awaited<ReturnType<typeof startHost>>;
    let at: number;
    const clock = { now: () => new Date(at) };
    beforeEach(async () => {
        host = await startHost();
        at = Date.parse('2026-03-01T00:00:00Z');
    });
    afterEach(() => host.close());

    it('are as the host says', async () => {
        const keys = hostKeys(host.url, clock);

        expect([await keys.isGood('good'), await keys.isGood('bad')]).toEqual([true, false]);
        expect(host.seen).toEqual(['GET /api/partner-key good', 'GET /api/partner-key bad']);
    });

    it('are asked about once a minute, however many ask at once', async () => {
        const keys = hostKeys(host.url, clock);

        const together = await Promise.all(Array.from({ length: 20 }, () => keys.isGood('good')));
        at += 59_999;
        await keys.isGood('good');
        const before = host.seen.length;
        host.set({ good: 'another' });
        at += 1;
        const afterwards = await keys.isGood('good');

        expect(together).toEqual(Array(20).fill(true));
        expect([before, host.seen.length]).toEqual([1, 2]);
        expect(afterwards).toBe(false);
    });

    it('are remembered up to a thousand', async () => {
        const keys = hostKeys(host.url, clock);
        await keys.isGood('first');
        await Promise.all(Array.from({ length: 1000 }, (_, n) => keys.isGood(`key-${n}`)));
        const before = host.seen.length;

        await keys.isGood('key-999');
        await keys.isGood('first');

        expect([before, host.seen.length]).toEqual([1001, 1002]);
    });

    it('that were right are known and asked about beside any number of wrong ones', async () => {
        const keys = hostKeys(host.url, clock);
        await keys.isGood('good');
        const flood = Promise.allSettled(Array.from({ length: 1500 }, (_, n) => keys.isGood(`wrong-${n}`)));

        const remembered = await keys.isGood('good');
        at += 60_000;
        const askedAgain = await keys.isGood('good');
        const before = host.seen.filter((line) => line.includes('wrong')).length;
        await flood;

        expect([remembered, askedAgain]).toEqual([true, true]);
        expect(host.seen.filter((line) => line.endsWith(' good'))).toHaveLength(2);
        expect(before).toBeLessThan(host.seen.length - 2);
    });

    it('are not asked about without end: who comes behind a thousand others is told so', async () => {
        const keys = hostKeys(host.url, clock);

        const answers = await Promise.allSettled(Array.from({ length: 1500 }, (_, n) => keys.isGood(`wrong-${n}`)));

        const refused = answers.filter(({ status }) => status === 'rejected');
        expect(refused.length).toBeGreaterThan(0);
        expect(host.seen).toHaveLength(1500 - refused.length);
        expect(await keys.isGood('good')).toBe(true);
    });

    it.each(['\u20ac', 'a\nb', 'a\r\nx-y: z', '\0', 'caf\u00e9', 'x'.repeat(5000)])(
        'are wrong without a question where none can look like this: %j',
        async (key) => {
            const keys = hostKeys(host.url, clock);

            expect(await keys.isGood(key)).toBe(false);
            expect(host.seen).toEqual([]);
        },
    );

    it.each([500, 503, 404, 200, 302])(
        'cannot be judged where the host answers %i, and are asked about again',
        async (status) => {
            const keys = hostKeys(host.url, clock);
            host.set({ status });

            const refused = await refusalOf(() => keys.isGood('good'));
            host.set({ status: 0 });

            expect(refused.code).toBe('unavailable');
            expect(await keys.isGood('good')).toBe(true);
        },
    );

    it('stand in no error where the host is not there', async () => {
        const keys = hostKeys(host.url, clock);
        await host.close();

        const refused = await refusalOf(() => keys.isGood('a-secret-key'));

        expect(refused.code).toBe('unavailable');
        expect(JSON.stringify([refused.message, refused.stack, refused.cause, refused.extra])).not.toContain(
            'a-secret',
        );
    });
});
