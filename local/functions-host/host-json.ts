import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from './settings.ts';
import { parseTimeSpan } from './time-span.ts';

const timeSpan = z.string().transform((text, context) => {
    const milliseconds = parseTimeSpan(text);
    if (milliseconds === undefined) context.addIssue({ code: 'custom', message: `"${text}" is no hh:mm:ss` });
    return milliseconds ?? 0;
});

const httpSchema = z.looseObject({ routePrefix: z.string().default('api') });

const serviceBusSchema = z.looseObject({
    maxConcurrentCalls: z.coerce.number().int().positive().default(16),
    autoCompleteMessages: z.stringbool().or(z.boolean()).default(true),
    maxAutoLockRenewalDuration: timeSpan.default(300_000),
});

const schema = z.looseObject({
    version: z.literal('2.0'),
    functionTimeout: z.literal('-1').or(timeSpan).optional(),
    logging: z
        .looseObject({ logLevel: z.looseObject({ default: z.string().default('Information') }).prefault({}) })
        .prefault({}),
    extensions: z
        .looseObject({ http: httpSchema.prefault({}), serviceBus: serviceBusSchema.prefault({}) })
        .prefault({}),
});

/** The part of host.json that this host honours. Durations are milliseconds. */
export interface HostConfig {
    routePrefix: string;
    /** Undefined: a function may run as long as it likes. */
    functionTimeout: number | undefined;
    logLevel: string;
    serviceBus: { maxConcurrentCalls: number; autoCompleteMessages: boolean; maxAutoLockRenewalDuration: number };
}

const overridePrefix = 'AzureFunctionsJobHost__';

const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts a setting such as `AzureFunctionsJobHost__extensions__http__routePrefix` over what the file says. */
const override = (document: unknown, path: string[], value: string): unknown => {
    const [first, ...rest] = path;
    if (first === undefined) return value;
    const record = isRecord(document) ? document : {};
    const key = Object.keys(record).find((name) => name.toLowerCase() === first.toLowerCase()) ?? first;
    return { ...record, [key]: override(record[key], rest, value) };
};

/**
 * Reads host.json of an app, with the settings that override it.
 *
 * @throws with every member that is wrong
 */
export const readHostConfig = async (appRoot: string, settings: Settings): Promise<HostConfig> => {
    let document: unknown = JSON.parse(await readFile(join(appRoot, 'host.json'), 'utf8'));
    for (const [name, value] of Object.entries(settings)) {
        if (!name.startsWith(overridePrefix) || value === undefined) continue;
        document = override(document, name.slice(overridePrefix.length).split('__'), value);
    }
    const parsed = schema.safeParse(document);
    if (!parsed.success) throw new Error(`host.json is not valid: ${z.prettifyError(parsed.error)}`);
    const { extensions, functionTimeout, logging } = parsed.data;
    return {
        routePrefix: extensions.http.routePrefix.replaceAll(/^\/+|\/+$/g, ''),
        functionTimeout: functionTimeout === '-1' ? undefined : functionTimeout,
        logLevel: logging.logLevel.default.toLowerCase(),
        serviceBus: extensions.serviceBus,
    };
};
