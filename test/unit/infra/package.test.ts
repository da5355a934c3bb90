import { readFileSync } from 'node:fs';
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
});
