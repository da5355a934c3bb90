import './check-node.cjs';

/** Within this time a second signal is the same Ctrl-C: the terminal sends it, and npm passes it on, too. Milliseconds. */
const SAME_KEYPRESS = 300;

const main = async (): Promise<void> => {
    // Only now: an older Node may not even be able to read it.
    const { runEverything } = await import('./run.ts');
    const everything = runEverything(process.env, process.cwd());

    let firstSignal: number | undefined;
    const stop = async (signal: NodeJS.Signals): Promise<void> => {
        if (firstSignal !== undefined) {
            if (performance.now() - firstSignal < SAME_KEYPRESS) return;
            everything.kill();
            process.exit(1);
        }
        firstSignal = performance.now();
        console.log(`\nStopping (${signal}); once more to stop at once.`);
        await everything.stop();
        process.exit(0);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));

    try {
        await everything.started;
    } catch (error) {
        // Whoever stops a start also ends the process.
        if (firstSignal !== undefined) return;
        await everything.stop();
        throw error;
    }
};

const explain = (error: unknown): string => {
    if (!(error instanceof Error)) return String(error);
    return error.cause === undefined ? error.message : `${error.message}\n${explain(error.cause)}`;
};

try {
    await main();
} catch (error) {
    console.error(explain(error));
    process.exit(1);
}
