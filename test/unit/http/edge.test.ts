import type { InvocationContext } from '@azure/functions';
import { AppError, STATUS_OF, UnavailableError } from '../../../shared/domain/errors.ts';
import { tellPeople } from '../../../shared/http/people.ts';
import { wantsJson } from '../../../shared/http/wants-json.ts';
import { problemResponse, toProblem } from '../../../shared/http/problem.ts';
import { openedLink, readDecision } from '../../../shared/http/quick-link.ts';
import { httpHandler } from '../../../shared/http/route.ts';
import { requireSameOrigin } from '../../../shared/http/same-origin.ts';
import { linkGone } from '../../../shared/use-cases/invites/open-link.ts';
import { refusalOf, request } from './requests.ts';

const OURS = 'https://partner.example';

describe('an error', () => {
    it.each(Object.entries(STATUS_OF))('%s is told with its own status %i and a title', (code, status) => {
        const problem = toProblem(new AppError(code as keyof typeof STATUS_OF, 'Said.'));

        expect(problem).toMatchObject({ type: 'about:blank', code, status });
        expect(problem.title).toMatch(/\.$/);
        expect(problem.detail).toBe(status < 500 ? 'Said.' : undefined);
    });

    it('that is a refusal is told with what belongs to it', () => {
        const answer = problemResponse(toProblem(new AppError('mail-limit', 'Too many.', { retryAfterSeconds: 60 })));

        expect(answer).toMatchObject({
            status: 429,
            headers: { 'content-type': 'application/problem+json', 'retry-after': '60' },
        });
    });

    it.each([
        ['a bug', new TypeError('hunter2'), 500, 'internal'],
        ['something that is no error', 'hunter2', 500, 'internal'],
        ['an outage', new UnavailableError('hunter2', { cause: new Error('hunter2') }), 503, 'unavailable'],
        ['a refusal of our own making', new AppError('internal', 'hunter2', { secret: 'hunter2' }), 500, 'internal'],
    ])('that is %s tells nothing of itself', (_what, error, status, code) => {
        const answer = problemResponse(toProblem(error));

        expect(answer.status).toBe(status);
        expect(JSON.parse(answer.body as string)).toMatchObject({ code });
        expect(JSON.stringify(answer)).not.toContain('hunter2');
    });
});

describe('a route', () => {
    const logged: string[] = [];
    const log = (line: string) => logged.push(line);
    const context = { info: log, warn: log, error: log } as unknown as InvocationContext;
    beforeEach(() => logged.splice(0));
    const answer = (handler: Parameters<typeof httpHandler>[0], headers: Record<string, string> = {}) =>
        httpHandler(handler)(request({ headers }), context);
    const fine = () => Promise.resolve({ status: 200 });

    it.each([
        ['an answer', fine],
        ['a refusal', () => Promise.reject(new AppError('not-found', 'x'))],
        ['a bug', () => Promise.reject(new Error('x'))],
    ])('sends %s with a correlation ID and the common headers', async (_what, handler) => {
        const { headers } = await answer(handler);

        expect(headers).toMatchObject({
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
            'referrer-policy': 'same-origin',
        });
        expect(headers?.['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
    });

    it.each([
        ['abc-12345', true],
        ['short', false],
        ['x'.repeat(65), false],
        ['<script>alert(1)', false],
    ])('takes the caller’s correlation ID %s: %s', async (given, isTaken) => {
        const { headers } = await answer(fine, { 'x-correlation-id': given });

        expect(headers?.['x-correlation-id'] === given).toBe(isTaken);
    });

    it('logs a bug with its correlation ID, and a refusal not at all', async () => {
        await answer(() => Promise.reject(new AppError('not-found', 'x')));
        expect(logged).toEqual([]);

        const { headers } = await answer(() => Promise.reject(new Error('broken')));
        expect(logged).toHaveLength(1);
        expect(logged[0]).toContain('broken');
        expect(logged[0]).toContain(headers?.['x-correlation-id'] ?? 'none');
    });
});

describe('a form', () => {
    it.each([
        ['same-origin', { 'sec-fetch-site': 'same-origin' }],
        ['same-origin, whatever Origin says', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
        ['our own Origin, from a browser that says no more', { origin: OURS }],
    ])('is ours with %s', (_what, headers: Record<string, string>) => {
        expect(() => requireSameOrigin(request({ headers }), OURS)).not.toThrow();
    });

    it.each<[string, Record<string, string>]>([
        ['nothing', {}],
        ['cross-site', { 'sec-fetch-site': 'cross-site', origin: OURS }],
        ['same-site', { 'sec-fetch-site': 'same-site', origin: OURS }],
        ['none', { 'sec-fetch-site': 'none' }],
        ['an empty word', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
        ['another Origin', { origin: 'https://evil.example' }],
        ['an Origin that begins like ours', { origin: `${OURS}.evil.example` }],
        ['our Origin by HTTP', { origin: OURS.replace('https', 'http') }],
        ['the Origin of a sandbox', { origin: 'null' }],
        ['a Referer alone', { referer: `${OURS}/api` }],
    ])('is not ours with %s', async (_what, headers) => {
        expect((await refusalOf(() => requireSameOrigin(request({ headers }), OURS))).code).toBe('cross-site');
    });
});

describe('the decision of a form', () => {
    const decide = (body: string, type = 'application/x-www-form-urlencoded') =>
        readDecision(request({ headers: { 'content-type': type }, body }));

    it('is to save or to decline', async () => {
        expect(await decide('decision=save')).toBe('save');
        expect(await decide('decision=decline', 'application/x-www-form-urlencoded; charset=UTF-8')).toBe('decline');
    });

    it.each(['decision=', 'decision=SAVE', 'save', 'decision=save&more=1', 'Decision=save'])(
        'is nothing else: %s',
        async (body) => {
            expect((await refusalOf(() => decide(body))).code).toBe('validation-failed');
        },
    );

    it.each([
        ['application/json', 'unsupported-media-type'],
        ['text/plain', 'unsupported-media-type'],
        ['multipart/form-data; boundary=x', 'unsupported-media-type'],
    ])('is not taken as %s', async (type, code) => {
        expect((await refusalOf(() => decide('decision=save', type))).code).toBe(code);
    });

    it('is not looked for in a large body', async () => {
        expect((await refusalOf(() => decide(`decision=save&x=${'x'.repeat(5000)}`))).code).toBe('body-too-large');
    });
});

describe('a quick link', () => {
    const params = { subscriptionId: 'c0000000-0000-4000-8000-0000000000a1', partnerId: '314159' };

    it('is what path and query say', () => {
        expect(openedLink(request({ path: '/x?t=a.b.c&utm=1', params }))).toEqual({ ...params, token: 'a.b.c' });
    });

    it('without a token is gone', async () => {
        expect((await refusalOf(() => openedLink(request({ path: '/x', params })))).code).toBe('link-gone');
        expect((await refusalOf(() => openedLink(request({ path: '/x?t=a' })))).code).toBe('link-gone');
    });
});

describe('people and scripts', () => {
    it.each([
        ['application/json', true],
        ['application/problem+json', true],
        ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
        ['text/html, application/json', false],
        ['*/*', false],
        ['', false],
    ])('are told apart by Accept: %s', (accept, isScript) => {
        expect(wantsJson(request({ headers: { accept } }))).toBe(isScript);
    });

    const tell = tellPeople({ name: 'Fourth Coffee', contact: 'partners@fourthcoffee.example' });

    it('learn the same of a link that is gone, each in their way', async () => {
        const page = await tell(linkGone(), request({}), 'id-12345678');
        const again = await tell(linkGone(), request({}), 'id-87654321');
        const problem = await tell(linkGone(), request({ headers: { accept: 'application/json' } }), 'id-12345678');

        expect(page).toMatchObject({ status: 410, headers: { 'content-type': 'text/html; charset=utf-8' } });
        expect(page.headers).toHaveProperty('content-security-policy');
        expect(again.body).toBe(page.body);
        expect(problem).toMatchObject({ status: 410, headers: { 'content-type': 'application/problem+json' } });
    });

    it('learn nothing of a bug but where to ask', async () => {
        const page = await tell(new Error('hunter2'), request({}), 'id-12345678');

        expect(page.status).toBe(500);
        expect(page.body).not.toContain('hunter2');
        expect(page.body).toContain('id-12345678');
    });
});
