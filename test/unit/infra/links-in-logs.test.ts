import { readFileSync } from 'node:fs';
import hostJson from '../../../host.json' with { type: 'json' };
import platformSettings from '../../../infra/platform-settings.json' with { type: 'json' };

const app = readFileSync('infra/app/functions.bicep', 'utf8');
const handbook = readFileSync('docs/operations.md', 'utf8');

/** Addresses of requests hold the tokens of quick links: nothing of the platform may keep them. */
describe('what the platform notes of requests', () => {
    it('is not collected of the app: its log has what the host and the app say, and no requests', () => {
        const collected = [...app.matchAll(/\b(?:category|categoryGroup): '(\w+)'/g)].map(([, name]) => name);

        expect(collected).toEqual(['FunctionAppLogs', 'AllMetrics']);
        expect(app).not.toMatch(/logsTo|httpLogging|detailedErrorLogging|requestTracing/i);
    });

    it('is sent by the host as OpenTelemetry alone, whose spans have the values of queries redacted', () => {
        expect(hostJson.telemetryMode).toBe('OpenTelemetry');
        expect(hostJson.logging).not.toHaveProperty('applicationInsights');
        for (const side of ['ASPNETCORE', 'HTTPCLIENT']) {
            expect(platformSettings).toHaveProperty(`OTEL_DOTNET_EXPERIMENTAL_${side}_DISABLE_URL_QUERY_REDACTION`, {
                fixed: 'false',
            });
        }
    });

    it('is no line of the host’s log: its web server tells of requests below a warning', () => {
        expect(hostJson.logging.logLevel['Microsoft.AspNetCore']).toBe('Warning');
        expect(Object.entries(hostJson.logging.logLevel).filter(([, level]) => /debug|trace/i.test(level))).toEqual([]);
    });

    it('is in the handbook, for whoever puts something in front of the app', () => {
        expect(handbook).toContain('AppServiceHTTPLogs');
    });
});
