import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readLocalOptions } from '../../local/settings.ts';
import { parseConfig } from '../../shared/config.ts';
import { startStack, type Stack } from '../support/stack.ts';

const settingsFile = z.strictObject({
    IsEncrypted: z.literal(false),
    Values: z.record(z.string(), z.string()),
    Host: z.strictObject({ LocalHttpPort: z.int().positive() }),
});

describe('the local cloud for Core Tools', () => {
    let stack: Stack;

    beforeAll(async () => {
        const other = { OTHER_PROGRAMS_SECRET: 'not-for-files', 'AzureWebJobs.sweep.Disabled': 'true' };
        stack = await startStack({
            env: { LOCAL_HOST: 'core-tools', LOCAL_BLOBS_PORT: '0', LOCAL_APP: '', ...other },
        });
    }, 150_000);

    afterAll(() => stack.remove());

    it('writes settings that the app takes beside its package, and answers as Blob Storage for the host', async () => {
        const text = await readFile(join(stack.dir, 'app', 'local.settings.json'), 'utf8');

        const { Values } = settingsFile.parse(JSON.parse(text));
        const endpoint = /BlobEndpoint=(\S+)$/.exec(Values.AzureWebJobsStorage ?? '')?.[1] ?? '';
        const answer = await fetch(`${endpoint}?comp=list`);

        expect(parseConfig(Values).partner.defaultId).toBe('314159');
        expect(Values).toMatchObject({ FUNCTIONS_WORKER_RUNTIME: 'node', 'AzureWebJobs.sweep.Disabled': 'true' });
        expect(answer.status).toBe(403);
        expect(answer.headers.get('server')).toMatch(/^Azurite-Blob/);
        await expect(stack.run()).rejects.toThrow('no run.json');
    });

    it('keeps what it does not know of the environment out of the file', async () => {
        const text = await readFile(join(stack.dir, 'app', 'local.settings.json'), 'utf8');

        expect(text).toContain('"PARTNER_NAME"');
        expect(text).not.toMatch(/not-for-files|OTHER_PROGRAMS_SECRET|"PATH"/);
    });

    it('is not started on a package that was built to be deployed', () => {
        expect(() => readLocalOptions({ LOCAL_HOST: 'core-tools', LOCAL_APP: 'dist' }, '/work')).toThrow(
            'LOCAL_APP: not with Core Tools',
        );
    });
});
