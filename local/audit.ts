import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRun } from './run-file.ts';
import { overlay, readLocalOptions, readSettingsFile } from './settings.ts';
import { watchAudit } from './watch-audit.ts';

const USAGE = `Usage: npm run audit [-- --url https://your-app.azurewebsites.net]

Starts an audit run and watches it: on the local cloud that is running, or on the app at --url with the function key
in DPOR_ATTACH_KEY. Ends with 1 when a tenant could not be audited.`;

const target = async (url: string | undefined): Promise<{ url: string; key: string }> => {
    if (url !== undefined) {
        const key = process.env.DPOR_ATTACH_KEY;
        if (key === undefined || key === '') throw new Error('DPOR_ATTACH_KEY must hold a function key of the app.');
        if (!URL.canParse(url)) throw new Error('--url must be the address of the app.');
        return { url, key };
    }
    const values = overlay(await readSettingsFile(join(process.cwd(), 'local.settings.json')), process.env);
    const { dir } = readLocalOptions(values, process.cwd());
    const run = await readRun(dir);
    if (run === undefined) throw new Error(`No local cloud runs on ${dir}: npm start, or name an app with --url.`);
    return { url: run.functions, key: run.functionKey };
};

try {
    const { values } = parseArgs({ options: { url: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help === true) {
        console.log(USAGE);
    } else {
        const complete = await watchAudit({ ...(await target(values.url)), print: (line) => console.log(line) });
        process.exitCode = complete ? 0 : 1;
    }
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
}
