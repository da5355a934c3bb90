import { readFileSync } from 'node:fs';
import appRoles from '../../../infra/registrations/app-roles.json' with { type: 'json' };
import { newScriptFolder } from '../../support/script-folder.ts';
import type { ScriptFolder } from '../../support/script-folder.ts';

const ORIGIN = 'https://func-x.azurewebsites.net';
const IDENTITY = 'bbbbbbbb-0000-4000-8000-000000000001';
const BEFORE = ['production', 'group', 'Fourth Coffee: partner of record'];
const AFTER = [...BEFORE, ORIGIN, IDENTITY];

// Each call of the command line is a process of its own.
jest.setTimeout(60_000);

let folder: ScriptFolder;

beforeEach(() => {
    folder = newScriptFolder();
});

afterEach(() => folder.remove());

const register = (args: readonly string[], more: Record<string, string> = {}) =>
    folder.run('infra/registrations/register.sh', args, more);

const state = (): unknown => folder.state();

describe('the script of the registrations', () => {
    it('makes both before there is an app, and says what they are called', () => {
        const { status, stdout } = register(BEFORE);

        expect(status).toBe(0);
        expect(stdout).toBe(
            'PARTNER_CLIENT_ID=aaaaaaaa-0000-4000-8000-000000000001\n' +
                'OPS_CLIENT_ID=aaaaaaaa-0000-4000-8000-000000000002\n',
        );
        expect(state()).toMatchObject({
            'dpor-attach-production': { redirectUris: [], identifierUris: [] },
            'dpor-attach-operations-production': {
                redirectUris: [],
                identifierUris: ['api://aaaaaaaa-0000-4000-8000-000000000002'],
            },
        });
    });

    it('adds where people come back to, and the identity, once they are known', () => {
        register(BEFORE);

        expect(register(AFTER).status).toBe(0);

        expect(state()).toMatchObject({
            'dpor-attach-production': {
                redirectUris: [`${ORIGIN}/api/signin/callback`],
                federated: [IDENTITY],
            },
            'dpor-attach-operations-production': {
                redirectUris: [`${ORIGIN}/.auth/login/aad/callback`],
                federated: [IDENTITY],
            },
        });
    });

    it.each([
        ['as the last time', AFTER],
        ['as the first time, without what is known by now', BEFORE],
    ])('changes nothing when it is run again %s', (_, args) => {
        register(BEFORE);
        register(AFTER);
        const stood = state();

        const { status, calls } = register(args);

        expect(status).toBe(0);
        expect(state()).toEqual(stood);
        expect(calls.filter((call) => call.startsWith('ad app update'))).toEqual([]);
    });

    it('ends where the deployment fails, and names no registrations', () => {
        const { status, stdout, calls } = register(BEFORE, { FAKE_AZ_FAILS: 'deployment' });

        expect(status).not.toBe(0);
        expect(stdout).toBe('');
        expect(calls.filter((call) => call.startsWith('ad app update'))).toEqual([]);
    });

    it('says how it is used, and asks Azure nothing, where arguments are missing', () => {
        const { status, stderr, calls } = register(['production']);

        expect(status).toBe(2);
        expect(stderr).toContain('usage:');
        expect(calls).toEqual([]);
    });
});

describe('the template of the registrations', () => {
    const template = readFileSync('infra/registrations/main.bicep', 'utf8');

    it('knows the registrations by the names that the script looks for', () => {
        expect(template).toContain("uniqueName: 'dpor-attach-${environmentName}'");
        expect(template).toContain("uniqueName: 'dpor-attach-operations-${environmentName}'");
    });

    it('leaves nothing of another cloud in a federated credential', () => {
        expect(template).toContain("loadJsonContent('../clouds.json')[environment().name]");
        expect(template).not.toMatch(/login\.|AzureADTokenExchange|loginEndpoint/);
    });

    it('has the app roles that the app asks for', () => {
        const roles = readFileSync('shared/domain/ops/operator.ts', 'utf8');

        expect(appRoles.map(({ value }) => value)).toEqual(['Partner.Reader', 'Partner.Operator']);
        for (const { value } of appRoles) expect(roles).toContain(value);
    });
});
