import { readFileSync, statSync } from 'node:fs';
import { newScriptFolder } from '../../support/script-folder.ts';
import type { ScriptFolder } from '../../support/script-folder.ts';

// Each call of a command line is a process of its own.
jest.setTimeout(60_000);

const BEFORE = 'infra/hooks/preprovision.sh';
const AFTER = 'infra/hooks/postprovision.sh';

const PARTNER_CLIENT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const OPS_CLIENT_ID = 'aaaaaaaa-0000-4000-8000-000000000002';
const ORIGIN = 'https://func-x.azurewebsites.net';
const IDENTITY = 'bbbbbbbb-0000-4000-8000-000000000001';
const KEYS = { LINK_SIGNING_KEYS: 'k1:a-secret-of-links', SENDGRID_API_KEY: 'SG.a-secret-of-mail' };

/** What azd gives a hook before anything was deployed. */
const FIRST = {
    AZURE_ENV_NAME: 'production',
    AZURE_LOCATION: 'westeurope',
    AZURE_SUBSCRIPTION_ID: 'cccccccc-0000-4000-8000-000000000001',
    PARTNER_NAME: 'Fourth Coffee',
    ...KEYS,
};
/** And afterwards, with what the first hook kept. */
const DEPLOYED = {
    ...FIRST,
    PARTNER_CLIENT_ID,
    OPS_CLIENT_ID,
    REGISTRATIONS_GROUP: 'rg-production',
    APP_ORIGIN: ORIGIN,
    IDENTITY_PRINCIPAL_ID: IDENTITY,
};

let folder: ScriptFolder;
beforeEach(() => {
    folder = newScriptFolder();
});
afterEach(() => folder.remove());

describe('azd up, before the templates', () => {
    it('registers both applications where none is known, and keeps their IDs', () => {
        const { status, kept, calls } = folder.run(BEFORE, [], FIRST);

        expect(status).toBe(0);
        expect(kept).toEqual([
            `env set PARTNER_CLIENT_ID ${PARTNER_CLIENT_ID}`,
            `env set OPS_CLIENT_ID ${OPS_CLIENT_ID}`,
            'env set REGISTRATIONS_GROUP rg-production',
        ]);
        expect(
            calls.filter((call) => call.includes(' create ') && !call.includes(FIRST.AZURE_SUBSCRIPTION_ID)),
        ).toEqual([]);
        expect(calls.find((call) => call.startsWith('deployment'))).toContain(
            'displayName=Fourth Coffee: partner of record',
        );
    });

    it('does nothing where they are known: whoever deploys again, or a workflow, registers nothing', () => {
        const { status, calls, kept, stdout } = folder.run(BEFORE, [], {
            AZURE_ENV_NAME: 'production',
            PARTNER_CLIENT_ID,
        });

        expect({ status, calls, kept, stdout }).toEqual({ status: 0, calls: [], kept: [], stdout: '' });
    });

    it.each(['AZURE_LOCATION', 'PARTNER_NAME', 'LINK_SIGNING_KEYS', 'SENDGRID_API_KEY'])(
        'ends before anything is made where %s is missing, and says how to give it',
        (name) => {
            const { status, stderr, calls, kept } = folder.run(BEFORE, [], { ...FIRST, [name]: '' });

            expect(status).toBe(1);
            expect(stderr).toMatch(new RegExp(`(azd env set|export) ${name}`));
            expect([...calls, ...kept]).toEqual([]);
        },
    );

    it.each(['account', 'group', 'deployment'])('ends where az refuses %s, and keeps nothing', (what) => {
        const { status, kept } = folder.run(BEFORE, [], { ...FIRST, FAKE_AZ_FAILS: what });

        expect(status).not.toBe(0);
        expect(kept).toEqual([]);
    });
});

describe('azd up, after the templates', () => {
    it('tells the registrations where the app is and who it is', () => {
        folder.run(BEFORE, [], FIRST);

        expect(folder.run(AFTER, [], DEPLOYED).status).toBe(0);

        expect(folder.state()).toMatchObject({
            'dpor-attach-production': { redirectUris: [`${ORIGIN}/api/signin/callback`], federated: [IDENTITY] },
            'dpor-attach-operations-production': {
                redirectUris: [`${ORIGIN}/.auth/login/aad/callback`],
                federated: [IDENTITY],
            },
        });
    });

    it('tells them the address that customers see, where it is another', () => {
        folder.run(BEFORE, [], FIRST);

        folder.run(AFTER, [], { ...DEPLOYED, PUBLIC_BASE_URL: 'https://dpor.fourthcoffee.example' });

        expect(folder.state()).toMatchObject({
            'dpor-attach-production': { redirectUris: ['https://dpor.fourthcoffee.example/api/signin/callback'] },
        });
    });

    it('leaves registrations alone that it has not made, and says what they need', () => {
        const { status, stdout, calls } = folder.run(AFTER, [], { ...DEPLOYED, REGISTRATIONS_GROUP: '' });

        expect({ status, calls }).toEqual({ status: 0, calls: [] });
        expect(stdout).toContain(`redirect addresses of ${ORIGIN} and the identity ${IDENTITY}`);
    });

    it('says what only a person can do, until it is done', () => {
        const left = (more: Record<string, string>): string =>
            folder.run(AFTER, [], { ...DEPLOYED, REGISTRATIONS_GROUP: '', ...more }).stdout;

        expect(left({ SENDGRID_API_KEY: '' })).toContain('export SENDGRID_API_KEY');
        expect(left({})).not.toContain('export SENDGRID_API_KEY');
        expect(left({})).toContain(`${ORIGIN}/api/mail-events`);
        expect(left({ SENDGRID_WEBHOOK_PUBLIC_KEY: 'MFkw' })).not.toContain('/api/mail-events');
        expect(left({})).toContain('Publisher verification');
        expect(left({ CI: 'true' })).toBe('');
    });
});

describe('the hooks', () => {
    it('are those that azd runs, and may be run', () => {
        const project = readFileSync('azure.yaml', 'utf8');

        for (const path of [BEFORE, AFTER]) {
            expect(project).toContain(`run: ${path}`);
            expect(statSync(path).mode & 0o111).toBe(process.platform === 'win32' ? 0 : 0o111);
        }
    });

    it('repeat no secret', () => {
        const said = [folder.run(BEFORE, [], FIRST), folder.run(AFTER, [], DEPLOYED)];

        expect(JSON.stringify(said)).toContain('PARTNER_CLIENT_ID');
        expect(JSON.stringify(said)).not.toMatch(/a-secret-of/);
    });
});
