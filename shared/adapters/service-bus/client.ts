import type { TokenCredential } from '@azure/core-auth';
import type { ServiceBusClient } from '@azure/service-bus';
import type { Connection } from '../../config.ts';

/** A send that fails is not lost, the sweep sends it again: so the SDK need not try for long. */
const RETRIES = { maxRetries: 1, retryDelayInMs: 200, timeoutInMs: 10_000 };

/**
 * The SDK is loaded with the first message: what only shows a page sends none.
 *
 * @param credential only used where the connection is by identity
 */
export const serviceBusClient = async (
    connection: Connection,
    credential: () => TokenCredential,
): Promise<ServiceBusClient> => {
    const { ServiceBusClient } = await import('@azure/service-bus');
    return connection.kind === 'connection-string'
        ? new ServiceBusClient(connection.connectionString, { retryOptions: RETRIES })
        : new ServiceBusClient(connection.endpoint, credential(), { retryOptions: RETRIES });
};
