import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { z } from 'zod';
import packageJson from '../../../package.json' with { type: 'json' };
import { readLocalOptions } from '../../../local/settings.ts';

const tasks = z
    .looseObject({
        tasks: z.array(
            z.looseObject({
                label: z.string(),
                type: z.enum(['npm', 'shell']),
                script: z.string().optional(),
                dependsOn: z.string().optional(),
                isBackground: z.boolean().optional(),
                options: z
                    .looseObject({ cwd: z.string().optional(), env: z.record(z.string(), z.string()).optional() })
                    .optional(),
                problemMatcher: z.looseObject({ background: z.looseObject({ endsPattern: z.string() }) }).optional(),
            }),
        ),
    })
    .parse(JSON.parse(readFileSync('.vscode/tasks.json', 'utf8'))).tasks;

const { configurations } = z
    .looseObject({ configurations: z.array(z.looseObject({ preLaunchTask: z.string().optional() })) })
    .parse(JSON.parse(readFileSync('.vscode/launch.json', 'utf8')));

describe('the tasks of the editor', () => {
    it('run scripts that there are', () => {
        const scripts = tasks.flatMap(({ type, script }) => (type === 'npm' ? [script ?? ''] : []));

        expect(scripts.length).toBeGreaterThan(2);
        expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([]);
    });

    it('wait for tasks that there are, and that say when they are ready', () => {
        const awaited = [
            ...tasks.flatMap(({ dependsOn }) => dependsOn ?? []),
            ...configurations.flatMap(({ preLaunchTask }) => preLaunchTask ?? []),
        ];

        const ready = tasks.filter((task) => task.isBackground !== true || task.problemMatcher !== undefined);

        expect(awaited.length).toBeGreaterThan(1);
        expect(awaited.filter((label) => !ready.some((task) => task.label === label))).toEqual([]);
    });

    it('start Core Tools where the local cloud puts the package for them', () => {
        const cloud = tasks.find(({ script }) => script === 'start');
        const func = tasks.find(({ type }) => type === 'shell');

        const { host, dir } = readLocalOptions(cloud?.options?.env ?? {}, '${workspaceFolder}');

        expect(host).toBe('core-tools');
        expect(join(dir, 'app').endsWith(normalize(func?.options?.cwd ?? 'nowhere'))).toBe(true);
    });
});
