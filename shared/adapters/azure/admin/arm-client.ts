import { createHttpHeaders, createPipelineFromOptions, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { HttpMethods, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import type { Config } from '../../../config.ts';
import { AzureError } from '../../../ports/azure.ts';
import { jsonOf } from '../arm-answer.ts';
import { httpClient } from '../http-client.ts';
import { NO_RETRIES, REQUEST_TIMEOUT_MS } from '../request-limits.ts';
import { armFailure } from './arm-failure.ts';

/** Azure Resource Manager as one person. Paths begin with a slash and hold their query. Everything throws AzureError. */
export interface Arm {
    get<T>(doing: string, path: string, shape: z.ZodType<T>): Promise<T>;
    /** The rows of a list, page after page. */
    list<T>(doing: string, path: string, row: z.ZodType<T>): AsyncGenerator<T, void, undefined>;
    /** @returns the status, one of 2xx */
    write(doing: string, method: 'PUT' | 'DELETE', path: string, body?: unknown): Promise<number>;
}

/**
 * Asks by Microsoft's pipeline alone, as its clients do too much for a token that is given: on a demand for more claims
 * they ask again with the same token, and where they cannot read the demand they take the 401 for an answer. Nothing is
 * asked twice here, and no redirect is followed. Connections are everybody's, the token goes with each request.
 */
export function armFor(config: Config): (accessToken: string) => Arm {
    const pipeline = createPipelineFromOptions({ retryOptions: NO_RETRIES, redirectOptions: { maxRetries: 0 } });
    return (accessToken) => armAs(config, (request) => pipeline.sendRequest(httpClient, request), accessToken);
}

function armAs(config: Config, ask: (request: PipelineRequest) => Promise<PipelineResponse>, accessToken: string): Arm {
    const { origin } = new URL(config.arm.endpoint);

    async function send(doing: string, method: HttpMethods, url: string, body?: unknown): Promise<PipelineResponse> {
        // A link to a next page comes from outside: the token goes to Azure Resource Manager and nowhere else.
        if (!URL.canParse(url) || new URL(url).origin !== origin || !origin.startsWith('https:'))
            throw new AzureError('unexpected', `${doing}: an address that is not Azure Resource Manager's`);
        const request = createPipelineRequest({
            url,
            method,
            timeout: REQUEST_TIMEOUT_MS,
            headers: createHttpHeaders({
                accept: 'application/json',
                authorization: `Bearer ${accessToken}`,
                ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            }),
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        let answer;
        try {
            answer = await ask(request);
        } catch {
            // No cause: it holds the request.
            throw new AzureError('unavailable', `${doing}: no answer`);
        }
        if (answer.status < 200 || answer.status > 299) throw armFailure(doing, answer);
        return answer;
    }

    async function read<T>(doing: string, url: string, shape: z.ZodType<T>): Promise<T> {
        const parsed = shape.safeParse(jsonOf((await send(doing, 'GET', url)).bodyAsText));
        if (!parsed.success) throw new AzureError('unexpected', `${doing}: an answer of another form`);
        return parsed.data;
    }

    return {
        get: (doing, path, shape) => read(doing, `${config.arm.endpoint}${path}`, shape),
        list: async function* <T>(doing: string, path: string, row: z.ZodType<T>) {
            const page = z.looseObject({
                value: z.array(row),
                nextLink: z.string().nullish(),
                '@nextLink': z.string().nullish(),
            });
            let next: string | null | undefined = `${config.arm.endpoint}${path}`;
            while (typeof next === 'string' && next !== '') {
                const url: string = next;
                const found: z.infer<typeof page> = await read(doing, url, page);
                yield* found.value;
                next = found.nextLink ?? found['@nextLink'];
                if (next === url) throw new AzureError('unexpected', `${doing}: a page that follows itself`);
            }
        },
        write: async (doing, method, path, body) =>
            (await send(doing, method, `${config.arm.endpoint}${path}`, body)).status,
    };
}
