import { createPipelineFromOptions, createPipelineRequest } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Azure } from '../../ports/azure.ts';
import { httpClient } from './http-client.ts';
import { NO_RETRIES, REQUEST_TIMEOUT_MS } from './request-limits.ts';
import { lazily } from '../../lazily.ts';

const TENANT = /authorization_uri="https:\/\/[^/"]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?"/i;

/** The tenant that ARM's 401 names, in lower case; undefined where it names none. */
export const tenantNamedBy = (wwwAuthenticate: string | undefined): string | undefined =>
    TENANT.exec(wwwAuthenticate ?? '')?.[1]?.toLowerCase();

const notFound = lazily(() => z.looseObject({ error: z.looseObject({ code: z.literal('SubscriptionNotFound') }) }));

const isNotFound = (text: string | null | undefined): boolean => {
    try {
        return notFound().safeParse(JSON.parse(text ?? 'null')).success;
    } catch {
        return false;
    }
};

/**
 * Asks ARM for a subscription without a token: its 401 names the tenant. Anything else than the two
 * answers that are known is `unknown`, as nobody promised either.
 */
export function tenantFinder(config: Config): Azure['findTenant'] {
    const pipeline = createPipelineFromOptions({ retryOptions: NO_RETRIES });
    return async (subscriptionId) => {
        const request = createPipelineRequest({
            url: `${config.arm.endpoint}/subscriptions/${subscriptionId}?api-version=2022-12-01`,
            timeout: REQUEST_TIMEOUT_MS,
        });
        try {
            const response = await pipeline.sendRequest(httpClient, request);
            const tenantId = tenantNamedBy(response.headers.get('www-authenticate'));
            if (response.status === 401 && tenantId !== undefined) return { kind: 'found', tenantId };
            if (response.status === 404 && isNotFound(response.bodyAsText)) return { kind: 'no-such-subscription' };
            return { kind: 'unknown' };
        } catch {
            // Unreachable: the caller asks for the tenant instead.
            return { kind: 'unknown' };
        }
    };
}
