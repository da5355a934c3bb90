import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { packaged, packagedHere } from '../../support/packaged.ts';

const PACKAGE = ['dist', 'host.json', 'package.json'];

describe('the package', () => {
    it('is what was built here and nothing else', () => {
        const others = packagedHere().filter(({ name }) => !PACKAGE.includes(name));

        expect(others).toEqual([]);
    });

    it('leaves out what is installed, what a developer set, and whatever is new', () => {
        const kept = [
            'node_modules',
            'local.settings.json',
            '.env',
            '.local',
            '.git',
            'new-folder',
            'package-lock.json',
        ];

        expect(packaged([...kept, ...PACKAGE])).toEqual(PACKAGE);
    });

    it('is not built in Azure, where nothing could be installed from it', () => {
        expect(readFileSync('azure.yaml', 'utf8')).toMatch(/^ {4}remoteBuild: false$/m);
        expect(packaged(['package-lock.json'])).toEqual([]);
    });

    it('has no file that Node could not read, also of those that are loaded late or never', async () => {
        const files = globSync(join(process.env.APP_UNDER_TEST ?? '', 'dist', 'functions', '**', '*.mjs'));

        const read = await Promise.allSettled(
            files.map(
                async (path) => await transform(readFileSync(path, 'utf8'), { format: 'esm', logLevel: 'silent' }),
            ),
        );

        expect(files.length).toBeGreaterThan(20);
        expect(files.filter((_, index) => read[index]?.status === 'rejected')).toEqual([]);
    });

    it('asks nobody at Microsoft how telemetry is to be sent: the exporter would, in every cloud', () => {
        const maps = globSync(join(process.env.APP_UNDER_TEST ?? '', 'dist', 'functions', '**', '*.mjs.map'));
        const bundled = maps.flatMap(
            (path) => (JSON.parse(readFileSync(path, 'utf8')) as { sources: string[] }).sources,
        );
        const exporter = bundled.filter((path) => path.includes('/monitor-opentelemetry-exporter/'));
        const asking = exporter.filter((path) => /_configuration\/(configurationWorker|utils)\.[jt]s$/.test(path));

        expect(exporter.filter((path) => path.endsWith('/export/trace.ts'))).toHaveLength(1);
        expect(asking).toEqual([]);
    });
});
