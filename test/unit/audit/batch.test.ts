import { HttpRequest } from '@azure/functions';
import { AppError } from '../../../shared/domain/errors.ts';
import { answerRows, readRows, subjectFrom } from '../../../shared/http/batch.ts';
import type { CsvColumns } from '../../../shared/http/batch.ts';
import type { Log } from '../../../shared/ports/log.ts';

const request = (type: string, body: string | Buffer) =>
    new HttpRequest({
        method: 'POST',
        url: 'http://localhost/api/customers/batch',
        headers: { 'content-type': type },
        body: typeof body === 'string' ? { string: body } : { bytes: body },
    });

const rowsOf = async (type: string, body: string | Buffer, columns?: CsvColumns) => {
    const rows = await readRows(request(type, body), columns);
    return rows.map(({ index, value, error }) => (error === undefined ? [index, value] : [index, error.code]));
};

const refusal = async (type: string, body: string | Buffer): Promise<string> => {
    try {
        await readRows(request(type, body));
    } catch (error) {
        if (error instanceof AppError) return error.code;
        throw error;
    }
    return 'none';
};

describe('the rows of a batch', () => {
    it('come in order from a JSON array, whatever stands in it', async () => {
        expect(await rowsOf('application/json; charset=utf-8', '[{"a":1}, null, "x"]')).toEqual([
            [0, { a: 1 }],
            [1, null],
            [2, 'x'],
        ]);
    });

    it('come from NDJSON, where a broken line is broken alone and empty lines do not count', async () => {
        expect(await rowsOf('application/x-ndjson', '{"a":1}\r\n\n{broken\n{"a":2}\n')).toEqual([
            [0, { a: 1 }],
            [1, 'malformed-body'],
            [2, { a: 2 }],
        ]);
    });

    it('come from CSV, where an empty cell is a field that is not given', async () => {
        expect(await rowsOf('text/csv', '\ufefftenantId,name\r\nx,"Contoso, ""Ltd"""\r\ny,\r\n')).toEqual([
            [0, { tenantId: 'x', name: 'Contoso, "Ltd"' }],
            [1, { tenantId: 'y' }],
        ]);
    });

    it('come from no CSV that is wider than any table of ours', async () => {
        const wide = (columns: number) => Array.from({ length: columns }, (_, column) => `c${column}`).join();

        expect(await refusal('text/csv', `${wide(101)}\n${wide(101)}\n`)).toBe('malformed-body');
        expect(await refusal('text/csv', `${wide(100)}\n${wide(100)}\n`)).toBe('none');
    });

    it('have booleans and numbers in the named CSV columns alone', async () => {
        const columns = { booleans: ['auto'], numbers: ['days'] };
        expect(await rowsOf('text/csv', 'auto,days,name\ntrue,14,14\nTRUE,1e3,true\n', columns)).toEqual([
            [0, { auto: true, days: 14, name: '14' }],
            [1, { auto: 'TRUE', days: '1e3', name: 'true' }],
        ]);
    });

    it.each([
        ['a quote that is never closed', 'a,b\n1,2\n"x,3\n4,5\n'],
        ['text behind a closed quote', 'a,b\n1,2\n"x"y,3\n4,5\n'],
        ['a quote in the middle', 'a,b\n1,2\nx"y,3\n4,5\n'],
        ['a cell too many', 'a,b\n1,2\nx,y,3\n4,5\n'],
        ['a cell too few', 'a,b\n1,2\nx\n4,5\n'],
        ['a row without end', `a,b\n1,2\n${'x'.repeat(70_000)},3\n4,5\n`],
    ])('lose only the row with %s', async (_what, body) => {
        expect(await rowsOf('text/csv', body)).toEqual([
            [0, { a: '1', b: '2' }],
            [1, 'malformed-body'],
            [2, { a: '4', b: '5' }],
        ]);
    });

    it.each([
        ['semicolons', 'name;note\nContoso;a, b\n'],
        ['tabs', 'name\tnote\r\nContoso\ta, b\r\n'],
    ])('are read where the spreadsheet wrote %s', async (_, text) => {
        expect(await rowsOf('text/csv', text)).toEqual([[0, { name: 'Contoso', note: 'a, b' }]]);
    });

    it('keep a line break within quotes in its cell', async () => {
        expect(await rowsOf('text/csv', 'a,b\n"1\n2",3\n')).toEqual([[0, { a: '1\n2', b: '3' }]]);
    });

    it('cannot reach a prototype', async () => {
        const [row] = await readRows(request('text/csv', '__proto__,name\nx,y\n'));
        expect(Object.keys(row?.value as object)).toEqual(['__proto__', 'name']);
    });

    const many = (count: number) => Array.from({ length: count }, (_, index) => String(index));

    it.each([
        ['application/json', (count: number) => `[${many(count).join(',')}]`],
        ['application/x-ndjson', (count: number) => many(count).join('\n')],
        ['text/csv', (count: number) => `a\n${many(count).join('\n')}`],
    ])('are at most 5,000 as %s', async (type, body) => {
        expect(await rowsOf(type, body(5_000))).toHaveLength(5_000);
        expect(await refusal(type, body(5_001))).toBe('too-many-rows');
    });

    it.each([
        ['another media type', 'text/plain', 'x', 'unsupported-media-type'],
        ['nothing', 'application/json', '', 'empty-body'],
        ['broken JSON', 'application/json', '[{]', 'malformed-body'],
        ['a JSON object', 'application/json', '{"rows":[]}', 'malformed-body'],
        ['bytes that are no UTF-8', 'text/csv', Buffer.from([0x61, 0x0a, 0xff]), 'malformed-body'],
        ['a CSV of empty lines', 'text/csv', '\n\n', 'malformed-body'],
        ['a CSV with a column twice', 'text/csv', 'a,a\n1,2', 'malformed-body'],
        ['a CSV with a nameless column', 'text/csv', 'a,\n1,2', 'malformed-body'],
        ['more than 10 MB', 'text/csv', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'body-too-large'],
    ])('are refused as a whole: %s', async (_what, type, body, code) => {
        expect(await refusal(type, body)).toBe(code);
    });
});

describe('the answer to a batch', () => {
    it('has every row in order, and a row that fails stops no other', async () => {
        const errors: string[] = [];
        const log: Log = { info: () => undefined, warn: () => undefined, error: (message) => errors.push(message) };
        const rows = await readRows(request('application/x-ndjson', '1\n{\n2\n3\n'));

        const answer = await answerRows(rows, log, (value) => {
            if (value === 2) throw new AppError('not-found', 'No such thing.');
            if (value === 3) throw new Error('secret detail');
            return Promise.resolve({ status: 201, thing: value });
        });

        expect(answer.status).toBe(207);
        expect(JSON.parse(answer.body as string)).toEqual([
            { index: 0, status: 201, thing: 1 },
            { index: 1, status: 400, problem: expect.objectContaining({ code: 'malformed-body' }) as unknown },
            { index: 2, status: 404, problem: expect.objectContaining({ detail: 'No such thing.' }) as unknown },
            {
                index: 3,
                status: 500,
                problem: { type: 'about:blank', title: 'Something went wrong.', status: 500, code: 'internal' },
            },
        ]);
        expect(errors).toEqual(['row failed']);
    });

    it('is done in order among rows about the same, whatever their case, and side by side among others', async () => {
        const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
        const rows = await readRows(
            request('application/json', '[{"id":"A","n":1},{"id":"a","n":2},{"id":"b","n":3},{"id":"A","n":4},5]'),
        );
        const steps: string[] = [];
        const others = Promise.withResolvers<undefined>();

        await answerRows(
            rows,
            silent,
            async (value) => {
                const { n = 5 } = value as { n?: number };
                steps.push(`begin ${n}`);
                if (n === 5) others.resolve(undefined);
                // Ends only when the rows behind it, about something else, have begun.
                if (n === 1) await others.promise;
                steps.push(`end ${n}`);
                if (n === 2) throw new AppError('not-found', 'No such thing.');
                return { status: 200 };
            },
            subjectFrom('id'),
        );

        expect(steps.filter((step) => /[124]/.test(step))).toEqual([
            'begin 1',
            'end 1',
            'begin 2',
            'end 2',
            'begin 4',
            'end 4',
        ]);
        expect(steps.indexOf('begin 5')).toBeLessThan(steps.indexOf('end 1'));
    });
});
