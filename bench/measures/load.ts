import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { localAppSettings } from '../../local/app-settings.ts';
import type { Measure } from '../measure.ts';
import { timed } from '../timing.ts';

/** What the Functions runtime gives an app before it loads it, reduced to nothing. */
const RUNTIME = `
const { Module } = require('node:module');
const dispose = { dispose() {} };
const core = {
    version: '0.0.0', hostVersion: '0.0.0', Disposable: class { dispose() {} },
    registerFunction: () => dispose, registerHook: () => dispose,
    setProgrammingModel() {}, getProgrammingModel() {}, log() {},
};
const load = Module.prototype.require;
Module.prototype.require = function (id) { return id === '@azure/functions-core' ? core : load.call(this, id); };
`;

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Complete, so that the app starts as it does in earnest; nothing here is asked. */
export const loadSettings = localAppSettings({
    functionsUrl: 'http://localhost:7071',
    serviceBus: 'Endpoint=sb://localhost;SharedAccessKeyName=Root;SharedAccessKey=key;UseDevelopmentEmulator=true',
    tables: 'DefaultEndpointsProtocol=http;AccountName=local;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:10002/local',
    mail: 'http://localhost:7072',
    arm: 'https://localhost:7073',
    webhookPublicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    app: {
        clientId: 'fc000000-0000-4000-8000-00000000000a',
        homeTenantId: 'fc000000-0000-4000-8000-000000000001',
        clientSecret: 'local',
    },
    linkSigningKeys: `bench:${Buffer.alloc(32, 1).toString('base64url')}`,
});

/** Runs a script in a Node of its own, from its start to its end. */
const running = (script: string): Promise<number> =>
    timed(
        () =>
            new Promise<void>((resolve, reject) => {
                // NODE_OPTIONS stays out: what watches the functions would be part of the start.
                const child = spawn(process.execPath, ['-e', script], {
                    // Nor is anything kept from one start to the next: an instance that was never there before has nothing.
                    env: { PATH: process.env.PATH, NODE_DISABLE_COMPILE_CACHE: '1', ...loadSettings },
                    stdio: ['ignore', 'ignore', 'inherit'],
                });
                child.once('error', reject);
                child.once('exit', (code) =>
                    code === 0 ? resolve() : reject(new Error(`Node ended with exit code ${code}.`)),
                );
            }),
    );

/** Loads a package as the runtime does, and ends. */
const loading = (appRoot: string): Promise<number> =>
    running(`${RUNTIME} require(${JSON.stringify(join(appRoot, 'functions', 'index.js'))}); process.exit();`);

/**
 * A cold start's part that is the app's own: Node with the package's entry point. The floor is another package, built
 * the same way, that brings the SDKs which the work is done with and registers as many functions that do nothing.
 */
export const loadMeasure = ({ app, empty }: { app: string; empty: string }): Measure => ({
    name: 'load',
    unit: 'ms',
    higherIsBetter: false,
    rounds: 21,
    value: () => loading(app),
    floor: () => loading(empty),
});
