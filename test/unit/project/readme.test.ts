import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { greeting } from '../../../local/greeting.ts';
import { projectRoot, readme } from './readme.ts';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const pages = readdirSync(join(projectRoot, 'docs')).filter((file) => file.endsWith('.md'));
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pages.map((file) => join('docs', file))].map(
    (file) => [file, read(file)] as const,
);

/** The anchors of a document's headings, as GitHub makes them. */
const anchorsOf = (text: string): string[] =>
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
            .toLowerCase()
            .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
            .replaceAll(' ', '-'),
    );

const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

describe.each(documents)('%s', (file, text) => {
    it('names no npm script that does not exist', () => {
        const named = [...text.matchAll(/npm run (?:-s )?([\w-]+)/g)].map(([, name = '']) => name);

        expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    });

    it('names no file of the project that does not exist', () => {
        const named = [...text.matchAll(/`((?:bench|docs|functions|infra|local|shared|test)\/[\w./-]+)`/g)];

        expect(named.map(([, path = '']) => path).filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
    });

    it('links to no file and no heading that does not exist', () => {
        const targets = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target);

        const broken = targets.filter((target) => {
            const [path = '', anchor] = target.split('#');
            const to = path === '' ? file : join(dirname(file), path);
            if (!existsSync(join(projectRoot, to))) return true;
            return anchor !== undefined && !anchorsOf(read(to)).includes(anchor);
        });
        expect(broken).toEqual([]);
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
