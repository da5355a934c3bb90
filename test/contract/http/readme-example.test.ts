import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { cookieHeader, keepCookie, signInAs, type CookieJar } from '../../support/sign-in.ts';
import { press, submit } from '../../support/stack-browser.ts';
import { call } from '../../support/stack-http.ts';
import { startStack, waitFor, type Answer, type Stack } from '../../support/stack.ts';
import { blocksOf, projectRoot, readme } from '../../unit/project/readme.ts';

const run = promisify(execFile);

/** The lines are for a POSIX shell with curl; npm test promises to need nothing but Node. */
const hasTools = ['sh', 'curl', 'grep', 'tail'].every((tool) => spawnSync(tool, ['--version']).error === undefined);
const whereThereIsCurl = hasTools ? describe : describe.skip;

const OTHER_COMMANDS = /^npm (ci|test|start)/m;

const BOTH_TOLD = ['outcome-admin-mail-sent', 'outcome-partner-mail-sent'];

/** Both sides are told at once: which mail is noted first is chance. */
const inTellingOrder = (timeline: unknown[]): unknown[] => {
    const eventOf = (one: unknown): string => (one as { event?: string }).event ?? '';
    const told = timeline.filter((one) => BOTH_TOLD.includes(eventOf(one)));
    const sorted = told.toSorted((one, other) => eventOf(one).localeCompare(eventOf(other)));
    return timeline.map((one) => (told.includes(one) ? sorted.shift() : one));
};

/** Without what differs from run to run. */
const withoutChance = (text: string): unknown =>
    JSON.parse(text, (key, value: unknown) => {
        if (key === 'timeline' && Array.isArray(value)) return inTellingOrder(value);
        // An ID of its own, or one of a list of them.
        return /^(id|\d+)$/.test(key) && typeof value === 'string' && value.length === 36
            ? 'ID'
            : typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
              ? 'TIME'
              : value;
    });

/** What the README asks of a person between two lines: the presses of a browser that keeps cookies. */
const saveAsOwner = async (link: string): Promise<Answer> => {
    const jar: CookieJar = new Map();
    const cookies: CookieJar = new Map();
    const here = () => cookieHeader(jar);
    const throughEntra = async (departure: Answer): Promise<{ url: string; page: Answer }> => {
        keepCookie(jar, departure);
        const url = await signInAs({ url: departure.headers.location ?? '', upn: 'owner@contoso.example', cookies });
        const page = await call('GET', url, { headers: here() });
        keepCookie(jar, page);
        return { url, page };
    };
    const request = await call('GET', link);
    const { url, page } = await throughEntra(await submit(press(String(request.body), link, 'Save partner')));
    const again = await submit(press(String(page.body), url, 'Save partner'), here());
    return (await throughEntra(again)).page;
};

whereThereIsCurl('the lines of the README, typed as written', () => {
    let stack: Stack;
    let answers: string[];
    let saved: Answer;
    const lines = blocksOf('sh').filter((block) => !OTHER_COMMANDS.test(block));
    const shown = blocksOf('json').map((block) => withoutChance(block));

    beforeAll(async () => {
        stack = await startStack({ env: { LOCAL_STATE: 'memory', CONFIRMATION_MODE: 'signin' } });
        const { functions, mail } = await stack.run();
        let link = '';
        /** One block, with this stack's ports; a newcomer's eyes wait for the mail, and for the end. */
        const type = async (block: string): Promise<string> => {
            const here = block
                .replaceAll('http://localhost:7071', functions)
                .replaceAll('http://localhost:7072', mail)
                .replaceAll('npm run -s audit', `'${process.execPath}' local/audit.ts`);
            const { stdout } = await run('sh', ['-c', here], {
                cwd: projectRoot,
                env: { ...process.env, link, LOCAL_DIR: stack.dir },
            });
            return stdout;
        };
        answers = [];
        for (const block of lines) {
            const answer = await waitFor(
                'an answer to the line',
                async () => {
                    const said = await type(block);
                    if (block.startsWith('link=')) return said.trim() === '' ? undefined : said;
                    return block.includes('limit=1') && !BOTH_TOLD.every((event) => said.includes(event))
                        ? undefined
                        : said;
                },
                60,
            );
            if (block.startsWith('link=')) link = answer.trim();
            answers.push(answer.replaceAll(functions, 'http://localhost:7071'));
            if (block.startsWith('curl -s "$link"')) saved = await saveAsOwner(link);
        }
    }, 180_000);
    afterAll(() => stack.remove(), 60_000);

    it('are all of them', () => {
        expect(lines.map((block) => /^(link|npm|curl)/.exec(block)?.[0])).toEqual([
            'curl',
            'link',
            'curl',
            'curl',
            'npm',
            'curl',
            'curl',
            'curl',
        ]);
    });

    it('are answered as shown', () => {
        const json = answers.filter((answer) => answer.startsWith('{')).map((answer) => withoutChance(answer));

        expect(json).toEqual(shown);
    });

    it('take Contoso Production to attached', () => {
        expect(saved.headers.location).toMatch(/\/api\/confirm\/.*\/status\?t=/);
        expect(JSON.parse(answers[3] ?? '')).toMatchObject({
            items: [{ status: 'attached', subscriptionId: 'c0000000-0000-4000-8000-0000000000a1' }],
        });
    });

    it('audit the customers as shown', () => {
        const undated = (text: string): string[] =>
            text
                .replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, 'TIME')
                .trim()
                .split('\n')
                .slice(-4)
                .toSorted();

        const audit = /^0 of 5 tenants done\n[\s\S]*?(?=^```)/m.exec(readme)?.[0] ?? '';
        expect(undated(answers[4] ?? '')).toEqual(undated(audit));
    });

    it('give the CSV as shown, whichever comes first', () => {
        const rows = (text: string): string[] =>
            text
                .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
                .trim()
                .split(/\r?\n/)
                .toSorted();

        expect(rows(answers[5] ?? '')).toEqual(rows(blocksOf('csv')[0] ?? ''));
    });
});
