import { randomBytes } from 'node:crypto';
import { INSTRUMENTS } from '../../shared/telemetry/instruments.ts';
import { logsOf, metricsOf, spansOf, startCollector } from '../support/collector.ts';
import type { Collector } from '../support/collector.ts';
import { sendRaw } from '../support/e2e-broker.ts';
import { deadLetters } from '../support/e2e-dead-letters.ts';
import { decline, mailedInvite, openLink } from '../support/e2e-link.ts';
import type { MailedInvite } from '../support/e2e-link.ts';
import { ANALYTICS, PARTNER_MAIL, PRODUCTION, WEB } from '../support/e2e-samples.ts';
import { startQuietStack } from '../support/e2e-stack.ts';
import { whenQuiet } from '../support/e2e-tables.ts';
import { httpBrowser, newCarried } from '../support/signin-http.ts';
import { audit, invite, whenEnded } from '../support/stack-flow.ts';
import { waitFor } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';

const OWNER = 'owner@contoso.example';
const FUNCTION_KEY = `function-${randomBytes(12).toString('hex')}`;
const SIGNING_KEY = randomBytes(32).toString('base64url');
const CUSTOMER = 'Contoso Handelsgesellschaft';
const NOTE = 'As agreed with Bartholomew';

/** The app as it is started, with a collector beside it, and everything that it tells there. */
describe('a collector', () => {
    let stack: Stack;
    let collector: Collector;
    let saved: MailedInvite;
    const carried = newCarried();
    const tokens = new Set<string>();

    beforeAll(async () => {
        collector = await startCollector();
        stack = await startQuietStack({
            CONFIRMATION_MODE: 'signin',
            LOCAL_FUNCTION_KEY: FUNCTION_KEY,
            LINK_SIGNING_KEYS: `k1:${SIGNING_KEY}`,
            OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.endpoint}/`,
        });
        await stack.fault('arm', { path: 'ManagementPartner', status: 503, times: 1 });
        await stack.fault('mail', { path: '/v3/mail/send', status: 503, times: 1 });
        saved = await mailedInvite(stack, {
            subscriptionId: ANALYTICS,
            adminEmail: 'buyer@contoso.example',
            customerName: CUSTOMER,
            note: NOTE,
        });
        const browser = httpBrowser(carried);
        const begun = await browser.press(await browser.get(saved.link), 'Save partner');
        const review = await browser.get(await browser.signIn(begun, OWNER));
        const granted = await browser.press(review, 'Save partner');
        await browser.get(await browser.signIn(granted, OWNER));
        await whenEnded(stack, saved.id, 90);

        const declined = await mailedInvite(stack, { subscriptionId: WEB, adminEmail: 'no@northwind.example' });
        await decline(stack, declined);
        await openLink(stack, { ...declined, token: `${declined.token}x` });
        await stack.api('GET', `/api/invites?code=${FUNCTION_KEY}&colour=red`);
        await stack.fault('mail', { path: '/v3/mail/send', status: 400, code: 'content', times: 1 });
        await invite(stack, { subscriptionId: PRODUCTION, adminEmail: 'refused@contoso.example' });
        await sendRaw(stack, 'attach-requests', [{ body: { nonsense: true }, messageId: 'nonsense' }]);
        await waitFor('two dead letters', async () => ((await deadLetters(stack)).length >= 2 ? true : undefined), 60);
        await stack.fault('arm', { path: '/subscriptions', status: 429, retryAfterSeconds: 1, times: 1 });
        await audit(stack);
        await whenQuiet(stack);
        for (const { text, html } of await stack.inbox()) {
            for (const [, token = ''] of `${text} ${html}`.matchAll(/[?&;]t=([\w.~-]+)/g)) tokens.add(token);
        }
        // What is still waiting goes out when the app ends.
        await stack.stop();
    }, 240_000);
    afterAll(async () => {
        await stack.remove();
        await collector.stop();
    }, 60_000);

    const whereIs = (text: string) =>
        collector.received
            .filter(({ body }) => body.includes(text) || body.includes(encodeURIComponent(text)))
            .map(({ path }) => path);

    it('gets spans, metrics and log lines as JSON', () => {
        expect(new Set(collector.received.map(({ path }) => path))).toEqual(
            new Set(['/v1/traces', '/v1/metrics', '/v1/logs']),
        );
        expect(new Set(collector.received.map(({ contentType }) => contentType))).toEqual(
            new Set(['application/json']),
        );
    });

    it('gets one trace from the invite to the mails that tell of its end', () => {
        const spans = spansOf(collector);
        const isOfInvite = ({ attributes }: (typeof spans)[number]) =>
            attributes.some(({ key, value }) => key === 'dpor.invite.id' && value.stringValue === saved.id);
        const traceIds = new Set(spans.filter(isOfInvite).map(({ traceId }) => traceId));
        const names = new Set(spans.filter(({ traceId }) => traceIds.has(traceId)).map(({ name }) => name));

        expect(traceIds.size).toBe(1);
        for (const name of [
            'invites-post',
            'outbound-mail',
            'mail invite',
            'invite confirmed',
            'attach',
            'PUT partner-link',
            'invite attached',
            'mail outcome-admin',
        ]) {
            expect(names).toContain(name);
        }
    });

    it('gets every metric', () => {
        expect([...metricsOf(collector)].sort()).toEqual(Object.keys(INSTRUMENTS).sort());
    });

    it('gets the log lines with the trace that they belong to', () => {
        const ended = logsOf(collector).find(({ body }) => body.stringValue === 'attach ended');
        const traceIds = new Set(spansOf(collector).map(({ traceId }) => traceId));

        expect(traceIds).toContain(ended?.traceId);
        expect(ended?.attributes).toContainEqual(
            expect.objectContaining({ key: 'inviteId', value: { stringValue: saved.id } }),
        );
        expect(new Set(logsOf(collector).map(({ severityText }) => severityText))).toEqual(
            new Set(['INFO', 'WARN', 'ERROR']),
        );
    });

    it('gets no token, cookie or code that went through an address, a browser or a mail', () => {
        const secrets = [...tokens, ...[...carried.values()].flatMap((values) => [...values])];

        expect(tokens.size).toBeGreaterThanOrEqual(3);
        expect(carried.get('code')?.size).toBeGreaterThanOrEqual(2);
        expect(whereIs(saved.id)).not.toEqual([]);
        expect(secrets.filter((secret) => whereIs(secret).length > 0)).toEqual([]);
    });

    it.each([
        ['the address of who was asked', 'buyer@contoso.example'],
        ['the account that said yes', OWNER],
        ['any other address', '@northwind.example'],
        ['the partner’s address', PARTNER_MAIL],
        ['the customer’s name', CUSTOMER],
        ['the note', NOTE],
        ['the function key', FUNCTION_KEY],
        ['the signing key', SIGNING_KEY],
        ['the key of SendGrid', 'SG.local'],
        ['a connection string', 'SharedAccessKey'],
        ['a query', 'api-version='],
    ])('does not get %s', (_what, text) => {
        expect(whereIs(text)).toEqual([]);
    });

    it('gets no access token, no assertion and no bearer', () => {
        const found = collector.received.filter(({ body }) =>
            /eyJ[\w-]{10,}\.[\w-]+\.|[Bb]earer [\w-]{16,}/.test(body),
        );

        expect(found.map(({ path }) => path)).toEqual([]);
    });
});
