import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startBrowser, type Browser } from '../support/browser.ts';
import { watchMessages } from '../support/e2e-broker.ts';
import { mailedInvite } from '../support/e2e-link.ts';
import { SHOP } from '../support/e2e-samples.ts';
import { startQuietStack } from '../support/e2e-stack.ts';
import { everyRowAndGlance, whenQuiet } from '../support/e2e-tables.ts';
import { mfaChallenge } from '../support/sign-in.ts';
import { personAt } from '../support/signin-browser.ts';
import { whenEnded } from '../support/stack-flow.ts';
import { waitFor, type Stack } from '../support/stack.ts';

const OWNER = 'owner@tailspin.example';
const DONE = 'The partner ID is set up';
/** What goes through the browser of somebody who signs in, by its name in an address. */
const CARRIED = ['code', 'state', 'nonce', 'code_challenge', 't', 'sso_reload'] as const;

const filesBelow = async (folder: string): Promise<string[]> =>
    (await readdir(folder, { withFileTypes: true, recursive: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));

/** What is left behind when somebody was refused, signed in with more than a password, and took it back again. */
describe('a sign-in', () => {
    let stack: Stack;
    let browser: Browser;
    const carried = new Map<string, Set<string>>(CARRIED.map((name) => [name, new Set()]));
    const sealed = new Set<string>();
    const left = new Map<string, string>();
    let inviteId: string;

    beforeAll(async () => {
        stack = await startQuietStack({ CONFIRMATION_MODE: 'signin' });
        browser = await startBrowser();
        const watching = await watchMessages(stack);
        const page = await browser.newPage();
        page.context().on('request', (request) => {
            for (const [name, value] of new URL(request.url()).searchParams) carried.get(name)?.add(value);
        });
        const person = personAt(page);
        const keepCookies = async () => {
            for (const { value } of await page.context().cookies()) sealed.add(value);
        };

        const link = await mailedInvite(stack, { subscriptionId: SHOP, adminEmail: OWNER });
        inviteId = link.id;
        await page.goto(link.link);
        await person.press('Save partner');
        await keepCookies();
        await person.pick('reader@tailspin.example');
        await person.press('Accept');
        await page.waitForURL('**/api/signin/callback?*');
        // A code that was used, with a trip that is over; and one that nobody has issued.
        await page.reload();
        await page.goto(page.url().replace(/code=[^&]+/, `code=${'x'.repeat(80)}`));
        await stack.fault('arm', {
            method: 'PUT',
            path: '/roleAssignments/',
            times: 9,
            status: 401,
            unlessMfa: true,
            headers: mfaChallenge(),
        });
        await person.signIn(link.link, OWNER);
        await person.press('Accept');
        await page.getByRole('button', { name: 'Save partner' }).waitFor();
        await keepCookies();
        await person.press('Save partner');
        await keepCookies();
        await person.press(OWNER);
        await person.arrives(DONE);
        await whenEnded(stack, link.id);
        const manage = await waitFor('the manage link', async () =>
            (await stack.inbox())
                .map(({ text }) => /https?:\/\/\S+\/api\/manage\/\S+\?t=[\w.~-]+/.exec(text)?.[0])
                .find((found) => found !== undefined),
        );
        await page.goto(manage);
        await person.press('Remove partner');
        await person.pick(OWNER);
        await person.press('Remove partner');
        await person.arrives('Taken back');
        await whenQuiet(stack);

        for (const [key, message] of await watching.stop()) left.set(`message ${key}`, message);
        for (const [key, row] of await everyRowAndGlance(stack)) left.set(`row ${key}`, row);
        await browser.close();
        await stack.stop();
        for (const file of await filesBelow(stack.dir)) {
            // The program itself is there too, built: it holds no data.
            if (!file.startsWith(join(stack.dir, 'app'))) left.set(`file ${file}`, await readFile(file, 'latin1'));
        }
        left.set('log', stack.logs());
    }, 240_000);
    afterAll(() => stack.remove());

    const whereIs = (found: (content: string) => boolean) =>
        [...left].filter(([, content]) => found(content)).map(([key]) => key);

    it('was looked for everywhere, and everything that it carries was seen', () => {
        expect([...carried].filter(([, values]) => values.size < 2).map(([name]) => name)).toEqual([]);
        expect(carried.get('code')?.size).toBeGreaterThanOrEqual(5);
        expect(sealed.size).toBeGreaterThanOrEqual(4);
        const places = whereIs((content) => content.includes(inviteId)).map((key) => key.split(' ', 1).join());
        expect(new Set(places)).toEqual(new Set(['message', 'row', 'file', 'log']));
        expect(left.get('log')).toContain('saved after sign-in');
    });

    it.each(CARRIED)('leaves no %s behind that went through an address', (name) => {
        for (const value of carried.get(name) ?? []) {
            expect(
                whereIs((content) => content.includes(value) || content.includes(encodeURIComponent(value))),
            ).toEqual([]);
        }
    });

    it('leaves nothing behind that the browser kept', () => {
        for (const value of sealed) expect(whereIs((content) => content.includes(value))).toEqual([]);
    });

    it('leaves no access token, no ID token, no assertion and no bearer behind', () => {
        expect(whereIs((content) => /eyJ[\w-]{10,}\.[\w-]+\.|[Bb]earer [\w-]{16,}/.test(content))).toEqual([]);
    });
});
