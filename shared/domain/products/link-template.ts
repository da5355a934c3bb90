const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/** The names in braces that a template has. */
export const placeholders = (template: string): string[] =>
    [...template.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '');

/**
 * A link from a template such as `https://…/{relationshipId}`: whatever is put in is encoded, so that no value leads
 * anywhere but where the template does.
 *
 * @throws Error where a value is lacking, or is a step of a path, which no encoding takes away
 */
export const fillLink = (template: string, values: Readonly<Record<string, string>>): string =>
    template.replace(PLACEHOLDER, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`The link has no value for {${name}}.`);
        if (value === '.' || value === '..') throw new Error(`The link cannot take the value for {${name}}.`);
        return encodeURIComponent(value);
    });

/** Whether it is a template of an https link, with no other placeholders than these, and none in its host. */
export function isLinkTemplate(template: string, names: readonly string[]): boolean {
    if (placeholders(template).some((name) => !names.includes(name))) return false;
    const filled = template.replace(PLACEHOLDER, 'x');
    if (/[{}\s]/.test(filled) || !URL.canParse(filled)) return false;
    const url = new URL(filled);
    const other = new URL(template.replace(PLACEHOLDER, 'y'));
    return url.protocol === 'https:' && url.username === '' && url.password === '' && url.host === other.host;
}
