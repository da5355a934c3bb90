import type { TokenCredential } from '@azure/core-auth';
import {
    bearerTokenAuthenticationPolicy,
    createHttpHeaders,
    createPipelineFromOptions,
    createPipelineRequest,
    RestError,
} from '@azure/core-rest-pipeline';
import type { Config } from '../../config.ts';
import { lazily } from '../../lazily.ts';
import { errorCodeOf, jsonOf } from './arm-answer.ts';
import { httpClient } from './http-client.ts';
import { NO_RETRIES, REQUEST_TIMEOUT_MS } from './request-limits.ts';

/**
 * Asks ARM what no current SDK has a method for; gives the body of a 200.
 *
 * @returns throws RestError for any other answer
 */
export function armReader(config: Config, credential: TokenCredential): (url: string) => Promise<unknown> {
    // One for all questions: the policy keeps the token.
    const pipeline = lazily(() => {
        const made = createPipelineFromOptions({ retryOptions: NO_RETRIES });
        made.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: config.arm.scope }));
        return made;
    });
    return async (url) => {
        const request = createPipelineRequest({
            url,
            timeout: REQUEST_TIMEOUT_MS,
            headers: createHttpHeaders({ accept: 'application/json' }),
        });
        const response = await pipeline().sendRequest(httpClient, request);
        if (response.status === 200) return jsonOf(response.bodyAsText);
        const code = errorCodeOf(jsonOf(response.bodyAsText));
        throw new RestError('ARM refused.', {
            statusCode: response.status,
            request,
            response,
            ...(code === undefined ? {} : { code }),
        });
    };
}
