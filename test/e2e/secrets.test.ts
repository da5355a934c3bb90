import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { greeting } from '../../local/greeting.ts';
import { sendRaw, watchMessages, QUEUES } from '../support/e2e-broker.ts';
import { deadLetters } from '../support/e2e-dead-letters.ts';
import { askedByMail, guideLink, openGuide, whenTold } from '../support/e2e-guide.ts';
import { decline, mailedInvite, openLink, postForm, save, takeApart } from '../support/e2e-link.ts';
import { ANALYTICS, CONTOSO, ERP, PRODUCTION, SHOP, WEB } from '../support/e2e-samples.ts';
import { startQuietStack } from '../support/e2e-stack.ts';
import { everyRowAndGlance, whenQuiet } from '../support/e2e-tables.ts';
import { audit, invite, whenEnded } from '../support/stack-flow.ts';
import { waitFor, type Stack } from '../support/stack.ts';

// Values that cannot turn up by chance, unlike the local ones.
const FUNCTION_KEY = `function-${randomBytes(12).toString('hex')}`;
const MASTER_KEY = `master-${randomBytes(12).toString('hex')}`;
const CLIENT_SECRET = `secret-${randomBytes(12).toString('hex')}`;
const SIGNING_KEYS = ['k1', 'k2'].map((id) => ({ id, secret: randomBytes(32).toString('base64url') }));

const filesBelow = async (folder: string): Promise<string[]> =>
    (await readdir(folder, { withFileTypes: true, recursive: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));

/** Products that are attached by hand: asked for, answered and misused in many ways. Gives the IDs of two invites. */
async function productsByHand(stack: Stack): Promise<string[]> {
    const products = await askedByMail(stack, {
        ...{ product: 'microsoft365', tenantId: CONTOSO, adminEmail: 'products@customer.example' },
        ...{ alsoFor: ['intune', { product: 'azure-dpor', subscriptionId: PRODUCTION }], resellerInvitation: 'direct' },
    });
    for (const id of [products.id, ...products.alongside]) await whenTold(stack, id);
    const [, declinedProduct = ''] = products.alongside;
    const link = takeApart(products.link);
    for (const accept of ['text/html', 'application/json']) await openGuide(stack, products.link, accept);
    for (const answer of ['later', 'added', 'added', 'gone']) await postForm(stack, link, `decision=${answer}`);
    await decline(stack, takeApart(guideLink(products.mail, declinedProduct) ?? ''));
    await stack.api('PUT', `/api/invites/${products.id}/proof`, { body: { note: 'Ticket 7', checked: true } });
    // Wrong in each of its parts, in the form, and on the pages of what is about Azure.
    await openLink(stack, { ...link, token: `${link.token}x` });
    await openLink(stack, { ...link, path: `/api/guide/${declinedProduct}` });
    await postForm(stack, link, `decision=${link.token}`);
    await postForm(stack, link, 'decision=added', { 'sec-fetch-site': 'cross-site' });
    await save(stack, { ...link, path: `/api/confirm/${PRODUCTION}/partnerId/3141592` });
    await stack.api('PUT', `/api/invites/${products.id}/proof`, { body: `{"note":"${link.token}"` });
    return [products.id, declinedProduct];
}

/** Everything that the app leaves behind after a story with all that can happen in it. */
describe('secrets', () => {
    let stack: Stack;
    const tokens = new Set<string>();
    const left = new Map<string, string>();
    const inviteIds: string[] = [];
    let exitCode: number | null;

    beforeAll(async () => {
        stack = await startQuietStack({
            LOCAL_FUNCTION_KEY: FUNCTION_KEY,
            LOCAL_MASTER_KEY: MASTER_KEY,
            PARTNER_CLIENT_SECRET: CLIENT_SECRET,
            LINK_SIGNING_KEYS: SIGNING_KEYS.map(({ id, secret }) => `${id}:${secret}`).join(','),
        });
        const state = (await stack.armState()) as { app: object };
        await stack.setArmState({ ...state, app: { ...state.app, clientSecret: CLIENT_SECRET } });
        const watching = await watchMessages(stack);

        await stack.fault('arm', { path: 'ManagementPartner', status: 503, times: 2 });
        await stack.fault('arm', { path: '/oauth2/v2\\.0/token', status: 503, times: 1 });
        await stack.fault('mail', { path: '/v3/mail/send', status: 503, times: 1 });
        const saved = await Promise.all(
            [PRODUCTION, ANALYTICS, ERP, WEB, SHOP].map((subscriptionId, index) =>
                mailedInvite(stack, { subscriptionId, adminEmail: `admin${index}@customer.example`, note: 'Hello' }),
            ),
        );
        inviteIds.push(...saved.map(({ id }) => id));
        await Promise.all(saved.map((link) => save(stack, link)));
        await Promise.all(saved.map(({ id }) => whenEnded(stack, id, 60)));
        const declined = await mailedInvite(stack, { subscriptionId: WEB, adminEmail: 'no@customer.example' });
        await decline(stack, declined);
        const resent = await mailedInvite(stack, { subscriptionId: WEB, adminEmail: 'again@customer.example' });
        const before = (await stack.inbox()).length;
        await stack.api('POST', `/api/invites/${resent.id}/resend`);
        const renewed = takeApart(await stack.linkTo(resent.adminEmail, before));
        // What is wrong is written down as well, and must not be quoted.
        await openLink(stack, { ...renewed, token: `${renewed.token}x` });
        await openLink(stack, { ...resent, path: `${resent.path}/status` });
        await save(stack, { ...resent, path: resent.path.replace(WEB, ERP) });
        inviteIds.push(...(await productsByHand(stack)));
        await stack.api('GET', `/api/invites?code=${FUNCTION_KEY}&colour=red`);
        await stack.api('POST', '/api/invites', { body: `{"note":"${renewed.token}"` });
        await stack.fault('mail', { path: '/v3/mail/send', status: 400, code: 'content', times: 1 });
        await invite(stack, { subscriptionId: WEB, adminEmail: 'refused@customer.example' });
        for (const queue of QUEUES) await sendRaw(stack, queue, [{ body: { nonsense: true }, messageId: queue }]);
        await waitFor('four dead letters', async () => ((await deadLetters(stack)).length >= 4 ? true : undefined), 60);
        await stack.fault('arm', { path: '/subscriptions', status: 429, retryAfterSeconds: 1, times: 3 });
        await audit(stack);
        await stack.killHost();
        await whenQuiet(stack);

        for (const { text, html } of await stack.inbox()) {
            for (const [, token = ''] of `${text} ${html}`.matchAll(/[?&;]t=([\w.~-]+)/g)) tokens.add(token);
        }
        for (const [key, message] of await watching.stop()) left.set(`message ${key}`, message);
        for (const [key, row] of await everyRowAndGlance(stack)) left.set(`row ${key}`, row);
        const hello = greeting(await stack.run());
        exitCode = await stack.stop();
        for (const file of await filesBelow(join(stack.dir, 'tables'))) {
            left.set(`file ${file}`, await readFile(file, 'latin1'));
        }
        // The greeting shows the local key on purpose, to be copied.
        left.set('log', stack.logs().replace(hello, ''));
    }, 180_000);
    afterAll(() => stack.remove());

    const namesOf = (kind: string) => [...left.keys()].filter((key) => key.startsWith(kind));
    /** Where a text stands among what is left, named so that a failure tells. */
    const whereIs = (found: (content: string) => boolean) =>
        [...left].filter(([, content]) => found(content)).map(([key]) => key);

    it('were looked for everywhere: in the log, every table, every queue, and what waits or died there', () => {
        expect(tokens.size).toBeGreaterThanOrEqual(11);
        expect(left.get('log')?.length).toBeGreaterThan(1000);
        expect(namesOf('file ').length).toBeGreaterThan(0);
        for (const table of ['invites', 'customers', 'subscriptions', 'shortlived', 'deadletters', 'auditruns']) {
            expect([table, namesOf(`row ${table} `).length]).toEqual([table, expect.any(Number)]);
            expect(namesOf(`row ${table} `).length).toBeGreaterThan(0);
        }
        for (const queue of QUEUES) expect(namesOf(`message ${queue} `).length).toBeGreaterThan(0);
        expect(whereIs((content) => content.includes('"state":"scheduled"'))).not.toEqual([]);
        // What is no secret is found wherever it should be, so the search works.
        for (const id of inviteIds) {
            const places = whereIs((content) => content.includes(id)).map((key) => key.split(' ')[0]);
            expect(new Set(places)).toEqual(new Set(['message', 'row', 'file', 'log']));
        }
    });

    it('leave no token of a link behind, whole or its signature alone', () => {
        for (const token of tokens) {
            const [, , signature = token] = token.split('.');
            expect(whereIs((content) => content.includes(token) || content.includes(signature))).toEqual([]);
        }
    });

    it('leave no signing key behind', () => {
        for (const { secret } of SIGNING_KEYS) {
            const bytes = Buffer.from(secret, 'base64url');
            for (const form of [secret, bytes.toString('base64'), bytes.toString('hex'), bytes.toString('latin1')]) {
                expect(whereIs((content) => content.includes(form))).toEqual([]);
            }
        }
    });

    it.each([
        ['function key', FUNCTION_KEY],
        ['master key', MASTER_KEY],
        ['client secret', CLIENT_SECRET],
        ['key of SendGrid', 'SG.local'],
        ['connection string', 'SharedAccessKey='],
        ['key of the table storage', 'AccountKey='],
    ])('leave no %s behind', (_what, secret) => {
        expect(whereIs((content) => content.includes(secret))).toEqual([]);
    });

    it('leave no access token, no assertion and no bearer behind', () => {
        expect(whereIs((content) => /eyJ[\w-]{10,}\.[\w-]+\.|[Bb]earer [\w-]{16,}/.test(content))).toEqual([]);
    });

    it('have been kept while Microsoft and SendGrid were spoken to as their documents say', () => {
        expect(exitCode).toBe(0);
    });
});
