import { z } from 'zod';
import { mailedInvite, openLink, readInvite, save, whenStatus, type MailedInvite } from '../support/e2e-link.ts';
import { ADATUM, ANALYTICS, DATA, PRODUCTION, WEB } from '../support/e2e-samples.ts';
import { startQuietStack } from '../support/e2e-stack.ts';
import { everyRow, everyRowAndGlance, whenQuiet } from '../support/e2e-tables.ts';
import { press, submit } from '../support/stack-browser.ts';
import { audit, whenEnded } from '../support/stack-flow.ts';
import { call } from '../support/stack-http.ts';
import { waitFor, type Answer, type Stack } from '../support/stack.ts';

const FORM = 'application/x-www-form-urlencoded';
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const MULTIPART = [
    '--b0undary',
    'Content-Disposition: form-data; name="List-Unsubscribe"',
    '',
    'One-Click',
    '--b0undary--',
    '',
].join('\r\n');

describe('mails of our own accord', () => {
    let stack: Stack;
    beforeAll(async () => {
        // Due at once: nobody waits three days for a test.
        stack = await startQuietStack({ REMIND_AFTER_DAYS: '0' });
    }, 60_000);
    afterAll(() => stack.remove());
    beforeEach(() => whenQuiet(stack), 90_000);

    const remind = async (): Promise<void> => {
        const { functions } = await stack.run();
        const { status } = await call('POST', `${functions}/admin/functions/remind`, {
            body: { input: '' },
            headers: { 'x-functions-key': 'local-master' },
        });
        expect(status).toBe(202);
    };
    const mailsTo = async (address: string, kind: string) =>
        (await stack.inbox()).filter(({ to, customArgs }) => to === address && customArgs.mailKind === kind);
    const stopLink = ({ text }: { text: string }): string => /https?:\S+\/api\/opt-out\?t=\S+/.exec(text)?.[0] ?? '';
    const invited = async (subscriptionId: string, adminEmail: string): Promise<MailedInvite & { stop: string }> => {
        const invite = await mailedInvite(stack, { subscriptionId, adminEmail });
        const [mail] = await mailsTo(adminEmail, 'invite');
        return { ...invite, stop: stopLink(mail ?? { text: '' }) };
    };
    const invite = (subscriptionId: string, adminEmail: string): Promise<Answer> =>
        stack.api('POST', '/api/invites', { body: { subscriptionId, adminEmail } });
    const post = (link: string, body: string, headers: Record<string, string>): Promise<Answer> =>
        call('POST', link, { body, headers });
    const standing = async (link: string): Promise<string | null> =>
        z
            .object({ optedOutAt: z.string().nullable() })
            .parse((await call('GET', link, { headers: { accept: 'application/json' } })).body).optedOutAt;

    it('remind of what nobody answers, by the same link, and of both subscriptions of one address at once', async () => {
        const adminEmail = 'both@customer.example';
        const first = await invited(PRODUCTION, adminEmail);
        const second = await invited(ANALYTICS, adminEmail);

        await remind();

        const [reminder] = await waitFor('a reminder', async () => {
            const found = await mailsTo(adminEmail, 'reminder');
            return found.length === 0 ? undefined : found;
        });
        expect(reminder?.text).toContain(first.link);
        expect(reminder?.text).toContain(second.link);
        const page = String((await openLink(stack, first)).body);
        expect(page).toContain(`href="${second.path}?t=${second.token}"`);
        const { body } = await openLink(stack, second, { accept: 'application/json' });
        expect(body).toMatchObject({ others: [{ subscription: { id: PRODUCTION } }] });
    });

    it('carry what mail programs need to stop them by one click, and so does every other mail to a customer', async () => {
        const adminEmail = 'headers@customer.example';
        const link = await invited(PRODUCTION, adminEmail);
        await save(stack, link);
        await whenEnded(stack, link.id, 60);
        await whenQuiet(stack);

        const mails = (await stack.inbox()).filter(({ to }) => to === adminEmail);
        expect(mails.map(({ customArgs }) => customArgs.mailKind)).toEqual(['invite', 'outcome-admin']);
        for (const mail of mails) {
            expect(mail.headers).toEqual({
                'List-Unsubscribe': `<${stopLink(mail)}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            });
        }
        const toPartner = (await stack.inbox()).filter(({ customArgs }) => customArgs.mailKind === 'outcome-partner');
        expect(toPartner.map(({ headers }) => headers)).toEqual(toPartner.map(() => ({})));
    });

    it('are stopped by nobody who only opens the link, however often: a mail scanner does', async () => {
        const { stop } = await invited(WEB, 'scanned@customer.example');
        const before = await everyRow(stack);

        for (const accept of ['text/html', 'application/json', '*/*', 'text/html']) {
            expect((await call('GET', stop, { headers: { accept } })).status).toBe(200);
        }
        expect((await call('HEAD', stop, {})).status).not.toBe(500);

        expect(await everyRow(stack)).toEqual(before);
        expect(await standing(stop)).toBeNull();
    });

    it('are stopped by the button of the page, and allowed again by the other one', async () => {
        const adminEmail = 'button@customer.example';
        const { id, stop } = await invited(WEB, adminEmail);
        const show = async () => String((await call('GET', stop, { headers: { accept: 'text/html' } })).body);

        const stopped = await submit(press(await show(), stop, 'Stop these mails'));

        expect(stopped.status).toBe(200);
        expect(String(stopped.body)).toContain('are stopped');
        expect(await standing(stop)).toMatch(/Z$/);
        await remind();
        await whenQuiet(stack);
        expect(await mailsTo(adminEmail, 'reminder')).toEqual([]);
        expect((await invite(PRODUCTION, adminEmail)).status).toBe(409);

        const allowed = await submit(press(await show(), stop, 'Allow them again'));
        expect(allowed.status).toBe(200);
        expect(await standing(stop)).toBeNull();
        expect((await invite(PRODUCTION, adminEmail)).status).toBe(201);
        expect((await readInvite(stack, id)).status).toBe('sent');
    });

    it.each([
        ['as any form', ONE_CLICK, FORM],
        ['as it should be sent', MULTIPART, 'multipart/form-data; boundary=b0undary'],
    ])('are stopped by the click in a mail program, sent from anywhere: %s', async (_what, body, contentType) => {
        const adminEmail = `${contentType.slice(0, 5)}@customer.example`;
        const { stop } = await invited(WEB, adminEmail);

        const answer = await post(stop, body, { 'content-type': contentType });

        expect(answer.status).toBe(200);
        expect(answer.headers['set-cookie']).toBeUndefined();
        expect(await standing(stop)).toMatch(/Z$/);
        const refused = await invite(PRODUCTION, adminEmail);
        expect(refused.status).toBe(409);
        expect(refused.body).toMatchObject({ code: 'opted-out', optedOutAt: await standing(stop) });
    });

    it.each([
        ['stop', 'cross-site'],
        ['allow', 'cross-site'],
        ['stop', 'none'],
    ])('are not changed by a button that is not ours: %s from %s', async (decision, site) => {
        const { stop } = await invited(WEB, `${decision}-${site}@customer.example`);
        if (decision === 'allow') await post(stop, ONE_CLICK, { 'content-type': FORM });
        const before = await standing(stop);

        const headers = { 'content-type': FORM, 'sec-fetch-site': site, accept: 'application/json' };
        const answer = await post(stop, `decision=${decision}`, headers);

        expect([answer.status, await standing(stop)]).toEqual([403, before]);
    });

    it('are stopped by nobody with another token, and every such token gets the same answer', async () => {
        const { stop, token } = await invited(WEB, 'forged@customer.example');
        const base = stop.slice(0, stop.indexOf('?'));
        const before = await everyRow(stack);

        for (const forged of [
            '',
            '?t=',
            '?t=x',
            `?t=${token}`,
            `${stop.slice(base.length)}x`,
            stop.slice(base.length, -1),
        ]) {
            const headers = { 'content-type': FORM, accept: 'application/json' };
            const got = await call('GET', base + forged, { headers });
            const posted = await post(base + forged, ONE_CLICK, headers);
            for (const answer of [got, posted]) {
                expect([answer.status, (answer.body as { detail: string }).detail]).toEqual([
                    410,
                    'This link is not valid, or not any more.',
                ]);
            }
        }

        expect(await everyRow(stack)).toEqual(before);
    });

    it('are stopped by what SendGrid tells of somebody who asked it, or called it spam', async () => {
        const adminEmail = 'events@customer.example';
        const { id, stop } = await invited(WEB, adminEmail);
        const [mail] = await mailsTo(adminEmail, 'invite');
        const { mail: mailService, functions } = await stack.run();

        const told = await call('POST', `${mailService}/_sim/events`, {
            body: { url: `${functions}/api/mail-events`, events: [{ messageId: mail?.id, event: 'unsubscribe' }] },
        });

        expect(told.status).toBe(200);
        expect(await standing(stop)).toMatch(/Z$/);
        expect((await whenStatus(stack, id, 'sent')).status).toBe('sent');
    });

    it('are known of a mailbox by a fingerprint, in no table by the token or the address', async () => {
        const adminEmail = 'fingerprint@customer.example';
        const { stop } = await invited(WEB, adminEmail);
        await post(stop, ONE_CLICK, { 'content-type': FORM });

        const token = new URL(stop).searchParams.get('t') ?? '';
        const rows = [...(await everyRowAndGlance(stack))];
        expect(rows.some(([key, row]) => key.startsWith('mailboxes ') && row.includes('one-click'))).toBe(true);
        expect(
            rows.filter(([, row]) => token.split('.').some((part) => part.length > 8 && row.includes(part))),
        ).toEqual([]);
        expect(rows.filter(([key, row]) => key.startsWith('mailboxes ') && row.includes('@customer'))).toEqual([]);
        expect(stack.logs()).not.toContain(token);
    });

    it('invite the contact of a customer for what an audit finds, once, and show it', async () => {
        const contactEmail = 'contact@adatum.example';
        const settings = { name: 'Adatum', contactEmail, autoInvite: true };
        await stack.api('PUT', `/api/customers/${ADATUM}`, { body: settings });

        await audit(stack);
        const mails = await waitFor('the automatic invite', async () => {
            const found = await mailsTo(contactEmail, 'invite');
            return found.length === 0 ? undefined : found;
        });
        await audit(stack);
        await whenQuiet(stack);

        const { body } = await stack.api('GET', `/api/customers/${ADATUM}`);
        const { autoInvites } = z
            .looseObject({ autoInvites: z.array(z.looseObject({ subscriptionId: z.string(), state: z.string() })) })
            .parse(body);
        expect(autoInvites).toMatchObject([{ subscriptionId: DATA, state: 'invited' }]);
        expect(await mailsTo(contactEmail, 'invite')).toHaveLength(mails.length);
        expect(mails).toHaveLength(1);
        const list = await stack.api('GET', '/api/invites?limit=1000');
        const ours = z
            .object({ items: z.array(z.looseObject({ invitedBy: z.string().nullable(), adminEmail: z.string() })) })
            .parse(list.body)
            .items.filter(({ adminEmail }) => adminEmail === contactEmail);
        expect(ours.map(({ invitedBy }) => invitedBy)).toEqual(ours.map(() => 'auto-invite'));
        expect(ours).toHaveLength(1);
    });
});
