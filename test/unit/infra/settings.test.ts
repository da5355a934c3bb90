import clouds from '../../../infra/clouds.json' with { type: 'json' };
import platformSettings from '../../../infra/platform-settings.json' with { type: 'json' };
import appSettings from '../../../infra/settings.json' with { type: 'json' };
import { readFileSync } from 'node:fs';
import { parseConfig, settings } from '../../../shared/config.ts';
import { neededSettings } from '../../support/needed-settings.ts';

const main = readFileSync('infra/main.bicep', 'utf8');

/** What the template gives a setting that has to come from somewhere. */
const valuesInTemplate = (): string[] => {
    const [, body = ''] = /var values = \{([\s\S]*?)\n\}/.exec(main) ?? [];
    return [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name ?? '');
};

type Definition = Partial<Record<'from' | 'cloud' | 'secret' | 'fixed', string>>;
const definitions: Readonly<Record<string, Definition>> = { ...appSettings, ...platformSettings };

describe('the settings of the deployed app', () => {
    it('are settings that the app knows', () => {
        const known = Object.keys(settings.shape);

        expect(Object.keys(appSettings).filter((name) => !known.includes(name))).toEqual([]);
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
