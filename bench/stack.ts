import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setDefaultCACertificates, getCACertificates } from 'node:tls';
import { ServiceBusClient } from '@azure/service-bus';
import { TableClient } from '@azure/data-tables';
import { projectRoot } from '../local/build-app.ts';
import { readRun } from '../local/run-file.ts';
import type { Run } from '../local/run-file.ts';
import { expecting } from './http.ts';
import { waitFor } from './wait.ts';
import { makeTenants, withTenants } from './world.ts';
import type { BenchTenant } from './world.ts';

/** The whole system in processes of its own, with tenants to work on. */
export interface Stack {
    run: Run;
    tenants: BenchTenant[];
    /** Signs and verifies the links of mails. */
    signingKey: { id: string; secret: Buffer };
    serviceBus: ServiceBusClient;
    table: (name: string) => Promise<TableClient>;
    /** A request to the app with its function key that must be answered with this status; gives the body. */
    api: (status: number, method: string, path: string, body?: unknown) => Promise<string>;
    stop: () => Promise<void>;
}

const START_SECONDS = 120;
const TENANTS = 20;
const SUBSCRIPTIONS_EACH = 50;

const PORTS = ['FUNCTIONS', 'TABLES', 'SERVICEBUS', 'MAIL', 'ARM', 'SIGNIN'].map((part) => [`LOCAL_${part}_PORT`, '0']);

/** What the processes may know of this one's environment: settings of a developer's own must not change the results. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'NODE_OPTIONS'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
});

const launch = async (dir: string, env: Record<string, string>) => {
    const child = spawn(process.execPath, [join(projectRoot, 'local', 'start.ts')], {
        cwd: dir,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    // Whatever ends the bench ends what it started.
    const end = () => child.kill('SIGTERM');
    process.once('exit', end);
    void exited.then(() => process.removeListener('exit', end));
    // Only the end of what it says is kept, for when it does not start: a line for each request adds up.
    let output = '';
    const take = (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-10_000);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const run = await waitFor(
        'the local cloud to be ready',
        async () => {
            if (child.exitCode !== null) throw new Error(`The local cloud ended:\n${output}`);
            return await readRun(dir);
        },
        START_SECONDS,
    );
    return { run, exited, child };
};

const openTable = (connectionString: string) => async (name: string) => {
    const client = TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true });
    await client.createTable();
    return client;
};

/**
 * Starts the system in memory on free ports, with {@link TENANTS} customers and no others.
 *
 * @param disabled functions that are switched off, so that they take nothing from what is measured
 * @param appRoot an app that was built before; ours is built anew without it
 */
export const startStack = async (disabled: readonly string[], appRoot = ''): Promise<Stack> => {
    const dir = await mkdtemp(join(tmpdir(), 'dpor-attach-bench-'));
    const signingKey = { id: 'bench', secret: randomBytes(32) };
    const { run, exited, child } = await launch(dir, {
        ...(Object.fromEntries([
            ...inherited,
            ...PORTS,
            ...disabled.map((name) => [`AzureWebJobs.${name}.Disabled`, 'true']),
        ]) as Record<string, string>),
        LOCAL_DIR: dir,
        CONFIRMATION_MODE: 'email',
        LOCAL_STATE: 'memory',
        LOCAL_APP: appRoot,
        LINK_SIGNING_KEYS: `${signingKey.id}:${signingKey.secret.toString('base64url')}`,
    });
    setDefaultCACertificates([...getCACertificates('default'), await readFile(run.caFile, 'utf8')]);
    const serviceBus = new ServiceBusClient(run.serviceBus);
    const tenants = makeTenants(TENANTS, SUBSCRIPTIONS_EACH);

    const api: Stack['api'] = async (status, method, path, body) => {
        const headers = { 'x-functions-key': run.functionKey, 'content-type': 'application/json' };
        const sent = body === undefined ? { headers } : { headers, body: JSON.stringify(body) };
        return (await expecting(status, method, run.functions + path, sent)).body;
    };
    const stack: Stack = {
        run,
        tenants,
        signingKey,
        serviceBus,
        table: openTable(run.tables),
        api,
        stop: async () => {
            await serviceBus.close();
            child.kill('SIGTERM');
            await exited;
            await rm(dir, { recursive: true, force: true });
        },
    };
    await populate(stack);
    return stack;
};

/** Puts the tenants in the place of the sample ones. */
const populate = async ({ run, tenants, api }: Stack): Promise<void> => {
    const stateUrl = `${run.arm}/_sim/state`;
    const before = (await (await fetch(stateUrl)).json()) as Parameters<typeof withTenants>[0];
    const put = await fetch(stateUrl, { method: 'PUT', body: JSON.stringify(withTenants(before, tenants)) });
    if (!put.ok) throw new Error(`The state was refused: ${await put.text()}`);
    const { items } = JSON.parse(await api(200, 'GET', '/api/customers?limit=1000')) as {
        items: { tenantId: string }[];
    };
    for (const { tenantId } of items) await api(204, 'DELETE', `/api/customers/${tenantId}`);
    const customers = tenants.map(({ tenantId }) => ({ tenantId, name: `Tenant ${tenantId}` }));
    await api(207, 'POST', '/api/customers/batch', customers);
};
