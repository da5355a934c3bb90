import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseDocument } from '../../../local/arm/state/document.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { projectRoot } from '../project/readme.ts';

interface Ended {
    code: number;
    stdout: string;
    stderr: string;
}

const run = (...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
        const script = join(projectRoot, 'local', 'estate', 'generate.ts');
        const options = { maxBuffer: 100_000_000 };
        const child = execFile(process.execPath, [script, ...args], options, (_error, stdout, stderr) => {
            resolve({ code: child.exitCode ?? -1, stdout, stderr });
        });
    });

const SMALL = ['--seed', '7', '--tenants', '20', '--subscriptions', '2000', '--now', '2026-11-21'];
const estate = generateEstate({ seed: 7, tenants: 20, subscriptions: 2000, now: new Date('2026-11-21') });

describe('the command that generates an estate', () => {
    it('prints the whole document, more than a pipe holds', async () => {
        const { code, stdout } = await run(...SMALL);

        expect(code).toBe(0);
        expect(stdout.length).toBeGreaterThan(200_000);
        expect(JSON.parse(stdout)).toEqual(estate.document);
    });

    it('prints the second day, and the customers', async () => {
        const later = await run(...SMALL, '--second-day');
        const customers = await run(...SMALL, '--customers');

        expect(parseDocument(JSON.parse(later.stdout))).toHaveProperty('document');
        expect(JSON.parse(later.stdout)).not.toEqual(estate.document);
        expect(JSON.parse(customers.stdout)).toEqual(
            estate.customers.map(({ tenantId, name, contactEmail, partnerId }) => ({
                tenantId,
                name,
                contactEmail,
                ...(partnerId === undefined ? {} : { partnerId }),
            })),
        );
    });

    it.each([
        [['--seed', 'x'], '--seed is no whole number'],
        [['--tenants', '0'], '--tenants is less than 1'],
        [['--subscriptions', '1000001'], '--subscriptions is more than 1000000'],
        [['--now', 'yesterday'], '--now is no day as 2026-11-21'],
        [['--colour', 'blue'], 'colour'],
    ])('refuses %j', async (args, message) => {
        const { code, stdout, stderr } = await run(...args);

        expect([code, stdout]).toEqual([1, '']);
        expect(stderr).toContain(message);
    });
});
