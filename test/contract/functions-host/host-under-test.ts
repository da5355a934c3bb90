import { startHost } from './host-process.ts';
import type { HostProcess, Ready } from './host-process.ts';

/**
 * The host that the HTTP suites run against: the local one, or, with FUNCTIONS_HOST_URL, a real one (`func start`) on the
 * same fixture app, with its keys in FUNCTIONS_HOST_FUNCTION_KEY and FUNCTIONS_HOST_MASTER_KEY.
 */
export const realHost = process.env.FUNCTIONS_HOST_URL;

/** For what can be seen only from inside the local one. */
export const describeLocal = realHost === undefined ? describe : describe.skip;

/** Core Tools let everybody in unless started with `--enableAuth`; without its keys there is nothing to try. */
export const describeKeys =
    realHost === undefined || process.env.FUNCTIONS_HOST_FUNCTION_KEY !== undefined ? describe : describe.skip;

export const keys = {
    function: process.env.FUNCTIONS_HOST_FUNCTION_KEY ?? 'the-Function-key',
    master: process.env.FUNCTIONS_HOST_MASTER_KEY ?? 'the-Master-key',
};

export interface HostUnderTest {
    url: string;
    local: (HostProcess & { ready: Ready }) | undefined;
    stop: () => Promise<void>;
}

export const startHostUnderTest = async (): Promise<HostUnderTest> => {
    if (realHost !== undefined) return { url: realHost, local: undefined, stop: () => Promise.resolve() };
    const host = await startHost('http', {
        LOCAL_FUNCTION_KEY: keys.function,
        LOCAL_MASTER_KEY: keys.master,
        'AzureWebJobs.off.Disabled': 'true',
    });
    const stop = async () => {
        await host.stop();
    };
    return { url: host.url, local: host, stop };
};
