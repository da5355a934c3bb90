import { ServiceBusClient } from '@azure/service-bus';
import { generateKeyPairSync, sign } from 'node:crypto';
import { invite, whenEnded } from '../../support/stack-flow.ts';
import { startStack, waitFor, type Answer, type Stack } from '../../support/stack.ts';
import { operations, SIGN_IN_OPERATIONS } from './openapi-document.ts';
import { newWitness } from './witness.ts';

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const PRODUCTION = 'c0000000-0000-4000-8000-0000000000a1';
const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const NORTHWIND_WEB = '90000000-0000-4000-8000-0000000000d1';
const ADATUM_DATA = 'ad000000-0000-4000-8000-0000000000f1';
const TAILSPIN_SHOP = '7a000000-0000-4000-8000-0000000000e1';
const NOBODY = '11111111-2222-4333-8444-555555555555';

const ONE_MORE_THAN_SMALL = 64 * 1024 + 1;
const ONE_MORE_THAN_BATCH = 10 * 1024 * 1024 + 1;
const ONE_MORE_THAN_MAIL_EVENTS = 5 * 1024 * 1024 + 1;
const ROWS_AND_ONE = `[${Array.from({ length: 5001 }, () => '{}').join()}]`;

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const AS_JSON = { accept: 'application/json' };
const AS_PAGE = { accept: 'text/html' };
const NOTED = { note: 'Screenshot in ticket 7', checked: true, checkedBy: 'Alice' };

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/** What SendGrid sends with a body. */
const signed = (body: string): Record<string, string> => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    return {
        ...JSON_TYPE,
        'x-twilio-email-event-webhook-timestamp': timestamp,
        'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), privateKey).toString(
            'base64',
        ),
    };
};

/** What no test here brings about. */
const NOT_BROUGHT_ABOUT = [
    // The operations pages have tests of their own.
    /^ops-/,
    // Only a bug would.
    / 500 (internal|text\/html)$/,
    // The table storage is the one thing without which there is no answer but this, and it runs in the same process.
    / 503 (unavailable|text\/html)$/,
    /^health-get 503 /,
    // A dead letter of an attach takes a day of failing; its retry is the one of invites-retry.
    /^dead-letters-retry 409 (invalid-state|invite-exists)$/,
    // Where a customer signs in, there is a test of its own.
    new RegExp(`^(${SIGN_IN_OPERATIONS.join('|')}) `),
    /^confirm-post 400 subscription-not-found$/,
    // Who has the function key may do everything; who calls with a token has tests of their own.
    / 403 forbidden$/,
    // The stack of these tests sends its report to somebody.
    /^report-post 409 no-recipients$/,
];

/** The headers of every answer of the app, in the order in which they are read below. */
const securityHeaders = (isPage: boolean, isForEverybody: boolean, isLive: boolean, copies: boolean) => ({
    // A template is the same for whoever asks, and so are the answers to questions.
    cache: isForEverybody ? 'public, max-age=300' : 'no-store',
    sniffing: 'nosniff',
    referrer: 'same-origin',
    transport: 'max-age=31536000; includeSubDomains',
    frames: isPage ? 'DENY' : undefined,
    policy: isPage
        ? [
              "default-src 'none'",
              'style-src HASH',
              // The page of where it stands asks for itself again.
              ...(isLive ? ['script-src HASH', "connect-src 'self'"] : []),
              ...(copies ? ['script-src HASH'] : []),
              "form-action 'self'",
              "frame-ancestors 'none'",
              "base-uri 'none'",
          ].join('; ')
        : undefined,
});

describe('the OpenAPI document beside real answers', () => {
    const witness = newWitness();
    const made: { id: string; answer: Answer }[] = [];
    let stack: Stack;
    beforeAll(async () => {
        stack = await startStack({
            env: {
                LOCAL_STATE: 'memory',
                INVITE_MAILS_PER_ADDRESS_PER_DAY: '3',
                SENDGRID_WEBHOOK_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
            },
        });
    }, 120_000);
    afterAll(() => stack.remove(), 60_000);

    const keep = (id: string, answer: Answer): Answer => {
        made.push({ id, answer });
        return witness.saw(id, answer);
    };
    const ask = async (
        id: string,
        method: string,
        path: string,
        body?: unknown,
        headers: Record<string, string> = {},
    ): Promise<Answer> => keep(id, await stack.api(method, path, { body, headers }));
    const codeOf = ({ status, body }: Answer): string => `${status} ${(body as { code?: string }).code ?? ''}`;
    const refused = async (...request: Parameters<typeof ask>): Promise<string> => codeOf(await ask(...request));
    const asked = (body: Record<string, unknown>) => ({
        subscriptionId: PRODUCTION,
        adminEmail: 'owner@contoso.example',
        ...body,
    });
    const pathOf = (link: string): string => new URL(link).pathname + new URL(link).search;
    const open = async (id: string, method: string, path: string, headers: Record<string, string>, body?: unknown) =>
        keep(id, await stack.anonymous(method, path, { body, headers }));
    const linkFor = async (subscriptionId: string, adminEmail: string) => {
        const { id } = await invite(stack, { subscriptionId, adminEmail });
        return { id, path: pathOf(await stack.linkTo(adminEmail)) };
    };
    const statusOf = (path: string): string => path.replace('?', '/status?');

    it('holds for issuing invites', async () => {
        const id = 'invites-post';
        const post = (body: unknown, headers?: Record<string, string>) =>
            refused(id, 'POST', '/api/invites', body, headers);

        expect(await post(asked({}), { 'idempotency-key': 'once' })).toBe('201 ');
        expect(await post(asked({ note: 'Hello' }), { 'idempotency-key': 'once' })).toBe('422 idempotency-mismatch');
        expect(await post(asked({}))).toBe('409 invite-exists');
        expect(await post(asked({ adminEmail: 'a@contoso.example', partnerId: '314160' }))).toBe(
            '409 partner-id-mismatch',
        );
        expect(await post(asked({ colour: 'red' }))).toBe('400 validation-failed');
        expect(await post('{', JSON_TYPE)).toBe('400 malformed-body');
        expect(await post('', JSON_TYPE)).toBe('400 empty-body');
        expect(await post(asked({ tenantId: NOBODY }))).toBe('400 tenant-mismatch');
        expect(await post(asked({ subscriptionId: NOBODY }))).toBe('400 subscription-not-found');
        expect(await post('x'.repeat(ONE_MORE_THAN_SMALL), JSON_TYPE)).toBe('413 body-too-large');
        expect(await post('subscriptionId=1', { 'content-type': 'text/plain' })).toBe('415 unsupported-media-type');
        for (const subscriptionId of [PRODUCTION, ANALYTICS, NORTHWIND_WEB]) {
            await invite(stack, { subscriptionId, adminEmail: 'busy@contoso.example' });
        }
        expect(await post(asked({ subscriptionId: ADATUM_DATA, adminEmail: 'busy@contoso.example' }))).toBe(
            '429 mail-limit',
        );
        await stack.fault('arm', { method: 'GET', path: `^/subscriptions/${NOBODY}`, status: 500, times: 20 });
        expect(await post(asked({ subscriptionId: NOBODY }))).toBe('400 tenant-required');
        await stack.clearFaults('arm');
    }, 60_000);

    it('holds for batches of invites', async () => {
        const post = (body: unknown, headers?: Record<string, string>) =>
            refused('invites-batch', 'POST', '/api/invites/batch', body, headers);
        const rows = [asked({ adminEmail: 'batch@contoso.example' }), asked({ adminEmail: 'nobody' })];

        const answer = await ask('invites-batch', 'POST', '/api/invites/batch', rows);

        expect((answer.body as { status: number }[]).map(({ status }) => status)).toEqual([201, 400]);
        expect(await post(rows, { 'idempotency-key': 'ä' })).toBe('400 validation-failed');
        expect(await post('{}', JSON_TYPE)).toBe('400 malformed-body');
        expect(await post('', JSON_TYPE)).toBe('400 empty-body');
        expect(await post('x'.repeat(ONE_MORE_THAN_BATCH), JSON_TYPE)).toBe('413 body-too-large');
        expect(await post(ROWS_AND_ONE, JSON_TYPE)).toBe('413 too-many-rows');
        expect(await post('rows', { 'content-type': 'text/plain' })).toBe('415 unsupported-media-type');
    }, 60_000);

    it('holds for reading invites and taking them back', async () => {
        const { id } = await invite(stack, { subscriptionId: PRODUCTION, adminEmail: 'back@contoso.example' });

        expect(await refused('invites-list', 'GET', '/api/invites?status=sent&limit=2')).toBe('200 ');
        expect(await refused('invites-list', 'GET', '/api/invites?limit=0')).toBe('400 validation-failed');
        expect(await refused('invites-get', 'GET', `/api/invites/${id}`)).toBe('200 ');
        expect(await refused('invites-get', 'GET', `/api/invites/${NOBODY}`)).toBe('404 not-found');
        expect(await refused('invites-delete', 'DELETE', `/api/invites/${id}`)).toBe('200 ');
        expect(await refused('invites-delete', 'DELETE', `/api/invites/${id}`)).toBe('409 invalid-state');
        expect(await refused('invites-delete', 'DELETE', `/api/invites/${NOBODY}`)).toBe('404 not-found');
    });

    it('holds for sending again', async () => {
        const body = { subscriptionId: NORTHWIND_WEB, adminEmail: 'again@northwind.example' };
        const { id } = await invite(stack, body);
        const resend = (which: string) => refused('invites-resend', 'POST', `/api/invites/${which}/resend`);

        expect(await resend(id)).toBe('200 ');
        expect(await resend(NOBODY)).toBe('404 not-found');
        const event = { event: 'bounce', type: 'bounce', sg_event_id: 'b1', timestamp: Math.floor(Date.now() / 1000) };
        const events = JSON.stringify([{ ...event, inviteId: id, mailKind: 'invite', generation: '2' }]);
        await open('mail-events-post', 'POST', '/api/mail-events', signed(events), events);
        await invite(stack, body);
        // The third mail of the day to this address was the second invite's: the limit is looked at first.
        expect(await resend(id)).toBe('429 mail-limit');
        const declined = await linkFor(PRODUCTION, 'no@contoso.example');
        await open('confirm-post', 'POST', declined.path, FORM, 'decision=decline');
        expect(await resend(declined.id)).toBe('409 invalid-state');
    }, 60_000);

    it('refuses to send an undeliverable one again beside a live one, as documented', async () => {
        const body = { subscriptionId: NORTHWIND_WEB, adminEmail: 'twice@northwind.example' };
        const { id } = await invite(stack, body);
        const event = { event: 'bounce', type: 'bounce', sg_event_id: 'b2', timestamp: Math.floor(Date.now() / 1000) };
        const events = JSON.stringify([{ ...event, inviteId: id, mailKind: 'invite', generation: '1' }]);
        await open('mail-events-post', 'POST', '/api/mail-events', signed(events), events);
        await invite(stack, body);

        expect(await refused('invites-resend', 'POST', `/api/invites/${id}/resend`)).toBe('409 invite-exists');
    });

    it('holds for attaching again', async () => {
        const retry = (id: string) => refused('invites-retry', 'POST', `/api/invites/${id}/retry`);
        const adminEmail = 'owner@tailspin.example';
        const { id, path } = await linkFor(TAILSPIN_SHOP, adminEmail);

        expect(await retry(id)).toBe('409 invalid-state');
        expect(await retry(NOBODY)).toBe('404 not-found');
        await open('confirm-post', 'POST', path, FORM, 'decision=save');
        expect((await whenEnded(stack, id, 60)).status).toBe('failed');
        expect(await retry(id)).toBe('202 ');
        expect((await whenEnded(stack, id, 60)).status).toBe('failed');
        await invite(stack, { subscriptionId: TAILSPIN_SHOP, adminEmail });
        expect(await retry(id)).toBe('409 invite-exists');
    }, 150_000);

    it('holds for the quick link', async () => {
        const { path } = await linkFor(PRODUCTION, 'link@contoso.example');
        const gone = path.replace(/t=.*/, 't=forged');
        const get = async (which: string, headers: Record<string, string>) =>
            (await open('confirm-get', 'GET', which, headers)).status;
        const status = async (which: string, headers: Record<string, string>) =>
            (await open('confirm-status', 'GET', which, headers)).status;
        /** As a page and as JSON; the code of the latter. */
        const post = async (body: unknown, headers: Record<string, string>, which = path) => {
            await open('confirm-post', 'POST', which, { ...headers, ...AS_PAGE }, body);
            return codeOf(await open('confirm-post', 'POST', which, { ...headers, ...AS_JSON }, body));
        };

        for (const headers of [AS_JSON, AS_PAGE]) {
            expect(await get(path, headers)).toBe(200);
            expect(await get(gone, headers)).toBe(410);
            expect(await status(statusOf(path), headers)).toBe(200);
            expect(await status(statusOf(gone), headers)).toBe(410);
        }
        expect(await post('decision=maybe', FORM)).toBe('400 validation-failed');
        expect(await post('', FORM)).toBe('400 empty-body');
        expect(await post(`decision=save&x=${'x'.repeat(4096)}`, FORM)).toBe('413 body-too-large');
        expect(await post({ decision: 'save' }, { 'sec-fetch-site': 'same-origin' })).toBe(
            '415 unsupported-media-type',
        );
        expect(await post('decision=save', { ...FORM, 'sec-fetch-site': 'cross-site' })).toBe('403 cross-site');
        expect(await post('decision=save', FORM, gone)).toBe('410 link-gone');
        expect(await post('decision=save', FORM)).toBe('303 ');
        expect(await get(path, AS_PAGE)).toBe(303);
    });

    it('holds for opting out, and for what it stops', async () => {
        const adminEmail = 'stop@northwind.example';
        const { id } = await linkFor(NORTHWIND_WEB, adminEmail);
        const mail = (await stack.inbox()).find(({ to }) => to === adminEmail);
        const path = pathOf(/https?:\S+\/api\/opt-out\?\S+/.exec(mail?.text ?? '')?.[0] ?? '');
        const gone = path.replace(/t=.*/, 't=forged');
        const get = async (which: string, headers: Record<string, string>) =>
            (await open('opt-out-get', 'GET', which, headers)).status;
        /** As a page and as JSON; the code of the latter. */
        const post = async (body: string, headers: Record<string, string>, which = path) => {
            await open('opt-out-post', 'POST', which, { ...headers, ...AS_PAGE }, body);
            return codeOf(await open('opt-out-post', 'POST', which, { ...headers, ...AS_JSON }, body));
        };

        for (const headers of [AS_JSON, AS_PAGE]) {
            expect(await get(path, headers)).toBe(200);
            expect(await get(gone, headers)).toBe(410);
        }
        expect(await post('decision=maybe', FORM)).toBe('400 validation-failed');
        expect(await post('', FORM)).toBe('400 empty-body');
        expect(await post('nothing', { 'content-type': 'multipart/form-data; boundary=b' })).toBe('400 malformed-body');
        expect(await post(`decision=stop&x=${'x'.repeat(4096)}`, FORM)).toBe('413 body-too-large');
        expect(await post('{}', JSON_TYPE)).toBe('415 unsupported-media-type');
        expect(await post('decision=stop', { ...FORM, 'sec-fetch-site': 'cross-site' })).toBe('403 cross-site');
        expect(await post('decision=stop', FORM, gone)).toBe('410 link-gone');
        expect(await post('List-Unsubscribe=One-Click', { ...FORM, 'sec-fetch-site': 'cross-site' })).toBe('200 ');
        expect(await refused('invites-post', 'POST', '/api/invites', asked({ adminEmail }))).toBe('409 opted-out');
        expect(await refused('invites-resend', 'POST', `/api/invites/${id}/resend`)).toBe('409 opted-out');
        expect(await post('decision=allow', FORM)).toBe('200 ');
        expect(await refused('invites-post', 'POST', '/api/invites', asked({ adminEmail }))).toBe('201 ');
    }, 60_000);

    it('holds for the other ways', async () => {
        const link = async (adminEmail: string) =>
            (await linkFor(TAILSPIN_SHOP, adminEmail)).path.replace('?', '/ways?');
        const path = await link('ways@tailspin.example');
        const gone = path.replace(/t=.*/, 't=forged');
        const get = async (which: string, headers: Record<string, string>) =>
            (await open('ways-get', 'GET', which, headers)).status;
        /** As a page and as JSON; the code of the latter. */
        const post = async (body: unknown, headers: Record<string, string>, which = path) => {
            await open('ways-post', 'POST', which, { ...headers, ...AS_PAGE }, body);
            return codeOf(await open('ways-post', 'POST', which, { ...headers, ...AS_JSON }, body));
        };

        for (const headers of [AS_JSON, AS_PAGE]) {
            expect(await get(path, headers)).toBe(200);
            expect(await get(gone, headers)).toBe(410);
        }
        expect(await post('decision=check', FORM)).toBe('200 ');
        expect(await post('decision=attest', FORM)).toBe('400 validation-failed');
        expect(await post('', FORM)).toBe('400 empty-body');
        expect(await post(`decision=check&x=${'x'.repeat(4096)}`, FORM)).toBe('413 body-too-large');
        expect(await post({ decision: 'check' }, { 'sec-fetch-site': 'same-origin' })).toBe(
            '415 unsupported-media-type',
        );
        expect(await post('decision=check', { ...FORM, 'sec-fetch-site': 'cross-site' })).toBe('403 cross-site');
        expect(await post('decision=check', FORM, gone)).toBe('410 link-gone');
        expect(await post('decision=attest&how=directory', FORM)).toBe('303 ');
        expect(await get(path, AS_PAGE)).toBe(303);
    });

    it('holds for the guide page, and for a proof of what is said there', async () => {
        const adminEmail = 'guide@contoso.example';
        const body = { product: 'microsoft365', tenantId: CONTOSO, adminEmail, alsoFor: ['intune'] };
        const { body: made } = await ask('invites-post', 'POST', '/api/invites', body);
        const { id } = made as { id: string };
        const mail = await waitFor('the mail', async () =>
            (await stack.inbox()).find(({ to, text }) => to === adminEmail && text.includes(id)),
        );
        const path = pathOf(new RegExp(`https?:\\S+/api/guide/${id}\\?t=\\S+`).exec(mail.text)?.[0] ?? '');
        const gone = path.replace(/t=.*/, 't=forged');
        const get = async (which: string, headers: Record<string, string>) =>
            (await open('guide-get', 'GET', which, headers)).status;
        /** As a page and as JSON; the code of the latter. */
        const post = async (form: unknown, headers: Record<string, string>, which = path) => {
            await open('guide-post', 'POST', which, { ...headers, ...AS_PAGE }, form);
            return codeOf(await open('guide-post', 'POST', which, { ...headers, ...AS_JSON }, form));
        };
        const proof = (which: string, note: unknown = NOTED, headers?: Record<string, string>) =>
            refused('invites-proof', 'PUT', `/api/invites/${which}/proof`, note, headers);
        const look = async () => {
            for (const headers of [AS_JSON, AS_PAGE]) expect(await get(path, headers)).toBe(200);
        };

        await look();
        for (const headers of [AS_JSON, AS_PAGE]) expect(await get(gone, headers)).toBe(410);
        expect(await post('decision=save', FORM)).toBe('400 validation-failed');
        expect(await post('', FORM)).toBe('400 empty-body');
        expect(await garbled('guide-post', path)).toBe('400 malformed-body');
        expect(await post(`decision=added&x=${'x'.repeat(4096)}`, FORM)).toBe('413 body-too-large');
        expect(await post({ decision: 'added' }, { 'sec-fetch-site': 'same-origin' })).toBe(
            '415 unsupported-media-type',
        );
        expect(await post('decision=added', { ...FORM, 'sec-fetch-site': 'cross-site' })).toBe('403 cross-site');
        expect(await post('decision=added', FORM, gone)).toBe('410 link-gone');
        expect(await proof(id)).toBe('409 invalid-state');
        for (const decision of ['later', 'added', 'gone']) {
            expect(await post(`decision=${decision}`, FORM)).toBe('303 ');
            await look();
            if (decision === 'added') expect(await proof(id)).toBe('200 ');
        }
        expect(await proof(NOBODY)).toBe('404 not-found');
        expect(await proof(id, { note: '' })).toBe('400 validation-failed');
        expect(await proof(id, { ...NOTED, checked: false })).toBe('400 validation-failed');
        expect(await proof(id, '{', JSON_TYPE)).toBe('400 malformed-body');
        expect(await proof(id, '', JSON_TYPE)).toBe('400 empty-body');
        expect(await proof(id, 'x'.repeat(ONE_MORE_THAN_SMALL), JSON_TYPE)).toBe('413 body-too-large');
        expect(await proof(id, 'note', { 'content-type': 'text/plain' })).toBe('415 unsupported-media-type');
    }, 60_000);

    it('holds for the answers to customers’ questions', async () => {
        for (const headers of [AS_JSON, AS_PAGE]) {
            expect((await open('help-get', 'GET', '/api/help?lang=fr', headers)).status).toBe(200);
        }
        expect((await open('help-head', 'HEAD', '/api/help', {})).status).toBe(200);
    });

    it('holds for templates', async () => {
        const get = async (name: string) =>
            codeOf(
                await open('templates-get', 'GET', `/api/templates/${name}`, { origin: 'https://portal.azure.com' }),
            );

        expect(await get('lighthouse.json')).toBe('200 ');
        expect(await get('role-assignment.json?partnerId=314160')).toBe('200 ');
        expect(await get('role-assignment.json?principal=mine')).toBe('400 validation-failed');
        expect(await get('other.json')).toBe('404 not-found');
        expect((await open('templates-options', 'OPTIONS', '/api/templates/lighthouse.json', {})).status).toBe(204);
    });

    /** A form whose bytes are no text. */
    const garbled = async (id: string, path: string): Promise<string> => {
        const { functions } = await stack.run();
        const answer = await fetch(functions + path, {
            method: 'POST',
            headers: { ...FORM, ...AS_JSON },
            body: new Uint8Array([0x64, 0xff]),
        });
        const headers = Object.fromEntries(answer.headers.entries());
        const body: unknown = await answer.json();
        return codeOf(keep(id, { status: answer.status, headers, body }));
    };

    it.each([
        ['confirm-post', ''],
        ['ways-post', '/ways'],
    ])('holds for a form that is no text: %s', async (id, below) => {
        const { path } = await linkFor(ANALYTICS, `${id}@contoso.example`);

        expect(await garbled(id, path.replace('?', `${below}?`))).toBe('400 malformed-body');
    });

    it('holds for customers', async () => {
        const path = `/api/customers/${NOBODY}`;
        const put = (body: unknown, headers?: Record<string, string>) =>
            refused('customers-put', 'PUT', path, body, headers);

        expect(await put({ name: 'Litware', autoInvite: false })).toBe('201 ');
        expect(await put({ name: 'Litware', contactEmail: 'it@litware.example', partnerId: '314160' })).toBe('200 ');
        expect(await put({ name: '' })).toBe('400 validation-failed');
        expect(await put('{', JSON_TYPE)).toBe('400 malformed-body');
        expect(await put('', JSON_TYPE)).toBe('400 empty-body');
        expect(await put('x'.repeat(ONE_MORE_THAN_SMALL), JSON_TYPE)).toBe('413 body-too-large');
        expect(await put('name', { 'content-type': 'text/plain' })).toBe('415 unsupported-media-type');
        for (const [id, method] of [
            ['customers-get', 'GET'],
            ['customers-delete', 'DELETE'],
        ] as const) {
            expect(await refused(id, method, '/api/customers/contoso')).toBe('400 validation-failed');
            expect(await refused(id, method, path)).toBe(method === 'GET' ? '200 ' : '204 ');
        }
        expect(await refused('customers-delete', 'DELETE', path)).toBe('404 not-found');
        expect(await refused('customers-delete', 'DELETE', `${path}?erase=true`)).toBe('200 ');
        expect(await refused('customers-delete', 'DELETE', `${path}?erase=maybe`)).toBe('400 validation-failed');
        expect(await refused('customers-get', 'GET', path)).toBe('404 not-found');
        expect(await refused('customers-list', 'GET', '/api/customers?limit=2')).toBe('200 ');
        expect(await refused('customers-list', 'GET', '/api/customers?page=2')).toBe('400 validation-failed');
    });

    it('holds for batches of customers', async () => {
        const post = (body: unknown, headers?: Record<string, string>) =>
            refused('customers-batch', 'POST', '/api/customers/batch', body, headers);
        const csv = `tenantId,name\n${CONTOSO},Contoso\n${NOBODY},\n`;

        const answer = await ask('customers-batch', 'POST', '/api/customers/batch', csv, {
            'content-type': 'text/csv',
        });

        expect((answer.body as { status: number }[]).map(({ status }) => status)).toEqual([200, 400]);
        expect(await post('{}', JSON_TYPE)).toBe('400 malformed-body');
        expect(await post('', JSON_TYPE)).toBe('400 empty-body');
        expect(await post('x'.repeat(ONE_MORE_THAN_BATCH), JSON_TYPE)).toBe('413 body-too-large');
        expect(await post(ROWS_AND_ONE, JSON_TYPE)).toBe('413 too-many-rows');
        expect(await post('rows', { 'content-type': 'text/plain' })).toBe('415 unsupported-media-type');
    }, 60_000);

    it('holds for the audit', async () => {
        expect(await refused('audit-get', 'GET', '/api/audit')).toBe('404 not-found');
        expect(await refused('report-get', 'GET', '/api/report')).toBe('404 not-found');
        expect(await refused('report-post', 'POST', '/api/report')).toBe('409 invalid-state');
        const started = await ask('audit-runs-start', 'POST', '/api/audit/runs');
        await waitFor(
            'the end of the audit',
            async () => {
                const { body } = await ask('audit-runs-get', 'GET', started.headers.location ?? '');
                return (body as { status: string }).status === 'finished' ? true : undefined;
            },
            60,
        );
        expect(await refused('audit-runs-get', 'GET', `/api/audit/runs/${NOBODY}`)).toBe('404 not-found');
        expect(await refused('audit-runs-get', 'GET', '/api/audit/runs/a_b')).toBe('400 validation-failed');
        const { body } = await ask('audit-get', 'GET', '/api/audit?limit=1');
        expect(body).toMatchObject({ missing: [{}], continuation: expect.any(String) as string });
        const csv = await ask('audit-get', 'GET', '/api/audit', undefined, { accept: 'text/csv' });
        expect(csv.headers['content-disposition']).toContain('.csv');
        expect(await refused('audit-get', 'GET', '/api/audit?limit=x')).toBe('400 validation-failed');
        const evidence = (query: string, headers?: Record<string, string>) =>
            refused('evidence-get', 'GET', `/api/evidence?${query}`, undefined, headers);
        expect(await evidence(`tenantId=${CONTOSO}&limit=1`)).toBe('200 ');
        expect(await evidence(`tenantId=${CONTOSO}`, { accept: 'text/csv' })).toBe('200 ');
        expect(await evidence('month=2026-11')).toBe('400 validation-failed');
        expect(await evidence(`tenantId=${CONTOSO}&continuation=x`)).toBe('400 validation-failed');
        expect(await evidence(`tenantId=${NOBODY}`)).toBe('404 not-found');
        const subscriptions = await ask('subscriptions-list', 'GET', '/api/subscriptions');
        expect((subscriptions.body as { items: unknown[] }).items.length).toBeGreaterThan(4);
        expect(await refused('subscriptions-list', 'GET', '/api/subscriptions?coverage=lost')).toBe(
            '400 validation-failed',
        );
        const one = await ask('subscriptions-get', 'GET', `/api/subscriptions/${NORTHWIND_WEB}`);
        expect(one.body).toMatchObject({ coverage: 'covered', goneAt: null, changes: [{ what: 'seen' }] });
        expect(await refused('subscriptions-get', 'GET', `/api/subscriptions/${NOBODY}`)).toBe('404 not-found');
        expect(await refused('subscriptions-get', 'GET', '/api/subscriptions/x')).toBe('400 validation-failed');
    }, 90_000);

    it('holds for the report', async () => {
        const get = (accept: string) => ask('report-get', 'GET', '/api/report', undefined, { accept });

        expect((await get('application/json')).body).toMatchObject({ run: { tenants: { done: 5 } }, sameAs: null });
        expect((await get('text/html')).headers['content-type']).toContain('text/html');
        expect((await get('text/csv')).headers['content-disposition']).toContain('.csv');
        expect(await refused('report-get', 'GET', '/api/report?limit=1')).toBe('400 validation-failed');
        expect((await ask('report-post', 'POST', '/api/report')).status).toBe(202);
    });

    it('holds for dead letters', async () => {
        const client = new ServiceBusClient((await stack.run()).serviceBus);
        await client.createSender('attach-requests').sendMessages({ messageId: 'garbage', body: 'garbage' });
        await client.close();
        await stack.fault('mail', { method: 'POST', path: '/v3/mail/send', status: 400, code: 'content', times: 1 });
        await invite(stack, { subscriptionId: ANALYTICS, adminEmail: 'refused@contoso.example' });
        const letters = await waitFor(
            'both dead letters',
            async () => {
                const { body } = await ask('dead-letters-list', 'GET', '/api/dead-letters');
                const { items } = body as { items: { id: string; queue: string }[] };
                return items.length === 2 ? items : undefined;
            },
            60,
        );
        const idOf = (queue: string) => letters.find((letter) => letter.queue === queue)?.id ?? 'none';
        const retry = (id: string) => refused('dead-letters-retry', 'POST', `/api/dead-letters/${id}/retry`);

        expect(await retry(idOf('outbound-mail'))).toBe('202 ');
        expect(await retry(idOf('attach-requests'))).toBe('409 not-retryable');
        expect(await retry('none')).toBe('404 not-found');
        expect(await refused('dead-letters-list', 'GET', '/api/dead-letters?limit=0')).toBe('400 validation-failed');
    }, 90_000);

    it('holds for the event webhook', async () => {
        const path = '/api/mail-events';
        const post = async (body: string, headers = signed(body)) =>
            codeOf(await open('mail-events-post', 'POST', path, headers, body));

        expect(await post('[]')).toBe('200 ');
        expect(await post('[]', JSON_TYPE)).toBe('401 unauthorised');
        expect(await post('{')).toBe('400 malformed-body');
        expect(await post('{}')).toBe('400 validation-failed');
        expect(await post('')).toBe('400 empty-body');
        expect(await post('x'.repeat(ONE_MORE_THAN_MAIL_EVENTS), JSON_TYPE)).toBe('413 body-too-large');
    });

    it('holds for the health', async () => {
        expect((await open('health-get', 'GET', '/api/health', {})).status).toBe(200);
        expect(await refused('health-details', 'GET', '/api/health/details')).toBe('200 ');
        await stack.fault('arm', { path: '/providers/Microsoft.ManagementPartner/', status: 503, times: 50 });
        expect(await refused('health-details', 'GET', '/api/health/details')).toBe('503 ');
        await stack.clearFaults('arm');
    }, 60_000);

    const behindKey = operations.filter(({ security }) => security.includes('functionKey'));

    it.each(behindKey.map(({ id, method, path }) => [id, method, path]))(
        'holds for %s without a key',
        async (id, method, path) => {
            const answer = await stack.anonymous(method, path.replaceAll(/\{\w+\}/g, NOBODY));

            expect(witness.saw(id, answer).status).toBe(401);
        },
    );

    it('was seen in all of its statuses, codes and media types', () => {
        expect(witness.unseen().filter((point) => !NOT_BROUGHT_ABOUT.some((each) => each.test(point)))).toEqual([]);
    });

    it('leaves no answer without the security headers', () => {
        const other = made
            .map(({ id, answer: { status, headers, body } }) => ({
                id,
                status,
                isPage: headers['content-type']?.startsWith('text/html') === true,
                copies: typeof body === 'string' && body.includes('data-copies'),
                cache: headers['cache-control'],
                sniffing: headers['x-content-type-options'],
                referrer: headers['referrer-policy'],
                transport: headers['strict-transport-security'],
                frames: headers['x-frame-options'],
                policy: headers['content-security-policy']?.replaceAll(/'sha256-[\w+/=]+'/g, 'HASH'),
            }))
            .filter(
                ({ isPage, copies, ...found }) =>
                    JSON.stringify(found) !==
                    JSON.stringify({
                        id: found.id,
                        status: found.status,
                        ...securityHeaders(
                            isPage,
                            ['templates-get', 'help-get', 'help-head'].includes(found.id) && found.status === 200,
                            found.id === 'confirm-status' && found.status === 200,
                            copies,
                        ),
                    }),
            );

        expect(other).toEqual([]);
        const others = operations.filter(({ id }) => !SIGN_IN_OPERATIONS.includes(id) && !id.startsWith('ops-'));
        expect(new Set(made.map(({ id }) => id)).size).toBe(others.length);
    });
});
