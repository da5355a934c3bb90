import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { localCertificate } from '../../../local/tls.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('the local certificate', () => {
    let directory: string;
    beforeEach(async () => {
        directory = await mkdtemp(join(tmpdir(), 'certificate-'));
    });
    afterEach(() => rm(directory, { recursive: true }));

    it('is used again, its key readable by nobody else', async () => {
        const first = await localCertificate(directory);

        const second = await localCertificate(directory);

        expect(second).toEqual(first);
        expect((await stat(join(directory, 'localhost.key'))).mode & 0o777).toBe(0o600);
    });

    it.each([
        [300, true],
        [340, false],
    ])('after %i days is still the same: %s', async (days, isSame) => {
        const first = await localCertificate(directory);

        const later = await localCertificate(directory, () => new Date(Date.now() + days * DAY));

        expect(later.cert === first.cert).toBe(isSame);
    });

    it.each(['localhost.crt', 'localhost.key'])('is made anew where %s is broken', async (file) => {
        const first = await localCertificate(directory);
        await writeFile(join(directory, file), 'cut sho');

        const second = await localCertificate(directory);

        expect(second.cert).not.toBe(first.cert);
        await expect(localCertificate(directory)).resolves.toEqual(second);
    });

    it('keeps nothing without a directory', async () => {
        const made = await localCertificate(undefined);

        expect(made).not.toHaveProperty('caFile');
    });

    it.each(['localhost', '127.0.0.1'])(
        'is trusted for %s by a process that has it in NODE_EXTRA_CA_CERTS',
        async (host) => {
            const { key, cert, caFile = '' } = await localCertificate(directory);
            const server = createServer({ key, cert }, (_request, response) => response.end('trusted'));
            await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
            const { port } = server.address() as AddressInfo;

            const script = `fetch('https://${host}:${port}').then((answer) => answer.text()).then(console.log)`;
            const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
                env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
            });
            server.closeAllConnections();
            server.close();

            expect(stdout.trim()).toBe('trusted');
        },
    );
});
