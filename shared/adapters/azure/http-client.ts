import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Telemetry } from '../../ports/telemetry.ts';
import { watchedRequest } from '../../telemetry/watched-requests.ts';

const connections = createDefaultHttpClient();

const watch: { request: ReturnType<typeof watchedRequest> | undefined } = { request: undefined };

/** Has every request to Entra and ARM watched from now on. */
export const watchRequests = (telemetry: Telemetry): void => {
    watch.request = watchedRequest(telemetry);
};

/**
 * The connections to Entra and ARM, everybody's: each such client keeps its own open, and those of a tenant would outlive
 * the work on it.
 */
export const httpClient: HttpClient = {
    sendRequest: (request) => {
        const ask = () => connections.sendRequest(request);
        return watch.request === undefined ? ask() : watch.request(request.method, request.url, ask);
    },
};
