import clouds from '../../../infra/clouds.json' with { type: 'json' };
import platformSettings from '../../../infra/platform-settings.json' with { type: 'json' };
import appSettings from '../../../infra/settings.json' with { type: 'json' };
import { readFileSync } from 'node:fs';
import { parseConfig } from '../../../shared/config.ts';
import { settings } from '../../../shared/config/settings.ts';
import { extraSettings } from '../../support/deployed-settings.ts';
import type { Definition, DeployedSettings } from '../../support/deployed-settings.ts';
import { neededSettings } from '../../support/needed-settings.ts';

const main = readFileSync('infra/main.bicep', 'utf8');

/** What the template gives a setting that has to come from somewhere. */
const valuesInTemplate = (): string[] => {
    const [, body = ''] = /var values = \{([\s\S]*?)\n\}/.exec(main) ?? [];
    return [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name ?? '');
};

const definitions: Readonly<Record<string, Definition>> = { ...appSettings, ...platformSettings };

describe('the settings of the deployed app', () => {
    const deployed: DeployedSettings = {
        app: appSettings,
        platform: platformSettings,
        template: readFileSync('infra/app/functions.bicep', 'utf8'),
    };

    it('are read, each of them: by the configuration, or by the platform under a name of its own', () => {
        expect(extraSettings(deployed)).toEqual([]);
        expect(main).toContain("union(loadJsonContent('settings.json'), loadJsonContent('platform-settings.json'))");
    });

    it.each<[string, Partial<DeployedSettings>, string]>([
        ['app', { app: { ...appSettings, PARTNER_MOTTO: { fixed: 'x' } } }, 'settings.json: PARTNER_MOTTO'],
        [
            'platform',
            { platform: { ...platformSettings, WEBSITE_MOTTO: { fixed: 'x' } } },
            'platform-settings.json: WEBSITE_MOTTO',
        ],
        [
            'template',
            {
                template: deployed.template.replace(
                    'properties: settings }',
                    "properties: union(settings, { A: 'x' }) }",
                ),
            },
            "functions.bicep: name: 'appsettings', properties: union(settings, { A: 'x' }) }],",
        ],
        [
            'module',
            {
                template: deployed.template.replace(
                    "name: 'appsettings',",
                    "name: 'appsettings', storageAccountUseIdentityAuthentication: true,",
                ),
            },
            'functions.bicep: storageAccountUseIdentityAuthentication',
        ],
    ])('would be found out with one more that nothing reads: %s', (_, more, found) => {
        expect(extraSettings({ ...deployed, ...more })).toContain(found);
    });

    it('are all that the app demands: with one of them left out it does not start', () => {
        const demanded = Object.keys(settings.shape).filter(
            (name) => !settings.shape[name as keyof typeof settings.shape].safeParse(undefined).success,
        );

        expect(demanded.filter((name) => !(name in appSettings))).toEqual([]);
        expect(demanded.length).toBeGreaterThan(8);
    });

    it('make a configuration that is parsed as it is, secretless', () => {
        const stood = neededSettings();
        const given: Record<string, string | undefined> = {
            ...stood,
            PARTNER_CLIENT_SECRET: undefined,
            ServiceBusConnection: undefined,
            TablesConnection: undefined,
            PARTNER_MANAGED_IDENTITY_CLIENT_ID: 'a0000000-0000-4000-8000-000000000001',
            ServiceBusConnection__fullyQualifiedNamespace: 'sbns-x.servicebus.windows.net',
            TablesConnection__tableServiceUri: 'https://sttx.table.core.windows.net/',
            ...clouds.AzureCloud.settings,
        };
        const deployed = Object.fromEntries(Object.keys(appSettings).map((name) => [name, given[name]]));

        const config = parseConfig(deployed);

        expect(config.partner.credential.kind).toBe('managed-identity');
        expect(config.serviceBus.kind).toBe('identity');
        expect(config.tables.kind).toBe('identity');
    });

    it('come from values that the template has, and it has no other', () => {
        const wanted = Object.values(definitions).flatMap(({ from }) => (from === undefined ? [] : [from]));

        expect([...new Set(wanted)].sort()).toEqual([...valuesInTemplate()].sort());
    });

    it('are named by no other file of the template twice', () => {
        const names = Object.keys(platformSettings).filter((name) => name in appSettings);

        expect(names).toEqual([]);
    });

    it('hold no secret: what is one comes from the vault by reference', () => {
        const secret = Object.entries(definitions)
            .filter(([name]) => /KEY|SECRET|PASSWORD|CONNECTION_?STRING$/i.test(name) && !name.includes('PUBLIC'))
            .map(([name, definition]) => [name, Object.keys(definition)[0]]);

        expect(Object.fromEntries(secret)).toEqual({
            LINK_SIGNING_KEYS: 'secret',
            SENDGRID_API_KEY: 'secret',
            // Names the resource; without local authentication it opens nothing.
            APPLICATIONINSIGHTS_CONNECTION_STRING: 'from',
        });
        expect(Object.keys(definitions).filter((name) => /^(PARTNER_CLIENT_SECRET|\w+Connection)$/.test(name))).toEqual(
            [],
        );
    });
});

describe('each cloud', () => {
    it.each(Object.entries(clouds))('%s has the same settings, each of a host of its own', (_, cloud) => {
        expect(Object.keys(cloud.settings).sort()).toEqual(
            Object.entries(appSettings)
                .filter(([, definition]) => 'cloud' in definition)
                .map(([name]) => name)
                .sort(),
        );
        expect(() => parseConfig({ ...neededSettings(), ...cloud.settings })).not.toThrow();
    });
});
