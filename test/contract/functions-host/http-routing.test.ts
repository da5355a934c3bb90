import { call, seenIn } from './http-client.ts';
import { describeLocal, startHostUnderTest } from './host-under-test.ts';
import type { HostUnderTest } from './host-under-test.ts';

let host: HostUnderTest;
beforeAll(async () => {
    host = await startHostUnderTest();
});
afterAll(() => host.stop());

describe('routing', () => {
    it('tries routes in the order of the names, not of registration or precision', async () => {
        const answer = await call(host.url, '/api/order/exact');

        expect(answer.text).toBe('any');
    });

    it('takes the name of the function where there is no route', async () => {
        const answer = await call(host.url, '/api/unrouted');

        expect(seenIn(answer).name).toBe('unrouted');
    });

    it.each([
        ['another case', '/API/Echo/A', 'A'],
        ['a trailing slash', '/api/echo/A/', 'A'],
        ['escapes, decoded', '/api/echo/a%20b%C3%A4', 'a bä'],
        ['an escaped slash, kept', '/api/echo/a%2Fb%2fc', 'a%2Fb%2fc'],
        ['an escaped percent sign, decoded once', '/api/echo/a%2525', 'a%25'],
        ['dot segments, resolved', '/api/echo/x/../y', 'y'],
    ])('matches %s', async (_what, path, id) => {
        const answer = await call(host.url, path);

        expect(answer.status).toBe(200);
        expect(seenIn(answer).params).toEqual({ id });
    });

    it('leaves an optional parameter out', async () => {
        const answer = await call(host.url, '/api/echo');

        expect(seenIn(answer).params).toEqual({});
    });

    it('gives the first of two parameters in a segment as much as it can have', async () => {
        const answer = await call(host.url, '/api/files/x-y-z.json');

        expect(seenIn(answer).params).toEqual({ a: 'x-y', b: 'z' });
    });

    it('gives a catch-all the rest', async () => {
        const answer = await call(host.url, '/api/rest/a/b/c');

        expect(seenIn(answer).params).toEqual({ path: 'a/b/c' });
    });

    it('lets a constraint pass what fits', async () => {
        const answer = await call(host.url, '/api/numbers/5');

        expect(seenIn(answer).params).toEqual({ id: '5' });
    });

    it.each([
        ['an unknown route', 'GET', '/api/unknown'],
        ['no prefix', 'GET', '/echo/1'],
        ['a doubled slash', 'GET', '/api//echo/1'],
        ['one segment too many', 'GET', '/api/echo/1/2'],
        ['a number that is none', 'GET', '/api/numbers/five'],
        ['a number too small', 'GET', '/api/numbers/4'],
        ['a wrong method', 'POST', '/api/order/exact'],
        ['HEAD that is not listed', 'HEAD', '/api/echo/1'],
        ['OPTIONS that is not listed', 'OPTIONS', '/api/echo/1'],
        ['a disabled function', 'GET', '/api/off'],
        ['a route that begins with admin', 'GET', '/api/admin/secret'],
        ['the method of a function whose route is taken', 'DELETE', '/api/same'],
    ])('answers %s with an empty 404', async (_what, method, path) => {
        const answer = await call(host.url, path, { method });

        expect(answer.status).toBe(404);
        expect(answer.text).toBe('');
        expect(answer.headers['content-length']).toBe('0');
    });

    it('keeps the function that had a contested route first', async () => {
        const answer = await call(host.url, '/api/same', { method: 'PUT' });

        expect(answer.text).toBe('a');
    });
});

describeLocal('what the local host says of the functions', () => {
    it('names those that do not load, with the reason', () => {
        const problems = host.local?.ready.problems;

        expect(problems).toEqual([
            { name: 'adminRoute', reason: expect.stringContaining('admin/secret') as string },
            { name: 'sameRouteB', reason: expect.stringContaining('sameRouteA') as string },
        ]);
    });

    it('prints one line for each that does', () => {
        const lines = host.local?.output().split('\n') ?? [];

        expect(lines).toContain(`  echo: [GET,POST] ${host.url}/api/echo/{id?}`);
        expect(lines).toContain(`  off: [GET,POST] ${host.url}/api/off (disabled)`);
    });

    it('is there on the IPv4 loopback', async () => {
        const answer = await call(host.url.replace('localhost', '127.0.0.1'), '/api/text');

        expect(answer.status).toBe(200);
    });
});
