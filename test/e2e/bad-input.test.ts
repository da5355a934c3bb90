import { request } from 'node:http';
import { CONTOSO, FABRIKAM, OTHER_PARTNER_ID, PRODUCTION, SHOP } from '../support/e2e-samples.ts';
import { startQuietStack } from '../support/e2e-stack.ts';
import { everyRow, rowsOf, whenQuiet } from '../support/e2e-tables.ts';
import { inviteSchema } from '../support/stack-flow.ts';
import { waitFor, type Answer, type Stack } from '../support/stack.ts';

const GOOD = { subscriptionId: PRODUCTION, adminEmail: 'owner@contoso.example' };
const json = (body: unknown): string => JSON.stringify(body);
const asJson = { 'content-type': 'application/json' };

interface Case {
    what: string;
    body: string | Buffer;
    headers?: Record<string, string>;
    status: number;
    code: string;
    /** The field that the problem names. */
    field?: string;
}

const wrongField = (what: string, field: string, value: unknown): Case => ({
    what,
    body: json({ ...GOOD, [field]: value }),
    status: 400,
    code: 'validation-failed',
    field,
});

const CASES: Case[] = [
    { what: 'broken JSON', body: '{"subscriptionId":', status: 400, code: 'malformed-body' },
    {
        what: 'bytes that are not UTF-8',
        body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
        status: 400,
        code: 'malformed-body',
    },
    { what: 'no body', body: '', status: 400, code: 'empty-body' },
    {
        what: 'a body of 10 MB',
        body: json({ ...GOOD, note: 'a'.repeat(10_000_000) }),
        status: 413,
        code: 'body-too-large',
    },
    {
        what: 'another media type',
        body: json(GOOD),
        headers: { 'content-type': 'text/plain' },
        status: 415,
        code: 'unsupported-media-type',
    },
    { what: 'a list', body: json([GOOD]), status: 400, code: 'validation-failed' },
    { what: 'a number', body: '42', status: 400, code: 'validation-failed' },
    { what: 'null', body: 'null', status: 400, code: 'validation-failed' },
    { what: 'nothing of what is needed', body: '{}', status: 400, code: 'validation-failed', field: 'adminEmail' },
    wrongField('a subscription ID that is a number', 'subscriptionId', 7),
    wrongField('a GUID in braces', 'subscriptionId', `{${PRODUCTION}}`),
    wrongField('a GUID with a blank behind it', 'subscriptionId', `${PRODUCTION} `),
    wrongField('a path in the place of a GUID', 'subscriptionId', '../../tenants'),
    wrongField('an address that is none', 'adminEmail', 'owner'),
    wrongField('an address with a second one behind it', 'adminEmail', 'owner@contoso.example\r\nbcc: x@evil.example'),
    wrongField('an address in angle brackets', 'adminEmail', 'Owner <owner@contoso.example>'),
    wrongField('an address of the partner’s own domain', 'adminEmail', 'somebody@FourthCoffee.example'),
    wrongField('an address of a domain below the partner’s', 'adminEmail', 'somebody@mail.fourthcoffee.example'),
    wrongField('a line break in a name', 'customerName', 'Contoso\r\nX-Header: 1'),
    wrongField('a control character in a name', 'customerName', 'Contoso\u0007'),
    wrongField('a NUL in a name', 'customerName', 'Con\u0000toso'),
    wrongField('a line separator in a name', 'customerName', 'Contoso\u2028Ltd'),
    wrongField('half a character in a name', 'customerName', 'Contoso \ud83d'),
    wrongField('a name that is a list', 'customerName', ['Contoso']),
    wrongField('a name without end', 'customerName', 'a'.repeat(201)),
    wrongField('a name of blanks', 'customerName', '   '),
    wrongField('a control character in the name of who invites', 'invitedBy', 'Eve\u001b[31m'),
    wrongField('a web address in a note', 'note', 'Look at https://evil.example/now'),
    wrongField('a bare domain in a note', 'note', 'Look at evil.example now'),
    wrongField('a note without end', 'note', 'a'.repeat(1001)),
    wrongField('a language that is none', 'locale', 'en_US;q=1'),
    wrongField('a link that never dies', 'expiresInDays', 91),
    wrongField('a link that is dead already', 'expiresInDays', 0),
    wrongField('days in words', 'expiresInDays', '7'),
    wrongField('a yes in words', 'allowReplace', 'true'),
    wrongField('another product', 'product', 'dynamics'),
    wrongField('a partner ID of letters', 'partnerId', 'PARTNER'),
    wrongField('a partner ID that is not ours', 'partnerId', '999999'),
    wrongField('a tenant ID that is none', 'tenantId', 'contoso.onmicrosoft.com'),
    wrongField('an unknown field', 'callbackUrl', 'x'),
    {
        what: 'a field of every object',
        body: `{"__proto__":{"admin":true},${json(GOOD).slice(1)}`,
        status: 400,
        code: 'validation-failed',
    },
    {
        what: 'a subscription that does not exist',
        body: json({ ...GOOD, subscriptionId: 'c0000000-0000-4000-8000-0000000000ff' }),
        status: 400,
        code: 'subscription-not-found',
    },
    {
        what: 'the tenant of another customer',
        body: json({ ...GOOD, tenantId: FABRIKAM }),
        status: 400,
        code: 'tenant-mismatch',
    },
    {
        what: 'another partner ID than the customer’s',
        body: json({ ...GOOD, partnerId: OTHER_PARTNER_ID }),
        status: 409,
        code: 'partner-id-mismatch',
    },
    {
        what: 'an Idempotency-Key that is none',
        body: json(GOOD),
        headers: { ...asJson, 'idempotency-key': 'a b' },
        status: 400,
        code: 'validation-failed',
        field: 'Idempotency-Key',
    },
];

/** A request as it goes over the wire, with a body in chunks and no Content-Length. */
const postInChunks = (url: string, chunks: string[], headers: Record<string, string>): Promise<Answer> =>
    new Promise((resolve, reject) => {
        const outgoing = request(url, { method: 'POST', headers }, (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('error', reject);
            answer.on('end', () => {
                resolve({
                    status: answer.statusCode ?? 0,
                    headers: { 'content-type': String(answer.headers['content-type']) },
                    body: JSON.parse(Buffer.concat(parts).toString()) as unknown,
                });
            });
        });
        outgoing.on('error', reject);
        for (const chunk of chunks) outgoing.write(chunk);
        outgoing.end();
    });

describe('what does not fit', () => {
    let stack: Stack;
    beforeAll(async () => {
        stack = await startQuietStack();
    }, 60_000);
    afterAll(() => stack.remove());
    beforeEach(() => whenQuiet(stack));

    const everything = async () => ({ rows: await everyRow(stack), mails: await stack.inbox() });
    const post = async (path: string, body: string | Buffer, headers: Record<string, string>): Promise<Answer> => {
        const { functions, functionKey } = await stack.run();
        const answer = await fetch(functions + path, {
            method: 'POST',
            headers: { 'x-functions-key': functionKey, ...headers },
            body: typeof body === 'string' ? body : new Uint8Array(body),
        });
        return {
            status: answer.status,
            headers: Object.fromEntries(answer.headers.entries()),
            body: await answer.json(),
        };
    };
    const whenMailed = (count: number) =>
        waitFor(`${count} mails`, async () => ((await stack.inbox()).length >= count ? true : undefined));

    describe('as an invite', () => {
        it.each(CASES)(
            '$what: $status $code, and nothing is stored or mailed',
            async ({ body, headers = asJson, status, code, field }) => {
                const before = await everything();

                const answer = await post('/api/invites', body, headers);

                expect(answer).toMatchObject({
                    status,
                    headers: { 'content-type': 'application/problem+json' },
                    body: { status, code, title: expect.any(String) as string, detail: expect.any(String) as string },
                });
                if (field !== undefined)
                    expect(answer.body).toMatchObject({
                        errors: expect.arrayContaining([expect.objectContaining({ field })]) as unknown,
                    });
                expect(await everything()).toEqual(before);
            },
        );

        it('a chunked body, which arrives empty: 400 empty-body, and nothing is stored or mailed', async () => {
            const { functions, functionKey } = await stack.run();
            const before = await everything();

            const answer = await postInChunks(
                `${functions}/api/invites`,
                [json(GOOD).slice(0, 20), json(GOOD).slice(20)],
                {
                    ...asJson,
                    'x-functions-key': functionKey,
                },
            );

            expect(answer).toMatchObject({
                status: 400,
                headers: { 'content-type': 'application/problem+json' },
                body: { code: 'empty-body', detail: expect.stringContaining('Content-Length') as string },
            });
            expect(await everything()).toEqual(before);
        });

        it('without a key: 401, and nothing is stored or mailed', async () => {
            const before = await everything();

            const answers = [
                await stack.anonymous('POST', '/api/invites', { body: GOOD }),
                await stack.api('POST', '/api/invites', { body: GOOD, headers: { 'x-functions-key': 'wrong' } }),
            ];

            expect(answers.map(({ status }) => status)).toEqual([401, 401]);
            expect(await everything()).toEqual(before);
        });

        it('for the second time while the first is live: 409 with its ID, whatever the case of the address', async () => {
            const first = await stack.api('POST', '/api/invites', {
                body: { ...GOOD, adminEmail: 'Twice@contoso.example' },
            });
            await whenQuiet(stack);
            const before = await everything();

            const second = await stack.api('POST', '/api/invites', {
                body: { ...GOOD, adminEmail: 'tWICE@Contoso.Example' },
            });

            expect(first.status).toBe(201);
            expect(second).toMatchObject({
                status: 409,
                body: { code: 'invite-exists', inviteId: inviteSchema.parse(first.body).id },
            });
            expect(await everything()).toEqual(before);
        });
    });

    describe('as a batch', () => {
        it.each<[string, string | (() => string), string, number, string]>([
            [
                '5,001 rows of JSON',
                () => json(Array.from({ length: 5001 }, () => GOOD)),
                'application/json',
                413,
                'too-many-rows',
            ],
            [
                '5,001 lines of NDJSON',
                () => Array.from({ length: 5001 }, () => json(GOOD)).join('\n'),
                'application/x-ndjson',
                413,
                'too-many-rows',
            ],
            [
                '5,001 lines of CSV',
                () =>
                    `subscriptionId,adminEmail\n${Array.from({ length: 5001 }, () => `${PRODUCTION},a@b.example`).join('\n')}`,
                'text/csv',
                413,
                'too-many-rows',
            ],
            [
                'more than 10 MB',
                () => json([{ ...GOOD, note: 'a'.repeat(10_500_000) }]),
                'application/json',
                413,
                'body-too-large',
            ],
            ['JSON that is no list', json(GOOD), 'application/json', 400, 'malformed-body'],
            ['JSON cut short', `[${json(GOOD)}`, 'application/json', 400, 'malformed-body'],
            ['a spreadsheet', 'PK', 'application/vnd.ms-excel', 415, 'unsupported-media-type'],
            ['CSV that names a column twice', 'adminEmail,adminEmail\na,b', 'text/csv', 400, 'malformed-body'],
        ])('%s: refused whole, and nothing is stored or mailed', async (_what, body, type, status, code) => {
            const before = await everything();

            const answer = await post('/api/invites/batch', typeof body === 'string' ? body : body(), {
                'content-type': type,
            });

            expect(answer).toMatchObject({
                status,
                headers: { 'content-type': 'application/problem+json' },
                body: { status, code },
            });
            expect(await everything()).toEqual(before);
        });

        const row = (adminEmail: string, more: Record<string, unknown> = {}) => ({ ...GOOD, adminEmail, ...more });
        it.each<[string, string, (good: (n: number) => string) => string]>([
            [
                'JSON',
                'application/json',
                (good) =>
                    json([
                        row(good(1)),
                        row('nobody'),
                        row(good(2), { colour: 'red' }),
                        42,
                        row(good(3), { subscriptionId: SHOP, tenantId: CONTOSO }),
                        row(good(1)),
                        row(good(4)),
                    ]),
            ],
            [
                'NDJSON',
                'application/x-ndjson',
                (good) =>
                    [
                        json(row(good(1))),
                        json(row('nobody')),
                        '{"subscriptionId":',
                        'null',
                        json(row(good(3), { subscriptionId: SHOP, tenantId: CONTOSO })),
                        json(row(good(1))),
                        json(row(good(4))),
                    ].join('\r\n'),
            ],
            [
                'CSV',
                'text/csv',
                (good) =>
                    [
                        'subscriptionId,adminEmail,tenantId',
                        `${PRODUCTION},${good(1)},`,
                        `${PRODUCTION},nobody,`,
                        `${PRODUCTION},${good(2)}`,
                        `"${PRODUCTION},${good(2)},`,
                        `${SHOP},${good(3)},${CONTOSO}`,
                        `${PRODUCTION},${good(1)},`,
                        `${PRODUCTION},${good(4)},`,
                    ].join('\n'),
            ],
        ])(
            'of %s with bad rows among good ones: each row has its own answer, and only the good ones count',
            async (name, type, make) => {
                const good = (n: number) => `${name}${n}@contoso.example`;
                const before = await everything();
                const count = (await rowsOf(stack, 'invites')).filter(({ rowKey }) =>
                    rowKey.startsWith('invite|'),
                ).length;

                const answer = await post('/api/invites/batch', make(good), { 'content-type': type });
                await whenMailed(before.mails.length + 2);
                await whenQuiet(stack);

                const rows = answer.body as { index: number; status: number; problem?: { code: string } }[];
                expect(answer.status).toBe(207);
                expect(rows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
                // The first and the sixth row are the same: one of them is told of the other.
                expect(rows.map(({ status }) => status)).toEqual([
                    expect.any(Number) as number,
                    400,
                    400,
                    400,
                    400,
                    expect.any(Number) as number,
                    201,
                ]);
                expect([rows[0]?.status, rows[5]?.status].toSorted()).toEqual([201, 409]);
                expect(rows[4]?.problem?.code).toBe('tenant-mismatch');
                expect(
                    (await rowsOf(stack, 'invites')).filter(({ rowKey }) => rowKey.startsWith('invite|')),
                ).toHaveLength(count + 2);
                const newMails = (await stack.inbox()).slice(before.mails.length);
                expect(newMails.map(({ to }) => to).toSorted()).toEqual([good(1), good(4)]);
            },
        );
    });

    describe('with an Idempotency-Key', () => {
        const keyed = (key: string, body: unknown) =>
            stack.api('POST', '/api/invites', { body, headers: { 'idempotency-key': key } });

        it('again with the same body gives the same invite, and one mail', async () => {
            const body = { ...GOOD, adminEmail: 'once@contoso.example' };
            const first = await keyed('key-1', body);
            await whenQuiet(stack);
            const before = await everything();

            const second = await keyed('key-1', { adminEmail: body.adminEmail, subscriptionId: body.subscriptionId });

            expect([first.status, second.status]).toEqual([201, 201]);
            expect(inviteSchema.parse(second.body).id).toBe(inviteSchema.parse(first.body).id);
            expect(await everything()).toEqual(before);
        });

        it('again with another body is 422, and nothing is stored or mailed', async () => {
            const before = await everything();

            const answer = await keyed('key-1', { ...GOOD, adminEmail: 'other@contoso.example' });

            expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
            expect(await everything()).toEqual(before);
        });

        it('ten times at once gives one invite and one mail', async () => {
            const body = { ...GOOD, adminEmail: 'atonce@contoso.example' };

            const answers = await Promise.all(Array.from({ length: 10 }, () => keyed('key-2', body)));
            await whenQuiet(stack);

            expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
            expect(new Set(answers.map((answer) => inviteSchema.parse(answer.body).id)).size).toBe(1);
            expect((await stack.inbox()).filter(({ to }) => to === body.adminEmail)).toHaveLength(1);
        });
    });

    it('keeps its other doors shut as well: customers, events and lists', async () => {
        const before = await everything();

        const answers = [
            await stack.api('PUT', '/api/customers/{c0000000-0000-4000-8000-000000000001}', { body: { name: 'x' } }),
            await stack.api('PUT', `/api/customers/${CONTOSO}`, { body: { name: 'Con\ntoso' } }),
            await stack.api('PUT', `/api/customers/${CONTOSO}`, { body: { name: 'Contoso', admin: true } }),
            await stack.api('PUT', `/api/customers/${CONTOSO}`, { body: '{', headers: asJson }),
            await stack.api('GET', '/api/invites?limit=0'),
            await stack.api('GET', '/api/invites?limit=1001'),
            await stack.api('GET', '/api/invites?status=lost'),
            await stack.api('GET', '/api/invites?colour=red'),
            await stack.api('GET', '/api/invites?continuation=nonsense'),
            await stack.api('GET', '/api/subscriptions?coverage=perhaps'),
            await stack.api('GET', `/api/invites/${PRODUCTION}`),
            await stack.api('GET', '/api/invites/nonsense'),
            await stack.api('POST', '/api/dead-letters/nonsense/retry'),
        ];

        expect(answers.map(({ status }) => status)).toEqual([
            400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 404, 404, 404,
        ]);
        for (const { headers, body } of answers) {
            expect(headers['content-type']).toBe('application/problem+json');
            expect(body).toMatchObject({ code: expect.any(String) as string, detail: expect.any(String) as string });
        }
        expect(await everything()).toEqual(before);
    });

    it('has spoken to Microsoft and SendGrid as their documents say', async () => {
        expect(await stack.stop()).toBe(0);
    });
});
