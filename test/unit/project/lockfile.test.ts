import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const lockfile = z.object({
    packages: z.record(
        z.string(),
        z.looseObject({
            resolved: z.string().optional(),
            optionalDependencies: z.record(z.string(), z.string()).optional(),
        }),
    ),
});

const { packages } = lockfile.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'package-lock.json'), 'utf8')),
);

/** Where Node would find a package from inside another one. */
function isLocked(from: string, name: string): boolean {
    const path = `${from}/node_modules/${name}`.replace(/^\//, '');
    if (path in packages) return true;
    const outer = from.lastIndexOf('/node_modules/');
    if (from === '') return false;
    return isLocked(outer === -1 ? '' : from.slice(0, outer), name);
}

test('the lockfile has the builds for every platform, or npm ci refuses it', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    );
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
});

test('the lockfile names no registry', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});
