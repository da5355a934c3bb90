import { readFileSync } from 'node:fs';
import alerts from '../../../infra/alerts.json' with { type: 'json' };
import clouds from '../../../infra/clouds.json' with { type: 'json' };

const vault = readFileSync('infra/app/vault.bicep', 'utf8');
const handbook = readFileSync('docs/operations.md', 'utf8');

const modules = [...vault.matchAll(/^module (\w+) '([^']+)'([\s\S]*?)^\}$/gm)].map(
    ([, name = '', from = '', body = '']) => ({
        name,
        from,
        body,
    }),
);
const secrets = modules.filter(({ from }) => from.includes('/vault/secret:'));

describe('a key that grows old', () => {
    it('is told of by an alert of the vault’s events', () => {
        const [events] = modules.filter(({ from }) => from.includes('/event-grid/system-topic:'));

        expect(events?.body).toContain('source: vault.outputs.resourceId');
        expect(events?.body).toContain("endpointType: 'MonitorAlert'");
        expect(events?.body).toContain("eventDeliverySchema: 'CloudEventSchemaV1_0'");
        expect(events?.body).toContain('actionGroups: actionGroupIds');
    });

    it('is set after somebody listens, and with a date: the vault tells of no other', () => {
        expect(secrets).toHaveLength(2);
        for (const { body } of secrets) {
            expect(body).toContain('dependsOn: [vault, events]');
            expect(body).toContain('attributesExp: keysExpireAt');
        }
        // Not in the vault's own module, which is there before.
        expect(modules.find(({ name }) => name === 'vault')?.body).not.toContain('secrets:');
    });

    it('is looked for in the log under the names of the same events', () => {
        const listened = [...vault.matchAll(/'Microsoft\.KeyVault\.(Secret\w+)'/g)].map(([, event]) => event);
        const { query = '' } = alerts.queries.find(({ name }) => name === 'keys-old') ?? {};
        const looked = [...query.matchAll(/'(\w+)EventGridNotification'/g)].map(([, event]) => event);

        expect(listened).toEqual(['SecretNearExpiry', 'SecretExpired']);
        expect(looked).toEqual(listened);
    });

    it('has its alert in a cloud where that is known to be, and in no other', () => {
        const where = Object.entries(clouds).map(([name, { eventsRaiseAlerts }]) => [name, eventsRaiseAlerts]);

        expect(Object.fromEntries(where)).toEqual({
            AzureCloud: true,
            AzureUSGovernment: false,
            AzureChinaCloud: false,
        });
        expect(vault).toContain('if (eventsRaiseAlerts)');
    });

    it('gets a date from whoever follows the handbook', () => {
        const commands = [...handbook.matchAll(/az keyvault secret set(?:[^\n]*\\\n)*[^\n]*/g)].map(
            ([command]) => command,
        );

        expect(commands.length).toBeGreaterThan(0);
        expect(commands.filter((command) => !command.includes('--expires '))).toEqual([]);
    });
});
