/** An app's settings: its process environment. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** A trigger names a setting that is not there: that function does not load. */
export class UnresolvedSettingError extends Error {
    override name = 'UnresolvedSettingError';
}

/** A connection cannot be made from the settings: without it the whole host does not start, as in Azure. */
export class MissingConnectionError extends Error {
    override name = 'MissingConnectionError';
}

/**
 * Puts in settings for `%NAME%`.
 *
 * @throws UnresolvedSettingError where there is no such setting, or it is empty
 */
export const resolveSettings = (text: string, settings: Settings): string =>
    text.replaceAll(/%([^%]+)%/g, (_whole, name: string) => {
        const value = settings[name];
        if (value === undefined || value === '') {
            throw new UnresolvedSettingError(
                `'%${name}%' does not resolve to a value: the setting ${name} is missing.`,
            );
        }
        return value;
    });

/**
 * The Service Bus connection string that a trigger's `connection` names: the setting `AzureWebJobs{name}`, else `{name}`.
 *
 * @throws MissingConnectionError where there is none, or only an identity-based one
 */
export const connectionString = (name: string, settings: Settings): string => {
    const value = [settings[`AzureWebJobs${name}`], settings[name]].find((text) => text !== undefined && text !== '');
    if (value !== undefined) return value;
    if (settings[`${name}__fullyQualifiedNamespace`] !== undefined) {
        throw new MissingConnectionError(
            `${name}__fullyQualifiedNamespace needs an identity, which the local Functions host does not have: ` +
                `set ${name} to a connection string.`,
        );
    }
    throw new MissingConnectionError(`The setting ${name} is missing: it must be a Service Bus connection string.`);
};

/** Whether `AzureWebJobs.{name}.Disabled` switches a function off. */
export const isDisabled = (functionName: string, settings: Settings): boolean => {
    const wanted = `AzureWebJobs.${functionName}.Disabled`.toLowerCase();
    return Object.entries(settings).some(
        ([name, value]) => name.toLowerCase() === wanted && ['true', '1'].includes(value?.toLowerCase() ?? ''),
    );
};
