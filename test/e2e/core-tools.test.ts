import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
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
        stack = await startStack({ env: { LOCAL_HOST: 'core-tools', LOCAL_BLOBS_PORT: '0', LOCAL_APP: '' } });
    }, 150_000);

    afterAll(() => stack.remove());

    it('writes settings that the app takes beside its package, and answers as Blob Storage for the host', async () => {
        const text = await readFile(join(stack.dir, 'app', 'local.settings.json'), 'utf8');

        const { Values } = settingsFile.parse(JSON.parse(text));
        const endpoint = /BlobEndpoint=(\S+)$/.exec(Values.AzureWebJobsStorage ?? '')?.[1] ?? '';
        const answer = await fetch(`${endpoint}?comp=list`);

        expect(parseConfig(Values).partner.defaultId).toBe('314159');
        expect(Values.FUNCTIONS_WORKER_RUNTIME).toBe('node');
        expect(answer.status).toBe(403);
        expect(answer.headers.get('server')).toMatch(/^Azurite-Blob/);
        await expect(stack.run()).rejects.toThrow('no run.json');
    });
});
