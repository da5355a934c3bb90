import type { ServiceBusClient } from '@azure/service-bus';

/**
 * One client for each connection string, made when first asked for. Its waits between attempts are short, so that a
 * trigger is back within a second of the broker; the SDK is loaded only where there is a queue function.
 */
export const createClients = () => {
    const clients = new Map<string, ServiceBusClient>();
    return {
        get: async (connectionString: string): Promise<ServiceBusClient> => {
            const { ServiceBusClient } = await import('@azure/service-bus');
            const client =
                clients.get(connectionString) ??
                new ServiceBusClient(connectionString, {
                    retryOptions: { retryDelayInMs: 200, maxRetryDelayInMs: 500, timeoutInMs: 10_000 },
                });
            clients.set(connectionString, client);
            return client;
        },
        close: async (): Promise<void> => {
            await Promise.allSettled([...clients.values()].map((client) => client.close()));
        },
    };
};
