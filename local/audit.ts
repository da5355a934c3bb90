import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { auditApp } from './audit-app.ts';
import { lineScreen, terminalScreen } from './audit-screen.ts';
import { apiHeaders } from './operations-token.ts';
import { readRun } from './run-file.ts';
import { overlay, readLocalOptions, readSettingsFile } from './settings.ts';
import { watchAudit } from './watch-audit.ts';

const USAGE = `Usage: npm run audit [-- [--url https://your-app.azurewebsites.net] [--run ID]]

Starts an audit run and watches it: on the local cloud that is running, or on the app at --url with the function key
in DPOR_ATTACH_KEY or the access token in DPOR_ATTACH_TOKEN. --run watches a run that goes on already. Ctrl-C ends the watching, not the run. Ends with 1 when
a tenant could not be audited.`;

/** What a shell expects of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

const target = async (url: string | undefined): Promise<Parameters<typeof auditApp>[0]> => {
    if (url !== undefined) {
        const { DPOR_ATTACH_KEY: key = '', DPOR_ATTACH_TOKEN: token = '' } = process.env;
        if (key === '' && token === '') {
            throw new Error(
                'DPOR_ATTACH_KEY must hold a function key of the app, or DPOR_ATTACH_TOKEN an access token.',
            );
        }
        if (!URL.canParse(url)) throw new Error('--url must be the address of the app.');
        return { url, headers: token === '' ? { 'x-functions-key': key } : { authorization: `Bearer ${token}` } };
    }
    const values = overlay(await readSettingsFile(join(process.cwd(), 'local.settings.json')), process.env);
    const { dir } = readLocalOptions(values, process.cwd());
    const run = await readRun(dir);
    if (run === undefined) throw new Error(`No local cloud runs on ${dir}: npm start, or name an app with --url.`);
    return { url: run.functions, headers: await apiHeaders(values.PARTNER_API_AUTH, run.functionKey, run) };
};

const options = {
    url: { type: 'string' },
    run: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
} as const;

async function watch({ url, run }: { url?: string | undefined; run?: string | undefined }): Promise<boolean> {
    if (run !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(run)) throw new Error('--run must be the ID of a run.');
    const app = auditApp(await target(url));
    const screen = process.stdout.isTTY ? terminalScreen(process.stdout) : lineScreen((line) => console.log(line));
    let watched = run;
    process.once('SIGINT', () => {
        screen.settle();
        if (watched !== undefined) {
            const where = url === undefined ? '' : ` --url ${url}`;
            screen.print(`The run goes on. Watch it again: npm run audit --${where} --run ${watched}`);
        }
        process.exit(INTERRUPTED);
    });
    const onRun = (id: string) => {
        watched = id;
    };
    try {
        return await watchAudit({ app, screen, runId: run, onRun });
    } finally {
        screen.settle();
    }
}

try {
    const { values } = parseArgs({ options });
    if (values.help === true) console.log(USAGE);
    else process.exitCode = (await watch(values)) ? 0 : 1;
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
}
