import type { TokenCredential } from '@azure/core-auth';
import { TableClient } from '@azure/data-tables';
import type { Connection } from '../../config.ts';

/**
 * @param connection a connection string, or the table service's address for the managed identity
 * @param credential only used with an address
 */
export function tableClient(connection: Connection, credential: () => TokenCredential, name: string): TableClient {
    if (connection.kind === 'identity') return new TableClient(connection.endpoint, name, credential());
    return TableClient.fromConnectionString(connection.connectionString, name, {
        // Only a connection string that itself says http:// (an emulator) is spoken to in the clear.
        allowInsecureConnection: /TableEndpoint=http:|DefaultEndpointsProtocol=http;/i.test(
            connection.connectionString,
        ),
    });
}
