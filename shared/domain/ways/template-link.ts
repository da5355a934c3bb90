/** The templates that can be had, as they stand in the path. */
export const TEMPLATES = ['lighthouse', 'role-assignment'] as const;

export type TemplateName = (typeof TEMPLATES)[number];

/** Where a template is: an absolute URL, `query` behind it. */
export const templateUrl = (baseUrl: string, name: TemplateName, query: Readonly<Record<string, string>>): string =>
    `${baseUrl}/api/templates/${name}.json?${new URLSearchParams(query).toString()}`;

/**
 * The page of the Azure portal that deploys a template: it fetches the template itself, so the template
 * has to be readable to it.
 *
 * @param portal its origin
 */
export const portalLink = (portal: string, url: string): string =>
    `${portal}/#create/Microsoft.Template/uri/${encodeURIComponent(url)}`;
