import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Table Storage as it is when nothing was written: every list is empty. It takes identities alone, as the deployed one
 * does; the emulator takes those over its own HTTPS only.
 */
export async function startEmptyTables(): Promise<{ origin: string; close(): Promise<void> }> {
    const server = createServer((incoming, response) => {
        const isKnown = /^Bearer \S+$/.test(incoming.headers.authorization ?? '');
        // A table that is made.
        if (isKnown && incoming.method === 'POST') return void response.writeHead(204).end();
        response
            .writeHead(isKnown ? 200 : 403, { 'content-type': 'application/json;odata=minimalmetadata' })
            .end(isKnown ? '{"value":[]}' : '{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: async () => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
