import { readIfThere, writeWhole } from '../../files.ts';
import { parseDocument, type SampleDocument } from './document.ts';
import { withCallback } from './redirect-uris.ts';
import { createWorld, type World } from './world.ts';

/** Holds the world, and its document in a file where one is given. */
export interface Store {
    world(): World;
    /**
     * Puts another document in place of all there is; where it registers no callback, this run's stays registered, and
     * where it names no operations registration, that stays as it was.
     */
    replace(document: SampleDocument): void;
    /** Registers this run's callback for an application, in place of an earlier run's. */
    registerCallback(callback: string, of?: 'app' | 'operations'): void;
    /** Notes that the document was changed in place. */
    changed(): void;
    /** Writes what is not written yet. */
    close(): Promise<void>;
}

const WRITE_AFTER_MS = 100;
// A large document takes a while to print: at most a tenth of the time goes into it.
const IDLE_PER_PRINT = 10;
const EMPTY: unknown = {
    app: {
        clientId: '00000000-0000-4000-8000-000000000000',
        homeTenantId: '00000000-0000-4000-8000-000000000000',
        clientSecret: 'local',
    },
};

const readStored = async (file: string): Promise<unknown> => {
    const text = await readIfThere(file);
    if (text === undefined) return undefined;
    try {
        return JSON.parse(text);
    } catch (error) {
        throw new Error(`${file} is no JSON`, { cause: error });
    }
};

const startDocument = (input: unknown, source: string): SampleDocument => {
    const parsed = parseDocument(input);
    if ('problems' in parsed) throw new Error(`${source}:\n${parsed.problems.join('\n')}`);
    return parsed.document;
};

/**
 * @param document what to start with where the file holds nothing yet; none is a world without tenants
 * @param file kept up to date a moment after each change; undefined keeps everything in memory
 * @throws Error that lists what is wrong with the document or the file
 */
export const openStore = async (
    document: unknown,
    file: string | undefined,
    log: (line: string) => void,
): Promise<Store> => {
    const stored = file === undefined ? undefined : await readStored(file);
    const start =
        file === undefined || stored === undefined
            ? startDocument(document ?? EMPTY, 'the sample document is not valid')
            : startDocument(stored, `${file} is not valid`);
    // What an earlier version kept knows of no such registration.
    if (stored !== undefined && document !== undefined) {
        start.operations ??= startDocument(document, 'the sample document is not valid').operations;
    }
    let world = createWorld(start);
    let timer: NodeJS.Timeout | undefined;
    let written = Promise.resolve();
    let printMs = 0;
    const callbacks = new Map<'app' | 'operations', string>();

    const write = (): Promise<void> => {
        clearTimeout(timer);
        timer = undefined;
        if (file === undefined) return Promise.resolve();
        const target = file;
        const startedAt = performance.now();
        const text = JSON.stringify(world.document);
        printMs = performance.now() - startedAt;
        // One after the other, so that an older text never replaces a newer one.
        written = written.then(async () => {
            try {
                await writeWhole(target, text);
            } catch (error) {
                log(`cannot write ${target}: ${error instanceof Error ? error.message : String(error)}`);
            }
        });
        return written;
    };
    const changed = (): void => {
        if (file === undefined) return;
        timer ??= setTimeout(() => void write(), Math.max(WRITE_AFTER_MS, printMs * IDLE_PER_PRINT));
    };

    return {
        world: () => world,
        replace(next) {
            next.operations ??= world.document.operations;
            for (const [of, callback] of callbacks) {
                const registered = next[of];
                if (registered?.redirectUris.length === 0) registered.redirectUris = [callback];
            }
            world = createWorld(next);
            changed();
        },
        registerCallback(uri, of = 'app') {
            callbacks.set(of, uri);
            const registered = world.document[of];
            if (registered === undefined) return;
            registered.redirectUris = withCallback(registered.redirectUris, uri);
            changed();
        },
        changed,
        close: () => (timer === undefined ? written : write()),
    };
};
