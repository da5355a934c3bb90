import { call, seenIn } from './http-client.ts';
import { startHostUnderTest } from './host-under-test.ts';
import type { HostUnderTest } from './host-under-test.ts';

let host: HostUnderTest;
beforeAll(async () => {
    host = await startHostUnderTest();
});
afterAll(() => host.stop());

describe('what a function sees of a request', () => {
    it('is its address, the query as it was sent', async () => {
        const answer = await call(host.url, '/api/echo/a%2Fb?x=%2F1&y');

        expect(seenIn(answer).url).toBe(`${host.url}/api/echo/a%2Fb?x=%2F1&y`);
        expect(seenIn(answer).query).toEqual({ x: '/1', y: '' });
    });

    it('is repeated query keys and headers joined by commas', async () => {
        const answer = await call(host.url, '/api/echo?q=1&q=2', { headers: { 'x-many': ['a', 'b'] } });

        expect(seenIn(answer).query).toEqual({ q: '1,2' });
        expect(seenIn(answer).headers['x-many']).toBe('a,b');
    });

    it('is a body of a megabyte whole', async () => {
        const body = Buffer.alloc(1_048_576, 'x');

        const answer = await call(host.url, '/api/echo', { method: 'POST', body });

        expect(seenIn(answer).length).toBe(1_048_576);
    });

    it('is every byte of a binary body', async () => {
        const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

        const answer = await call(host.url, '/api/binary', { method: 'POST', body });

        expect(answer.body.equals(body)).toBe(true);
    });

    it('is nothing of a chunked body', async () => {
        const answer = await call(host.url, '/api/echo', { method: 'POST', body: '{"a":1}', chunked: true });

        expect(answer.status).toBe(200);
        expect(seenIn(answer).length).toBe(0);
    });

    it('is a body of the greatest size, and not one byte more', async () => {
        const path = '/api/echo';
        const largest = await call(host.url, path, { method: 'POST', body: Buffer.alloc(104_857_600) });
        const tooLarge = await call(host.url, path, { method: 'POST', body: Buffer.alloc(104_857_601) });

        expect(seenIn(largest).length).toBe(104_857_600);
        expect(tooLarge.status).toBe(500);
        expect(tooLarge.headers.connection).toBe('close');
        expect(tooLarge.text).toBe('');
    });
});

describe('what a client sees of an answer', () => {
    it('is a string as plain text, chunked', async () => {
        const answer = await call(host.url, '/api/text');

        expect(answer.headers['content-type']).toBe('text/plain;charset=UTF-8');
        expect(answer.headers['transfer-encoding']).toBe('chunked');
        expect(answer.headers).not.toHaveProperty('content-length');
        expect(answer.text).toBe('häh');
    });

    it('is JSON without a charset', async () => {
        const answer = await call(host.url, '/api/json');

        expect(answer.status).toBe(201);
        expect(answer.headers['content-type']).toBe('application/json');
        expect(answer.headers['transfer-encoding']).toBe('chunked');
        expect(answer.text).toBe('{"a":1}');
    });

    it('is 204 where the function returned nothing', async () => {
        const answer = await call(host.url, '/api/nothing');

        expect(answer.status).toBe(204);
        expect(answer.text).toBe('');
    });

    it('is a length of 0 where there is only a status', async () => {
        const answer = await call(host.url, '/api/status-only');

        expect(answer.status).toBe(202);
        expect(answer.headers['content-length']).toBe('0');
        expect(answer.headers).not.toHaveProperty('transfer-encoding');
    });

    it.each([
        ['a throw', '/api/throws', undefined],
        ['a JSON read of what is none', '/api/reads-json', '{"a":'],
        ['a JSON read of an empty body', '/api/reads-json', ''],
    ])('is an empty 500 after %s', async (_what, path, body) => {
        const answer = await call(host.url, path, { method: 'POST', ...(body !== undefined && { body }) });

        expect(answer.status).toBe(500);
        expect(answer.text).toBe('');
        expect(answer.headers['content-length']).toBe('0');
    });

    it('is cookies with a path, without an expiry of 1970', async () => {
        const answer = await call(host.url, '/api/cookies');

        expect(answer.headers['set-cookie']).toEqual([
            'plain=a%20b; path=/',
            'epoch=; path=/',
            'gone=; expires=Mon, 01 Jan 2001 00:00:00 GMT; path=/api',
            'full=x; max-age=5; path=/; secure; samesite=lax; httponly',
        ]);
    });

    it('is the last alone of several raw cookie headers', async () => {
        const answer = await call(host.url, '/api/raw-cookies');

        expect(answer.headers['set-cookie']).toEqual(['two=2']);
    });
});

describe('hooks', () => {
    it('change the handler before and the result after an invocation, and share data', async () => {
        const answer = await call(host.url, '/api/hooked');

        expect(answer.status).toBe(203);
        expect(answer.headers['x-began']).toBe('true');
    });

    it('run at the start of the app, before the first invocation', async () => {
        const answer = await call(host.url, '/api/hooked');

        expect(answer.text).toContain('appStart');
    });

    it('can forgive an error', async () => {
        const answer = await call(host.url, '/api/forgiven');

        expect(answer.status).toBe(200);
        expect(answer.text).toBe('forgiven');
    });
});
