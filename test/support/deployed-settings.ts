import { readFileSync } from 'node:fs';

/** Where a setting's value comes from in the template. */
export type Definition = Partial<Record<'from' | 'cloud' | 'secret' | 'fixed', string>>;

/** What a deployment gives the app. */
export interface DeployedSettings {
    /** Of `infra/settings.json`. */
    app: Readonly<Record<string, Definition>>;
    /** Of `infra/platform-settings.json`. */
    platform: Readonly<Record<string, Definition>>;
    /** The template of the app itself. */
    template: string;
}

/** What reads a setting that the app itself does not, or not alone. */
const PLATFORM: Readonly<Record<string, 'host' | 'exporter' | 'authentication'>> = {
    AzureWebJobsStorage__credential: 'host',
    AzureWebJobsStorage__clientId: 'host',
    AzureWebJobsStorage__accountName: 'host',
    ServiceBusConnection__credential: 'host',
    APPLICATIONINSIGHTS_CONNECTION_STRING: 'host',
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'host',
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'exporter',
    OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION: 'host',
    OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION: 'host',
    OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: 'authentication',
};

const config = readFileSync('shared/config/shape.ts', 'utf8');

/** Not only known by name: the configuration is made of it. */
const isRead = (name: string): boolean => new RegExp(String.raw`\bfound\.${name}\b`).test(config);

/** Settings that nothing reads, each with where it stands; empty where none is extra. */
export const extraSettings = ({ app, platform, template }: DeployedSettings): string[] => [
    ...Object.keys(app)
        .filter((name) => !isRead(name))
        .map((name) => `settings.json: ${name}`),
    ...Object.keys(platform)
        .filter((name) => !(name in PLATFORM))
        .map((name) => `platform-settings.json: ${name}`),
    // Whatever the template adds by itself, one by one or by a module that brings settings of its own.
    ...[...template.matchAll(/name: 'appsettings', ([^\n]*)/g)]
        .filter(([, rest]) => rest !== 'properties: settings }],')
        .map(([line]) => `functions.bicep: ${line}`),
    ...[
        ...template.matchAll(
            /\b(appSettings|appSettingsKeyValuePairs|applicationInsightResourceId|storageAccount\w+):/g,
        ),
    ].map(([, name = '']) => `functions.bicep: ${name}`),
];
