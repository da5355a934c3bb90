import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { greeting } from '../../../local/greeting.ts';
import { projectRoot, readme } from './readme.ts';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map((file) => [file, read(file)] as const);
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

describe.each(documents)('%s', (_file, text) => {
    it('names no npm script that does not exist', () => {
        const named = [...text.matchAll(/npm run (?:-s )?([\w-]+)/g)].map(([, name = '']) => name);

        expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    });

    it('links to no file that does not exist', () => {
        const targets = [...text.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, target = '']) => target);

        expect(targets.filter((target) => !existsSync(join(projectRoot, target)))).toEqual([]);
    });
});

describe('the README', () => {
    it('shows what npm start prints', () => {
        const printed = greeting({
            functions: 'http://localhost:7071',
            mail: 'http://localhost:7072',
            arm: 'https://localhost:7073',
            signin: 'http://localhost:7074',
            tables: '',
            serviceBus: '',
            caFile: '',
            functionKey: 'local',
            pids: { cloud: 1, host: 2 },
        });

        expect(readme).toContain(printed.trim());
    });

    it('shows a layout of what is there', () => {
        const layout = /## Layout\n\n```\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
        let folder = '';
        const named = layout
            .trim()
            .split('\n')
            .map((line) => {
                const name = line.trim().split(/\s+/)[0] ?? '';
                if (!line.startsWith(' ')) folder = name;
                return line.startsWith(' ') ? join(folder, name) : name;
            });

        expect(named.length).toBeGreaterThan(10);
        expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
    });

    it('has its parts in the order in which a newcomer needs them', () => {
        expect([...readme.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
            'Run it',
            'Test it',
            'Use it',
            'Settings',
            'How it works',
            'Layout',
            'Troubleshooting',
            'Licence',
        ]);
    });
});
