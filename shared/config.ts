import { settings } from './config/settings.ts';
import type { Settings } from './config/settings.ts';
import { shape } from './config/shape.ts';

export type { Connection } from './config/shape.ts';

export type Config = ReturnType<typeof shape>;

/** Where telemetry goes; nowhere without `insights` and `collector`. */
export type TelemetryConfig = Config['telemetry'];

/** Settings of which exactly one has to be given, and what it is for. */
const ALTERNATIVES: readonly (readonly [keys: readonly (keyof Settings)[], what: string])[] = [
    [
        ['PARTNER_CLIENT_SECRET', 'PARTNER_CLIENT_CERTIFICATE_PATH', 'PARTNER_MANAGED_IDENTITY_CLIENT_ID'],
        'how the partner application proves itself',
    ],
    [
        ['ServiceBusConnection', 'ServiceBusConnection__fullyQualifiedNamespace'],
        'a connection string, or a namespace for the managed identity',
    ],
    [
        ['TablesConnection', 'TablesConnection__tableServiceUri'],
        'a connection string, or an address for the managed identity',
    ],
];

/** Settings that do not fit; the message names every one of them and what it should be, never what it was. */
export class ConfigError extends Error {
    readonly problems: readonly string[];

    constructor(problems: readonly string[]) {
        super(`These settings are missing or malformed:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
        this.name = 'ConfigError';
        this.problems = problems;
    }
}

const deepFreeze = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
        Object.values(value).forEach(deepFreeze);
        Object.freeze(value);
    }
    return value;
};

/** What is wrong with the operations registration. */
function operatorProblems(found: Settings): [key: keyof Settings, problem: string][] {
    const { OPS_CLIENT_ID: clientId, PARTNER_API_AUTH: api } = found;
    if (clientId === found.PARTNER_CLIENT_ID) {
        // Its roles are given out by every customer's administrator to themselves.
        return [['OPS_CLIENT_ID', 'a registration of its own, not the one of PARTNER_CLIENT_ID']];
    }
    if (clientId === undefined && api !== 'key') {
        return [['OPS_CLIENT_ID', `missing: with PARTNER_API_AUTH=${api} tokens are of this registration`]];
    }
    return [];
}

/**
 * The app's settings, parsed once.
 *
 * @param env the environment; an empty string counts as not given
 * @throws ConfigError listing every setting that is missing or malformed
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
    const given = Object.fromEntries(
        Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
    );
    // Once in a process: to compile a parser for it takes longer than it saves.
    const parsed = settings.safeParse(given, { jitless: true });
    const problems = new Map<string, string>();
    for (const { path, message } of parsed.error?.issues ?? []) {
        const key = String(path[0]);
        if (!problems.has(key)) problems.set(key, given[key] === undefined ? 'missing' : message);
    }
    for (const [keys, what] of ALTERNATIVES) {
        const count = keys.filter((key) => given[key] !== undefined).length;
        if (count !== 1) problems.set(keys.join(', '), `exactly one of them, ${what}`);
    }
    for (const [key, problem] of parsed.data === undefined ? [] : operatorProblems(parsed.data))
        problems.set(key, problem);
    if (parsed.data === undefined || problems.size > 0) {
        throw new ConfigError([...problems].map(([key, problem]) => `${key}: ${problem}`));
    }
    return deepFreeze(shape(parsed.data));
}
