import { readFileSync } from 'node:fs';
import packageJson from '../../../package.json' with { type: 'json' };

const lines = (path: string): string[] =>
    readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'));

describe('the package', () => {
    it('is not built in Azure, so what is installed stays at home and the bundle goes', () => {
        const ignored = lines('.funcignore');

        expect(readFileSync('azure.yaml', 'utf8')).toMatch(/^ {4}remoteBuild: false$/m);
        expect(ignored).toContain('node_modules');
        expect(ignored).not.toContain('dist');
        expect(ignored).not.toContain('host.json');
        expect(ignored).not.toContain('package.json');
    });

    it('begins where the bundle is', () => {
        expect(packageJson.main).toBe('dist/functions/index.js');
    });

    it('has no settings of a developer', () => {
        expect(lines('.funcignore')).toContain('local.settings*.json');
    });
});
