import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { startQuietStack } from '../support/e2e-stack.ts';
import { shortJourney } from '../support/short-journey.ts';
import { sourceApp } from '../support/source-app.ts';

/** The same for both, so that nothing but the code differs. */
const KEYS = { LINK_SIGNING_KEYS: `same:${Buffer.alloc(32, 1).toString('base64url')}` };

const journeyOf = async (env: Record<string, string>): Promise<Record<string, string>> => {
    const stack = await startQuietStack({ ...KEYS, LOCAL_STATE: 'memory', ...env });
    try {
        return await shortJourney(stack);
    } finally {
        await stack.remove();
    }
};

describe('the bundle, which all other stories run', () => {
    let folder: string;

    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'dpor-attach-source-'));
        await sourceApp(folder);
    });

    afterAll(() => rm(folder, { recursive: true, force: true }));

    it('answers and mails as the source does, byte for byte', async () => {
        const fromBundle = await journeyOf({});
        const fromSource = await journeyOf({ LOCAL_APP: folder });

        expect(Object.keys(fromBundle).length).toBeGreaterThan(20);
        expect(fromBundle.functions?.split('\n').length).toBeGreaterThan(40);
        expect(fromBundle).toEqual(fromSource);
    }, 300_000);
});
