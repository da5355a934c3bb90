import { request as plainRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';
import type { Meant } from './led-connections.ts';

/** What stands behind a name of a cloud. */
export interface Behind {
    /** Origin of a double on this machine. */
    origin: string;
    /** Certificate to trust, PEM. */
    ca?: string;
    /** Words of the request that the double knows by others, and the other way round in its answers. */
    words?: readonly (readonly [ofCloud: string, ofDouble: string])[];
}

/** A request as it came to a name. */
export interface Asked {
    host: string;
    path: string;
    body: string;
}

export interface CloudFront {
    readonly asked: readonly Asked[];
    /** The port on this machine where a connection finds its double. */
    portFor(meant: Meant): number;
    close(): Promise<void>;
}

const certificateFor = async (names: readonly string[]) => {
    const made = await generate([{ name: 'commonName', value: 'the cloud in a test' }], {
        keySize: 2048,
        algorithm: 'sha256',
        extensions: [
            { name: 'basicConstraints', cA: true, critical: true },
            { name: 'keyUsage', keyCertSign: true, digitalSignature: true, keyEncipherment: true, critical: true },
            { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
        ],
    });
    return { key: made.private, cert: made.cert };
};

const textOf = async (stream: AsyncIterable<unknown>): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks).toString();
};

const translated = (text: string, words: readonly (readonly [string, string])[]): string =>
    words.reduce(
        (so, [from, to]) => so.replaceAll(from, to).replaceAll(encodeURIComponent(from), encodeURIComponent(to)),
        text,
    );

async function passOn({ origin, ca, words = [] }: Behind, incoming: IncomingMessage, body: string) {
    const headers: Record<string, string | string[] | undefined> = { ...incoming.headers };
    delete headers.host;
    delete headers['accept-encoding'];
    const sent = translated(body, words);
    if (body !== '') headers['content-length'] = String(Buffer.byteLength(sent));
    const url = new URL(translated(incoming.url ?? '/', words), origin);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const options = { method: incoming.method, headers, agent: false };
        const outgoing =
            url.protocol === 'https:'
                ? secureRequest(url, { ...options, ca }, resolve)
                : plainRequest(url, options, resolve);
        outgoing.on('error', reject);
        outgoing.end(sent);
    });
    const back = words.map(([ofCloud, ofDouble]) => [ofDouble, ofCloud] as const);
    return { answer, text: translated(await textOf(answer), back) };
}

/**
 * The doubles under the names that a cloud has them by: HTTPS for what is asked, and TLS before the broker.
 *
 * @param behind by host; a host that is not in it answers 421
 * @param broker host and the double's port
 */
export async function startCloudFront(
    behind: ReadonlyMap<string, Behind>,
    broker: { host: string; port: number },
): Promise<CloudFront> {
    const certificate = await certificateFor([...behind.keys(), broker.host]);
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, certificate.cert]);
    const asked: Asked[] = [];
    const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
        const host = incoming.headers.host ?? '';
        const body = await textOf(incoming);
        asked.push({ host, path: incoming.url ?? '', body });
        const found = behind.get(host);
        if (found === undefined) return void outgoing.writeHead(421).end();
        const { answer, text } = await passOn(found, incoming, body);
        const headers = { ...answer.headers };
        delete headers['content-length'];
        delete headers['transfer-encoding'];
        outgoing.writeHead(answer.statusCode ?? 500, headers).end(text);
    };
    const web = createServer(certificate, (incoming, outgoing) => {
        handle(incoming, outgoing).catch(() => outgoing.destroy());
    });
    const amqp = createTlsServer(certificate, (socket) => {
        const inner = connect(broker.port, '127.0.0.1');
        socket.on('error', () => inner.destroy()).pipe(inner);
        inner.on('error', () => socket.destroy()).pipe(socket);
    });
    await Promise.all([web, amqp].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
    const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
    return {
        asked,
        portFor: ({ host }) => portOf(host === broker.host ? amqp : web),
        close: async () => {
            setDefaultCACertificates(trusted);
            web.closeAllConnections();
            await Promise.all([web, amqp].map((server) => new Promise((done) => server.close(done))));
        },
    };
}
