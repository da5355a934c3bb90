import { call } from './http-client.ts';
import { describeKeys, keys, startHostUnderTest } from './host-under-test.ts';
import type { HostUnderTest } from './host-under-test.ts';

let host: HostUnderTest;
beforeAll(async () => {
    host = await startHostUnderTest();
});
afterAll(() => host.stop());

const header = (key: string) => ({ headers: { 'x-functions-key': key } });

describeKeys('keys', () => {
    it.each([
        ['the function key in the header', '/api/keyed', header(keys.function)],
        ['the master key in the header', '/api/keyed', header(keys.master)],
        ['the function key in the query', `/api/keyed?code=${keys.function}`, {}],
        ['another case', '/api/keyed', header(keys.function.toUpperCase())],
        ['a right header beside a wrong query', '/api/keyed?code=wrong', header(keys.function)],
        ['the master key where it is asked for', '/api/mastered', header(keys.master)],
    ])('let %s in', async (_what, path, options) => {
        const answer = await call(host.url, path, options);

        expect(answer.text).toBe('in');
    });

    it.each([
        ['no key', '/api/keyed', {}],
        ['an empty key', '/api/keyed', header('')],
        ['a wrong key', '/api/keyed', header('wrong')],
        ['a wrong header beside a right query', `/api/keyed?code=${keys.function}`, header('wrong')],
        ['a part of the key', '/api/keyed', header(keys.function.slice(0, -1))],
        ['the function key where the master key is asked for', '/api/mastered', header(keys.function)],
    ])('answer %s with an empty 401', async (_what, path, options) => {
        const answer = await call(host.url, path, options);

        expect(answer.status).toBe(401);
        expect(answer.text).toBe('');
        expect(answer.headers['content-length']).toBe('0');
    });

    it('are looked at after the route: a wrong method is 404', async () => {
        const answer = await call(host.url, '/api/keyed', { method: 'PUT' });

        expect(answer.status).toBe(404);
    });
});

describeKeys('the admin endpoints', () => {
    it.each([
        ['no key', {}],
        ['the function key', header(keys.function)],
    ])('answer %s with 401', async (_what, options) => {
        const run = await call(host.url, '/admin/functions/text', { method: 'POST', ...options });
        const status = await call(host.url, '/admin/host/status', options);

        expect([run.status, status.status]).toEqual([401, 401]);
    });

    it('answer an unknown function with 404', async () => {
        const answer = await call(host.url, '/admin/functions/unknown', { method: 'POST', ...header(keys.master) });

        expect(answer.status).toBe(404);
    });

    it('say that the host runs', async () => {
        const answer = await call(host.url, '/admin/host/status', header(keys.master));

        expect(JSON.parse(answer.text)).toMatchObject({ state: 'Running' });
    });
});
