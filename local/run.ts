import { join } from 'node:path';
import { parseConfig } from '../shared/config.ts';
import { localAppSettings } from './app-settings.ts';
import { buildApp } from './build-app.ts';
import { startCloud } from './cloud.ts';
import { coreToolsGreeting, prepareCoreTools } from './core-tools.ts';
import { recordTo } from './exchange.ts';
import { findFreePort } from './free-port.ts';
import { runFunctions } from './functions-process.ts';
import { greeting } from './greeting.ts';
import { apiHeaders } from './operations-token.ts';
import { registerCustomers } from './register-customers.ts';
import { findRunning, removeRun, writeRun, type Run } from './run-file.ts';
import { readSampleTenants } from './sample-tenants.ts';
import { LocalSettingsError, overlay, readLocalOptions, readSettingsFile, type Values } from './settings.ts';
import { linkSigningKeys } from './signing-keys.ts';

/** Everything that runs, from the first part on. */
export interface Everything {
    /** Resolves when all of it answers. */
    started: Promise<void>;
    /** Drains the functions, then stops the cloud; also in the middle of a start. */
    stop(): Promise<void>;
    /** Ends what would outlive this process. */
    kill(): void;
}

/** Starts part by part and remembers how to undo it, the newest first. */
const createUndo = () => {
    const steps: (() => Promise<void>)[] = [];
    return {
        push: (step: () => Promise<void>) => steps.push(step),
        async all() {
            for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
        },
    };
};

const say = (line: string): void => {
    console.log(`${new Date().toISOString()} info cloud ${line}`);
};

/**
 * Starts the local cloud and the app in it.
 *
 * @param env the process environment
 * @param workingDir where local.settings.json is looked for, and what LOCAL_DIR is relative to
 */
export const runEverything = (env: Values, workingDir: string): Everything => {
    const undo = createUndo();
    let kill: () => void = () => undefined;

    const start = async (): Promise<void> => {
        const given = overlay(await readSettingsFile(join(workingDir, 'local.settings.json')), env);
        const options = readLocalOptions(given, workingDir);
        const { dir, functionKey } = options;
        const running = await findRunning(dir);
        if (running !== undefined) {
            throw new LocalSettingsError(
                `A local cloud already runs on ${dir} (process ${running.pids.cloud}): end it, or set LOCAL_DIR to another folder.`,
            );
        }
        await removeRun(dir);

        const appRoot = options.appRoot ?? join(dir, 'app');
        const building = options.appRoot === undefined ? buildApp(appRoot) : Promise.resolve();
        // Awaited below; until then a failure is nobody's to report.
        building.catch(() => undefined);
        const sample = await readSampleTenants();
        const record = options.recordFile === undefined ? undefined : recordTo(options.recordFile);
        const elsewhere = { tables: given.TablesConnection, serviceBus: given.ServiceBusConnection };
        const cloud = await startCloud(options, elsewhere, { document: sample.document, record, log: say });
        undo.push(() => cloud.close());

        const functionsPort = options.ports.functions === 0 ? await findFreePort() : options.ports.functions;
        const functionsUrl = `http://localhost:${functionsPort}`;
        cloud.registerCallback(`${functionsUrl}/api/signin/callback`);
        cloud.registerCallback(`${functionsUrl}/.auth/login/aad/callback`, 'operations');
        const settings = overlay(
            localAppSettings({
                ...cloud,
                functionsUrl,
                app: sample.app,
                // In front of Core Tools there is no App Service authentication: those pages are closed.
                operations: options.host === 'own' ? sample.operations : undefined,
                linkSigningKeys: await linkSigningKeys(options.inMemory ? undefined : dir),
            }),
            given,
        );
        // The host would only say that every route is 404.
        parseConfig(settings);
        await building;

        if (options.host === 'core-tools') {
            const blobs = { port: options.ports.blobs, dir: join(dir, 'blobs') };
            const prepared = await prepareCoreTools({ appRoot, settings, caFile: cloud.caFile, functionsPort, blobs });
            undo.push(() => prepared.close());
            console.log(coreToolsGreeting(appRoot, cloud.mail));
            return;
        }

        const run: Omit<Run, 'pids'> = {
            functions: functionsUrl,
            tables: cloud.tables,
            serviceBus: cloud.serviceBus,
            mail: cloud.mail,
            arm: cloud.arm,
            signin: cloud.signin,
            caFile: cloud.caFile,
            functionKey,
        };
        let hostPid = 0;
        let registered = false;
        const write = () => writeRun(dir, { ...run, pids: { cloud: process.pid, host: hostPid } });
        const functions = await runFunctions({
            appRoot,
            env: {
                ...settings,
                LOCAL_FUNCTIONS_PORT: String(functionsPort),
                LOCAL_FUNCTION_KEY: functionKey,
                LOCAL_MASTER_KEY: options.masterKey,
                NODE_EXTRA_CA_CERTS: cloud.caFile,
            },
            async onReady(pid) {
                hostPid = pid;
                if (registered) await write();
            },
            log: say,
        });
        undo.push(() => functions.stop());
        kill = () => functions.kill();

        const credential = await apiHeaders(settings.PARTNER_API_AUTH, functionKey, cloud);
        await registerCustomers(functionsUrl, credential, sample.customers);
        registered = true;
        undo.push(() => removeRun(dir));
        await write();
        console.log(greeting({ ...run, pids: { cloud: process.pid, host: hostPid } }));
    };

    const started = start();
    return {
        started,
        async stop() {
            // A start cannot be left half way: what it has begun must be there to be undone.
            await started.catch(() => undefined);
            await undo.all();
        },
        kill: () => kill(),
    };
};
