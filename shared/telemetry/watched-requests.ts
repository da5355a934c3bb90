import type { Telemetry } from '../ports/telemetry.ts';

/** What is asked, by the last provider in the path, in short. */
const APIS: Readonly<Record<string, string>> = {
    'microsoft.managementpartner': 'partner-link',
    'microsoft.authorization': 'authorization',
    'microsoft.managedservices': 'lighthouse',
    'microsoft.management': 'management-groups',
    'microsoft.billing': 'billing',
};

/** A short name for what a request asks of whom. Few of them, whatever the address. */
export function apiOf({ pathname }: URL): string {
    const provider = [...pathname.toLowerCase().matchAll(/\/providers\/([^/]+)/g)].at(-1)?.[1];
    if (provider !== undefined) return APIS[provider] ?? 'other';
    if (/^\/subscriptions(\/|$)/i.test(pathname)) return 'subscriptions';
    return /\/(oauth2|discovery|v2\.0\/\.well-known|metadata\/identity)(\/|$)/i.test(pathname) ? 'entra' : 'other';
}

/** `2xx`, `4xx`, …, and `429` for itself. */
export const statusClass = (status: number): string => (status === 429 ? '429' : `${Math.floor(status / 100)}xx`);

/** One request to Azure: a span without query, as that may hold a token or a person, and a count. */
export const watchedRequest =
    ({ tracing, meters }: Telemetry) =>
    <Answer extends { status: number }>(
        method: string,
        address: string,
        ask: () => Promise<Answer>,
    ): Promise<Answer> => {
        const url = new URL(address);
        const api = apiOf(url);
        const facts = {
            'http.request.method': method,
            'server.address': url.hostname,
            'url.path': url.pathname,
            'dpor.api': api,
        };
        return tracing.span({ name: `${method} ${api}`, kind: 'client', facts }, async (span) => {
            const answer = await ask().catch((error: unknown) => {
                meters.record('dpor.azure.requests', 1, { api, status: 'none' });
                throw error;
            });
            span.note({ 'http.response.status_code': answer.status });
            meters.record('dpor.azure.requests', 1, { api, status: statusClass(answer.status) });
            return answer;
        });
    };
