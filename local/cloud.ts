import { join } from 'node:path';
import { startArm } from './arm/index.ts';
import { projectRoot } from './build-app.ts';
import type { Recorder } from './exchange.ts';
import { startMail } from './mail/index.ts';
import { readQueueDefinitions, startServiceBus } from './servicebus/index.ts';
import type { LocalOptions } from './settings.ts';
import { startTables } from './tables.ts';
import { localCertificate } from './tls.ts';

/** The services around the app, as they run on this machine. */
export interface LocalCloud {
    /** Connection strings. */
    tables: string;
    serviceBus: string;
    /** Base URLs. */
    mail: string;
    arm: string;
    /** Origin of the pages where people sign in. */
    signin: string;
    /** Registers a callback of sign-in in the directory, in place of an earlier run's. */
    registerCallback(callback: string, of?: 'app' | 'operations'): void;
    /** Absolute path of the certificate of `arm`. */
    caFile: string;
    /** Base64 DER key of the mail service's event webhook. */
    webhookPublicKey: string;
    /** Writes what is to be kept and stops all of it. */
    close(): Promise<void>;
}

/** Connection strings of services that run elsewhere and need no stand-in. */
export interface Elsewhere {
    tables: string | undefined;
    serviceBus: string | undefined;
}

interface Part {
    close(): Promise<void>;
}

const closeAll = async (parts: readonly Part[]): Promise<void> => {
    const results = await Promise.allSettled(parts.map((part) => part.close()));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
};

/** Starts all at once; when one cannot start, those that could are stopped again. */
const startTogether = async <Parts extends readonly Part[]>(starts: {
    [Index in keyof Parts]: Promise<Parts[Index]>;
}): Promise<Parts> => {
    const results = await Promise.allSettled(starts);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed === undefined) return Promise.all(starts);
    await closeAll(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
    throw failed.reason;
};

const elsewhere = (connectionString: string) => ({ connectionString, close: () => Promise.resolve() });

/**
 * Starts Table Storage, Service Bus, mail, and Entra with Azure Resource Manager.
 *
 * @param document the sample tenants, for a start without state
 * @throws one clear sentence when a part cannot start; then nothing runs
 */
export const startCloud = async (
    { ports, dir, inMemory }: LocalOptions,
    given: Elsewhere,
    { document, record, log }: { document: unknown; record: Recorder | undefined; log: (line: string) => void },
): Promise<LocalCloud> => {
    const tls = await localCertificate(dir);
    const queues = await readQueueDefinitions(join(projectRoot, 'infra', 'queues.json'));
    const [tables, serviceBus, mail, arm] = await startTogether([
        given.tables === undefined
            ? startTables({ port: ports.tables, dir: inMemory ? undefined : join(dir, 'tables') })
            : Promise.resolve(elsewhere(given.tables)),
        given.serviceBus === undefined
            ? startServiceBus({ port: ports.serviceBus, queues, log })
            : Promise.resolve(elsewhere(given.serviceBus)),
        startMail({ port: ports.mail, record, log }),
        startArm({
            port: ports.arm,
            signInPort: ports.signin,
            tls,
            document,
            stateFile: inMemory ? undefined : join(dir, 'tenants.json'),
            record,
            log,
        }),
    ] as const);
    return {
        tables: tables.connectionString,
        serviceBus: serviceBus.connectionString,
        mail: mail.url,
        arm: arm.url,
        signin: arm.signInUrl,
        registerCallback(callback, of) {
            arm.registerCallback(callback, of);
        },
        caFile: tls.caFile ?? join(dir, 'localhost.crt'),
        webhookPublicKey: mail.publicKey,
        close: () => closeAll([tables, serviceBus, mail, arm]),
    };
};
