import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { localAppSettings } from '../../../local/app-settings.ts';
import { overlay, readLocalOptions } from '../../../local/settings.ts';
import { parseConfig } from '../../../shared/config.ts';
import { settings } from '../../../shared/config/settings.ts';
import { projectRoot, readme, settingRows } from './readme.ts';

const KEYS = Object.keys(settings.shape);
/** One of each group of alternatives. */
const ALTERNATIVES = ['PARTNER_CLIENT_SECRET', 'ServiceBusConnection', 'TablesConnection'];
const SECRETS = ['LINK_SIGNING_KEYS', ...ALTERNATIVES];

const sample = z
    .strictObject({ IsEncrypted: z.literal(false), Values: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(projectRoot, 'local.settings.sample.json'), 'utf8')));

const { app } = z
    .looseObject({ app: z.looseObject({ clientId: z.guid(), homeTenantId: z.guid() }) })
    .parse(JSON.parse(readFileSync(join(projectRoot, 'local', 'sample-tenants.json'), 'utf8')));

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/** What `npm start` gives the app by itself. */
const byItself = localAppSettings({
    functionsUrl: 'http://localhost:7071',
    serviceBus: 'Endpoint=sb://localhost:5672;SharedAccessKeyName=local;SharedAccessKey=local;',
    tables: 'UseDevelopmentStorage=true',
    mail: 'http://localhost:7072',
    arm: 'https://localhost:7073',
    webhookPublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    app: { ...app, clientSecret: 'local' },
    linkSigningKeys: `test:${Buffer.alloc(32, 7).toString('base64url')}`,
});

describe('local.settings.sample.json', () => {
    it('has every setting of the app, in its order, and what the Functions runtime needs', () => {
        expect(Object.keys(sample.Values)).toEqual(['FUNCTIONS_WORKER_RUNTIME', ...KEYS]);
    });

    it('changes nothing when it is copied as it is', () => {
        expect(parseConfig(overlay(byItself, sample.Values))).toEqual(parseConfig(byItself));
    });

    it('holds no secret', () => {
        expect(SECRETS.map((key) => sample.Values[key])).toEqual(SECRETS.map(() => ''));
    });
});

describe('the tables of settings in the README', () => {
    const ofApp = settingRows.filter(({ key }) => !key.startsWith('LOCAL_'));
    const ofCloud = settingRows.filter(({ key }) => key.startsWith('LOCAL_'));
    const required = Object.fromEntries(
        Object.entries(byItself).filter(([key]) => ofApp.some((row) => row.key === key && row.value === undefined)),
    );

    it('have every setting of the app, in its order', () => {
        expect(ofApp.map(({ key }) => key)).toEqual(KEYS);
    });

    it('tell the defaults', () => {
        const told = Object.fromEntries(ofApp.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])));

        expect(Object.keys(told).length).toBeGreaterThan(10);
        expect(parseConfig({ ...required, ...told })).toEqual(parseConfig(required));
    });

    it('tell the default that is too long for a table', () => {
        const told = /^`EXCLUDED_OFFERS` is `([^`]*)` unless/m.exec(readme)?.[1];

        expect(parseConfig({ ...required, EXCLUDED_OFFERS: told ?? 'None_*' })).toEqual(parseConfig(required));
    });

    it.each(ofApp.filter(({ words }) => words === 'required').map(({ key }) => key))(
        'call %s required, and without it nothing starts',
        (key) => {
            expect(() => parseConfig({ ...byItself, [key]: undefined })).toThrow(`${key}: missing`);
        },
    );

    it('call every setting required without which nothing starts', () => {
        const optional = ofApp.filter(({ words }) => words !== 'required').map(({ key }) => key);
        const least = Object.fromEntries(
            Object.entries(byItself).filter(([key]) => !optional.includes(key) || ALTERNATIVES.includes(key)),
        );

        expect(() => parseConfig(least)).not.toThrow();
    });

    it('tell the defaults of the local cloud', () => {
        const told = Object.fromEntries(ofCloud.map(({ key, value }) => [key, value]));

        expect(ofCloud.length).toBe(14);
        expect(readLocalOptions(told, '/work')).toEqual(readLocalOptions({}, '/work'));
    });

    it.each(ofCloud.map(({ key }) => key))('name %s as the local cloud does', (key) => {
        const choices: Record<string, string> = { LOCAL_STATE: 'memory', LOCAL_HOST: 'core-tools' };
        const other = choices[key] ?? (key.endsWith('_PORT') ? '1' : 'other');

        expect(readLocalOptions({ [key]: other }, '/work')).not.toEqual(readLocalOptions({}, '/work'));
    });
});
