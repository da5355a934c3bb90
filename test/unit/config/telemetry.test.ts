import { ConfigError, parseConfig } from '../../../shared/config.ts';
import { neededSettings } from '../../support/needed-settings.ts';

const telemetryOf = (over: Record<string, string>) => parseConfig({ ...neededSettings(), ...over }).telemetry;

const problemsOf = (over: Record<string, string>): readonly string[] => {
    try {
        telemetryOf(over);
    } catch (error) {
        if (error instanceof ConfigError) return error.problems;
        throw error;
    }
    return [];
};

const INSIGHTS = 'InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=https://insights.example/';
const CLIENT = 'a0000000-0000-4000-8000-000000000001';

describe('the settings of telemetry', () => {
    it('send it nowhere by themselves', () => {
        expect(telemetryOf({})).toEqual({ insights: undefined, collector: undefined, keptTraces: 1 });
    });

    it('send it to Application Insights by the identity that the platform names', () => {
        const { insights } = telemetryOf({
            APPLICATIONINSIGHTS_CONNECTION_STRING: INSIGHTS,
            APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${CLIENT};Authorization=AAD`,
        });

        expect(insights).toEqual({ connectionString: INSIGHTS, identity: { clientId: CLIENT } });
    });

    it('send it to a collector, whether or not its address ends with a slash', () => {
        expect(telemetryOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318/' }).collector).toBe(
            'http://localhost:4318',
        );
        expect(telemetryOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example/tenant' }).collector).toBe(
            'https://otel.example/tenant',
        );
    });

    it.each([
        ['0', 0],
        ['0.25', 0.25],
        ['1.0', 1],
    ])('keep the share %s of traces', (given, share) => {
        expect(telemetryOf({ OTEL_TRACES_SAMPLER_ARG: given }).keptTraces).toBe(share);
    });

    it.each([
        ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'https://insights.example'],
        ['APPLICATIONINSIGHTS_AUTHENTICATION_STRING', 'Authorization=Key'],
        ['APPLICATIONINSIGHTS_AUTHENTICATION_STRING', 'ClientId=me;Authorization=AAD'],
        ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://localhost:4317'],
        ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://user:word@otel.example'],
        ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
        ['OTEL_TRACES_SAMPLER_ARG', 'all'],
    ])('refuse %s=%s without repeating it', (key, given) => {
        const problems = problemsOf({ [key]: given });

        expect(problems).toEqual([expect.stringMatching(new RegExp(`^${key}: `))]);
        expect(problems.join()).not.toContain(given);
    });
});
