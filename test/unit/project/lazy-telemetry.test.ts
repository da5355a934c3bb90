import { loadedWith } from '../../support/loaded-with.ts';

const sdkWith = async (entry: string): Promise<string[]> =>
    (await loadedWith(entry)).filter((path) => /node_modules\/(@opentelemetry|@azure\/monitor-)/.test(path));

describe('what telemetry is sent by', () => {
    it('is not loaded with the functions: where nobody collects, a cold start does not pay for it', async () => {
        expect(await sdkWith('functions/index.ts')).toEqual([]);
    });

    it('is loaded where it is set up', async () => {
        expect(await sdkWith('shared/telemetry/sdk.ts')).not.toEqual([]);
    });
});
