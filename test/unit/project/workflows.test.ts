import { globSync, readFileSync } from 'node:fs';
import parameters from '../../../infra/main.parameters.json' with { type: 'json' };

/** Secrets stay in the vault, and a developer's access is nobody else's business. */
const STAY_AT_HOME = ['DEVELOPER_PRINCIPAL_ID', 'SENDGRID_API_KEY', 'LINK_SIGNING_KEYS'];

const workflows = globSync('.github/workflows/*.yml').map((path) => [path, readFileSync(path, 'utf8')] as const);

describe('workflows', () => {
    it.each(workflows)('%s uses actions by commit, with the version beside it', (_, text) => {
        const uses = [...text.matchAll(/uses: (.+)$/gm)].map(([, what]) => what ?? '');

        expect(uses.length).toBeGreaterThan(0);
        expect(uses.filter((what) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what))).toEqual([]);
    });

    it.each(workflows)('%s may read the code, and says what more it may', (_, text) => {
        expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
        expect(text).not.toMatch(/write-all|secrets\./);
    });

    it('give the deployment every parameter, so that none goes back to its default', () => {
        const [, deploy = ''] = workflows.find(([path]) => path.endsWith('deploy.yml')) ?? [];
        const taken = Object.values(parameters.parameters).flatMap(
            ({ value }) => /^\$\{([A-Z_]+)(?:=.*)?\}$/.exec(value)?.[1] ?? [],
        );

        expect(taken.length).toBeGreaterThan(20);
        expect(taken.filter((name) => !deploy.includes(`${name}: \${{ vars.${name} }}`))).toEqual(STAY_AT_HOME);
    });
});
