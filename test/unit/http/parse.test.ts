import { z } from 'zod';
import { pageQuery } from '../../../shared/http/page-query.ts';
import { readBytes, readJson, readQuery, readText, SMALL_BODY, validate } from '../../../shared/http/parse.ts';
import { refusalOf, request } from './requests.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('a body', () => {
    it('is read as it came', async () => {
        const bytes = Buffer.from([0, 255, 13, 10]);

        expect(await readBytes(request({ body: bytes }), 4)).toEqual(bytes);
        expect(await readText(request({ body: 'größer \u{1f600}' }), 100)).toBe('größer \u{1f600}');
        expect(
            await readJson(
                request({ headers: { 'content-type': 'Application/JSON; charset=utf-8' }, body: '{"a":1}' }),
            ),
        ).toEqual({ a: 1 });
    });

    it.each([
        ['nothing in it', { headers: JSON_TYPE }, 'empty-body'],
        ['nothing between its ends', { headers: JSON_TYPE, body: '' }, 'empty-body'],
        ['one byte too many', { headers: JSON_TYPE, body: ' '.repeat(SMALL_BODY + 1) }, 'body-too-large'],
        [
            'a declared length that is too large',
            { headers: { ...JSON_TYPE, 'content-length': String(10 ** 9) }, body: '{}' },
            'body-too-large',
        ],
        [
            'bytes that are no UTF-8',
            { headers: JSON_TYPE, body: Buffer.from([0x22, 0xc3, 0x28, 0x22]) },
            'malformed-body',
        ],
        [
            'half of a character',
            { headers: JSON_TYPE, body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]) },
            'malformed-body',
        ],
        ['broken JSON', { headers: JSON_TYPE, body: '{"a":' }, 'malformed-body'],
        ['another type', { headers: { 'content-type': 'text/plain' }, body: '{}' }, 'unsupported-media-type'],
        ['no type', { body: Buffer.from('{}') }, 'unsupported-media-type'],
    ])('is refused with %s', async (_what, given, code) => {
        expect((await refusalOf(() => readJson(request(given)))).code).toBe(code);
    });

    it('may be as large as it may be', async () => {
        const body = `"${'x'.repeat(SMALL_BODY - 2)}"`;

        expect(await readJson(request({ headers: JSON_TYPE, body }))).toHaveLength(SMALL_BODY - 2);
    });
});

describe('a value that does not fit', () => {
    const schema = z.strictObject({ a: z.string(), rows: z.array(z.strictObject({ n: z.int('a whole number') })) });

    it('is refused with every field that does not, unknown ones among them', async () => {
        const refusal = await refusalOf(() =>
            validate(schema, { a: 'x', rows: [{ n: 1 }, { n: 1.5, m: 1 }], b: 1, c: 2 }),
        );

        expect(refusal.code).toBe('validation-failed');
        expect(refusal.extra.errors).toEqual(
            expect.arrayContaining([
                { field: 'rows.1.n', message: 'a whole number' },
                { field: 'rows.1.m', message: 'unknown field' },
                { field: 'b', message: 'unknown field' },
                { field: 'c', message: 'unknown field' },
            ]),
        );
        expect(refusal.extra.errors).toHaveLength(4);
    });

    it('is not told back', async () => {
        const refusal = await refusalOf(() => validate(schema, { a: { hunter2: 'hunter2' }, rows: 'hunter2' }));

        expect(JSON.stringify([refusal.message, refusal.extra])).not.toContain('hunter2');
    });

    it.each(['{"__proto__":{"a":1},"a":"x","rows":[]}', '{"constructor":1,"a":"x","rows":[]}'])(
        'is one that would reach into its prototype: %s',
        (text) => {
            const before = Object.keys(Object.prototype);

            expect(() => validate(schema, JSON.parse(text) as unknown)).toThrow('unknown field');
            expect(Object.keys(Object.prototype)).toEqual(before);
        },
    );
});

describe('a query', () => {
    const schema = z.strictObject(pageQuery);
    const read = (query: string) => readQuery(schema, request({ method: 'GET', path: `/api/x${query}` }));

    it('has its defaults, and may carry the function key', () => {
        expect(read('')).toEqual({ limit: 100 });
        expect(read('?code=the-key&limit=7&continuation=abc')).toEqual({ limit: 7, continuation: 'abc' });
        expect(read('?limit=1000')).toEqual({ limit: 1000 });
    });

    it.each([
        '?limit=0',
        '?limit=1001',
        '?limit=1e2',
        '?limit=-1',
        '?limit=',
        '?limit=%20',
        '?other=1',
        `?continuation=${'x'.repeat(2001)}`,
    ])('is refused: %s', async (query) => {
        const refusal = await refusalOf(() => read(query));

        expect(refusal.code).toBe('validation-failed');
        expect(refusal.extra.errors).toHaveLength(1);
    });
});
