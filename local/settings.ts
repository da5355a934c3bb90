import { resolve } from 'node:path';
import { z } from 'zod';
import { readIfThere } from './files.ts';

/** Values by name, as an environment holds them. */
export type Values = Readonly<Record<string, string | undefined>>;

/** How the local cloud is run. */
export interface LocalOptions {
    /** 0 for any free one. */
    ports: {
        functions: number;
        tables: number;
        serviceBus: number;
        mail: number;
        arm: number;
        signin: number;
        /** For Core Tools alone. */
        blobs: number;
    };
    /** Who runs the functions: the project's own host, or Core Tools, started by hand. */
    host: 'own' | 'core-tools';
    /** Absolute path of the folder that keeps the state and run.json. */
    dir: string;
    /** Keep no state from one start to the next. */
    inMemory: boolean;
    /** The key of the function-level routes, and the host's master key. */
    functionKey: string;
    masterKey: string;
    /** Absolute path of a package built before, which is run as it is; undefined: one is built at each start. */
    appRoot: string | undefined;
    /** Absolute path of the file that takes every exchange with the doubles. */
    recordFile: string | undefined;
}

/** Settings of the local cloud that do not fit; the message lists all of them. */
export class LocalSettingsError extends Error {
    override name = 'LocalSettingsError';
}

const port = (usual: number) =>
    z
        .string()
        .default(String(usual))
        .refine((text) => /^\d+$/.test(text) && Number(text) <= 65_535, 'a port from 0 to 65535 (0: any free one)')
        .transform(Number);
const key = (usual: string) =>
    z
        .string()
        .regex(/^[\w.~-]{1,200}$/, 'letters, digits and . ~ _ -, 200 at most')
        .default(usual);

const optionsSchema = z
    .object({
        LOCAL_FUNCTIONS_PORT: port(7071),
        LOCAL_TABLES_PORT: port(10_002),
        LOCAL_SERVICEBUS_PORT: port(5672),
        LOCAL_MAIL_PORT: port(7072),
        LOCAL_ARM_PORT: port(7073),
        LOCAL_SIGNIN_PORT: port(7074),
        LOCAL_BLOBS_PORT: port(10_000),
        LOCAL_HOST: z.enum(['own', 'core-tools'], 'own (the default), or core-tools').default('own'),
        LOCAL_DIR: z.string().default('.local'),
        LOCAL_STATE: z.enum(['disk', 'memory'], 'memory, or disk (the default)').default('disk'),
        LOCAL_FUNCTION_KEY: key('local'),
        LOCAL_MASTER_KEY: key('local-master'),
        LOCAL_APP: z.string().optional(),
        LOCAL_RECORD: z.string().optional(),
    })
    .refine(({ LOCAL_APP, LOCAL_HOST }) => LOCAL_APP === undefined || LOCAL_HOST === 'own', {
        path: ['LOCAL_APP'],
        // What is written there for Core Tools would be deployed with the package.
        error: 'not with Core Tools, which get a package of their own',
    });

const present = (values: Values): Record<string, string> =>
    Object.fromEntries(
        Object.entries(values).filter((entry): entry is [string, string] => (entry[1] ?? '').trim() !== ''),
    );

/**
 * Lays one set of values over another; an empty one counts as not given.
 *
 * @param layers the weakest first
 */
export const overlay = (...layers: readonly Values[]): Record<string, string> =>
    Object.assign({}, ...layers.map(present)) as Record<string, string>;

/**
 * The options of the local cloud.
 *
 * @param values the environment over local.settings.json
 * @param workingDir what LOCAL_DIR, LOCAL_APP and LOCAL_RECORD are relative to
 * @throws LocalSettingsError
 */
export const readLocalOptions = (values: Values, workingDir: string): LocalOptions => {
    const parsed = optionsSchema.safeParse(present(values));
    if (!parsed.success) {
        const problems = parsed.error.issues.map(
            (issue) => `  - ${issue.path.map(String).join('.')}: ${issue.message}`,
        );
        throw new LocalSettingsError(`These settings of the local cloud do not fit:\n${problems.join('\n')}`);
    }
    const found = parsed.data;
    return {
        ports: {
            functions: found.LOCAL_FUNCTIONS_PORT,
            tables: found.LOCAL_TABLES_PORT,
            serviceBus: found.LOCAL_SERVICEBUS_PORT,
            mail: found.LOCAL_MAIL_PORT,
            arm: found.LOCAL_ARM_PORT,
            signin: found.LOCAL_SIGNIN_PORT,
            blobs: found.LOCAL_BLOBS_PORT,
        },
        host: found.LOCAL_HOST,
        dir: resolve(workingDir, found.LOCAL_DIR),
        inMemory: found.LOCAL_STATE === 'memory',
        functionKey: found.LOCAL_FUNCTION_KEY,
        masterKey: found.LOCAL_MASTER_KEY,
        appRoot: found.LOCAL_APP === undefined ? undefined : resolve(workingDir, found.LOCAL_APP),
        recordFile: found.LOCAL_RECORD === undefined ? undefined : resolve(workingDir, found.LOCAL_RECORD),
    };
};

const settingsFile = z.looseObject({
    IsEncrypted: z.literal(false, 'must be false: the local cloud cannot decrypt settings').optional(),
    Values: z.record(z.string(), z.string('must be a string')).default({}),
});

const parseJson = (text: string, file: string): unknown => {
    try {
        return JSON.parse(text);
    } catch (cause) {
        throw new LocalSettingsError(`${file} is not valid JSON.`, { cause });
    }
};

/**
 * `Values` of a local.settings.json; none when there is no such file.
 *
 * @throws LocalSettingsError when the file is not what Core Tools take either
 */
export const readSettingsFile = async (file: string): Promise<Record<string, string>> => {
    const text = await readIfThere(file);
    if (text === undefined) return {};
    const parsed = settingsFile.safeParse(parseJson(text, file));
    if (!parsed.success) {
        const problems = parsed.error.issues.map(
            (issue) => `  - ${issue.path.map(String).join('.')}: ${issue.message}`,
        );
        throw new LocalSettingsError(`${file} does not fit:\n${problems.join('\n')}`);
    }
    return parsed.data.Values;
};
