import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkExchange, type Gaps } from '../../support/conformance.ts';
import type { Exchange } from '../../../local/exchange.ts';

interface Recorded extends Gaps {
    source: string;
    webhook?: string;
    method?: string;
    url?: string;
    status?: number;
    requestHeaders?: Record<string, string>;
    requestBody?: unknown;
    responseHeaders?: Record<string, string>;
    responseBody?: unknown;
}

const directory = join(__dirname, '../documents/recorded');

const recorded = readdirSync(directory).flatMap((file) =>
    readFileSync(join(directory, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line, index) => ({ name: `${file}:${index + 1}`, entry: JSON.parse(line) as Recorded })),
);

const lowerCase = (headers: Record<string, string> = {}): Record<string, string> =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const asText = (body: unknown): string => {
    if (typeof body === 'string') return body;
    return body === undefined || body === null ? '' : JSON.stringify(body);
};

const serviceOf = (url: string): Exchange['service'] => {
    if (url.includes('login.microsoftonline.com')) return 'entra';
    return url.includes('management.azure.com') ? 'arm' : 'mail';
};

const toExchange = (entry: Recorded): Exchange => {
    const url = entry.url ?? 'https://application.example/mail-events';
    return {
        service: serviceOf(url),
        at: '2026-01-01T00:00:00.000Z',
        request: {
            method: entry.method ?? 'POST',
            url,
            headers: lowerCase(entry.requestHeaders),
            body: asText(entry.requestBody),
        },
        response: {
            status: entry.status ?? 200,
            headers: lowerCase(entry.responseHeaders),
            body: asText(entry.responseBody),
        },
    };
};

/** What `name` points to, for a copy to break. */
const exchangeOf = (name: string): { exchange: Exchange; gaps: Gaps } => {
    const found = recorded.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`${name} is not recorded`);
    return { exchange: toExchange(found.entry), gaps: { ...found.entry, noCredentials: true } };
};

const withResponseBody = (exchange: Exchange, change: (body: Record<string, unknown>) => void): Exchange => {
    const body = JSON.parse(exchange.response.body) as Record<string, unknown>;
    change(body);
    return { ...exchange, response: { ...exchange.response, body: JSON.stringify(body) } };
};

const withoutHeader = (exchange: Exchange, name: string): Exchange => {
    const headers = Object.fromEntries(Object.entries(exchange.response.headers).filter(([key]) => key !== name));
    return { ...exchange, response: { ...exchange.response, headers } };
};

describe('the documents and real traffic', () => {
    it('has all thirty recordings', () => {
        expect(recorded).toHaveLength(30);
    });

    it.each(recorded)('agree on $name', ({ name }) => {
        const { exchange, gaps } = exchangeOf(name);

        const problems = checkExchange(exchange, gaps);

        expect(problems).toEqual([]);
    });
});

describe('an exchange that breaks a rule is caught', () => {
    const put = () => exchangeOf('management-partner.jsonl:1');
    const cases: [rule: string, broken: () => { exchange: Exchange; gaps: Gaps }, problem: RegExp][] = [
        [
            'a path that is not documented',
            () => {
                const { exchange, gaps } = put();
                return {
                    exchange: {
                        ...exchange,
                        request: { ...exchange.request, url: `${exchange.request.url.split('?')[0] ?? ''}/more` },
                    },
                    gaps,
                };
            },
            /no documented operation/,
        ],
        [
            'a method that is not documented',
            () => {
                const { exchange, gaps } = put();
                return { exchange: { ...exchange, request: { ...exchange.request, method: 'POST' } }, gaps };
            },
            /no documented operation/,
        ],
        [
            'an api-version that the service does not speak',
            () => {
                const { exchange, gaps } = put();
                const url = exchange.request.url.replace('2018-02-01', '2019-02-01');
                return { exchange: { ...exchange, request: { ...exchange.request, url } }, gaps };
            },
            /query api-version/,
        ],
        [
            'a missing api-version',
            () => {
                const { exchange, gaps } = put();
                const url = exchange.request.url.split('?')[0] ?? '';
                return { exchange: { ...exchange, request: { ...exchange.request, url } }, gaps };
            },
            /query: api-version is missing/,
        ],
        [
            'a query parameter that is not documented',
            () => {
                const { exchange, gaps } = put();
                const url = `${exchange.request.url}&force=true`;
                return { exchange: { ...exchange, request: { ...exchange.request, url } }, gaps };
            },
            /unknown force/,
        ],
        [
            'a path parameter of the wrong form',
            () => {
                const { exchange, gaps } = put();
                const url = exchange.request.url.replace('5127255', 'partner');
                return { exchange: { ...exchange, request: { ...exchange.request, url } }, gaps };
            },
            /path partnerId/,
        ],
        ['a missing credential', () => ({ exchange: put().exchange, gaps: {} }), /Authorization/],
        [
            'a request body with an unknown member',
            () => {
                const { exchange, gaps } = exchangeOf('management-partner.jsonl:6');
                return {
                    exchange: { ...exchange, request: { ...exchange.request, body: '{"partner":"314159"}' } },
                    gaps,
                };
            },
            /request body.*additional/,
        ],
        [
            'a missing request body',
            () => {
                const { exchange, gaps } = exchangeOf('authorization.jsonl:1');
                return { exchange: { ...exchange, request: { ...exchange.request, body: '' } }, gaps };
            },
            /request body is missing/,
        ],
        [
            'a form without a required field',
            () => {
                const { exchange, gaps } = exchangeOf('entra.jsonl:3');
                const body = exchange.request.body.replace('client_secret', 'secret');
                return { exchange: { ...exchange, request: { ...exchange.request, body } }, gaps };
            },
            /request body.*required/,
        ],
        [
            'a webhook timestamp that is no time',
            () => {
                const { exchange, gaps } = exchangeOf('mail.jsonl:2');
                const headers = { ...exchange.request.headers, 'x-twilio-email-event-webhook-timestamp': 'yesterday' };
                return { exchange: { ...exchange, request: { ...exchange.request, headers } }, gaps };
            },
            /request header X-Twilio-Email-Event-Webhook-Timestamp/,
        ],
        [
            'a status that is not documented',
            () => {
                const { exchange, gaps } = exchangeOf('entra.jsonl:3');
                return { exchange: { ...exchange, response: { ...exchange.response, status: 418 } }, gaps };
            },
            /status 418/,
        ],
        [
            'a member that the answer never has',
            () => {
                const { exchange, gaps } = put();
                return { exchange: withResponseBody(exchange, (body) => Object.assign(body, { more: 1 })), gaps };
            },
            /response body.*additional/,
        ],
        [
            'a number where the service has text',
            () => {
                const { exchange, gaps } = put();
                return { exchange: withResponseBody(exchange, (body) => Object.assign(body, { name: 5127255 })), gaps };
            },
            /response body\/name/,
        ],
        [
            'an error code of another provider',
            () => {
                const { exchange, gaps } = put();
                const body = JSON.stringify({ error: { code: 'PartnerIdAlreadyLinked', message: 'no' } });
                return { exchange: { ...exchange, response: { ...exchange.response, status: 409, body } }, gaps };
            },
            /response body\/error\/code/,
        ],
        [
            'a refusal in other words than ARM has',
            () => {
                const { exchange, gaps } = put();
                const body = JSON.stringify({ error: { code: 'AuthorizationFailed', message: 'no' } });
                return { exchange: { ...exchange, response: { ...exchange.response, status: 403, body } }, gaps };
            },
            /response body\/error\/message/,
        ],
        [
            'a throttled answer without Retry-After',
            () => {
                const { exchange, gaps } = put();
                const body = JSON.stringify({ error: { code: 'TooManyRequests', message: 'wait' } });
                return { exchange: { ...exchange, response: { ...exchange.response, status: 429, body } }, gaps };
            },
            /Retry-After is missing/,
        ],
        [
            'a missing header of every ARM answer',
            () => {
                const { exchange, gaps } = put();
                return { exchange: withoutHeader(exchange, 'x-ms-routing-request-id'), gaps };
            },
            /x-ms-routing-request-id is missing/,
        ],
        [
            'missing remaining calls',
            () => {
                const { exchange, gaps } = put();
                return { exchange: withoutHeader(exchange, 'x-ms-ratelimit-remaining-tenant-writes'), gaps };
            },
            /x-ms-ratelimit-remaining-tenant-writes is missing/,
        ],
        [
            'a body where there has to be none',
            () => {
                const { exchange, gaps } = exchangeOf('management-partner.jsonl:2');
                return { exchange: { ...exchange, response: { ...exchange.response, body: '{}' } }, gaps };
            },
            /has to be empty/,
        ],
        [
            'a token that caches may keep',
            () => {
                const { exchange, gaps } = exchangeOf('entra.jsonl:3');
                const headers = { ...exchange.response.headers, 'cache-control': 'public' };
                return { exchange: { ...exchange, response: { ...exchange.response, headers } }, gaps };
            },
            /response header Cache-Control/,
        ],
    ];

    it.each(cases)('%s', (_rule, broken, problem) => {
        const { exchange, gaps } = broken();

        const problems = checkExchange(exchange, gaps);

        expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
    });

    it('but an injected answer is not held against the service', () => {
        const { exchange, gaps } = put();
        const broken: Exchange = { ...exchange, response: { status: 418, headers: {}, body: 'teapot' }, fault: true };

        const problems = checkExchange(broken, gaps);

        expect(problems).toEqual([]);
    });

    it('nor does an injected answer excuse the request', () => {
        const { exchange, gaps } = put();
        const url = `${exchange.request.url}&force=true`;
        const broken: Exchange = { ...exchange, request: { ...exchange.request, url }, fault: true };

        const problems = checkExchange(broken, gaps);

        expect(problems).toEqual([expect.stringMatching(/unknown force/)]);
    });
});
