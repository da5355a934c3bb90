import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ACEProvisioningManagementPartnerAPI } from '@azure/arm-managementpartner';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { TokenCredential } from '@azure/core-auth';
import {
    createDefaultHttpClient,
    createHttpHeaders,
    createPipelineRequest,
    type HttpMethods,
} from '@azure/core-rest-pipeline';
import { ClientSecretCredential } from '@azure/identity';
import { importPKCS8, SignJWT } from 'jose';
import { startArm, type ArmDouble, type ArmOptions } from '../../../local/arm/index.ts';
import type { SampleDocument } from '../../../local/arm/state/document.ts';
import type { Exchange } from '../../../local/exchange.ts';
import { localCertificate } from '../../../local/tls.ts';
import { checkExchange } from '../../support/conformance.ts';
import { CLIENT_ID } from './sample-ids.ts';

/** The scope of ARM's tokens: the clients would take it from their endpoint, which is local here. */
export const ARM_SCOPE = 'https://management.azure.com/.default';

// The clients' own waiting is not under test, and would hide what the service said first.
const clientOptions = { retryOptions: { maxRetries: 0 } };

/** An answer as it came. */
export interface Answer {
    status: number;
    headers: Record<string, string>;
    /** Parsed JSON, else the text. */
    body: unknown;
}

/** A request by hand; `token` is a credential to take one from, or the token itself. */
export interface Call {
    method?: HttpMethods;
    path: string;
    token?: TokenCredential | string;
    body?: unknown;
    headers?: Record<string, string>;
}

/** The sample document, fresh. */
export const sampleDocument = (): SampleDocument =>
    JSON.parse(readFileSync(join(__dirname, '../../../local/sample-tenants.json'), 'utf8')) as SampleDocument;

const http = createDefaultHttpClient();

const parsed = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
};

/** Sends one request through the pipeline's HTTP client and nothing else: no retries, no redirects. */
export const send = async (
    endpoint: string,
    { method = 'GET', path, token, body, headers = {} }: Call,
): Promise<Answer> => {
    const all = createHttpHeaders(headers);
    const bearer = typeof token === 'object' ? (await token.getToken(ARM_SCOPE))?.token : token;
    if (bearer !== undefined) all.set('Authorization', `Bearer ${bearer}`);
    if (body !== undefined && !all.has('Content-Type')) all.set('Content-Type', 'application/json');
    const request = createPipelineRequest({
        url: `${endpoint}${path}`,
        method,
        headers: all,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const response = await http.sendRequest(request);
    return {
        status: response.status,
        headers: response.headers.toJSON(),
        body: parsed(response.bodyAsText ?? ''),
    };
};

/** Starts the double over the sample tenants and gives what the tests need to talk to it. */
export const startDouble = async (options: Partial<ArmOptions> = {}) => {
    const certificate = await localCertificate(undefined);
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.cert]);
    const exchanges: Exchange[] = [];
    const start = (): Promise<ArmDouble> =>
        startArm({
            port: 0,
            tls: certificate,
            document: sampleDocument(),
            record: (exchange) => exchanges.push(exchange),
            ...options,
        });
    const double = await start();
    const { url } = double;
    const credential = (tenantId: string, secret = 'local'): ClientSecretCredential =>
        new ClientSecretCredential(tenantId, CLIENT_ID, secret, {
            authorityHost: url,
            disableInstanceDiscovery: true,
            ...clientOptions,
        });
    const armClient = { endpoint: url, credentialScopes: ARM_SCOPE, ...clientOptions };
    const call = (request: Call): Promise<Answer> => send(url, request);
    return {
        url,
        certificate,
        exchanges,
        credential,
        call,
        partner: (tenantId: string) => new ACEProvisioningManagementPartnerAPI(credential(tenantId), armClient),
        subscriptions: (tenantId: string) =>
            new SubscriptionClient(credential(tenantId), { endpoint: url, ...clientOptions }),
        authorization: (tenantId: string, subscriptionId: string) =>
            new AuthorizationManagementClient(credential(tenantId), subscriptionId, armClient),
        /** A token as Entra would give it to a person, or to whatever the claims say. */
        async userToken(tenantId: string, objectId: string, claims: Record<string, unknown> = {}, lifetime = 3600) {
            const now = Math.floor(Date.now() / 1000);
            return new SignJWT({
                appid: CLIENT_ID,
                appidacr: '1',
                idtyp: 'user',
                oid: objectId,
                tid: tenantId,
                scp: 'user_impersonation',
                ver: '1.0',
                ...claims,
            })
                .setProtectedHeader({ alg: 'RS256' })
                .setAudience(typeof claims.aud === 'string' ? claims.aud : 'https://management.azure.com')
                .setIssuer(`https://sts.windows.net/${tenantId}/`)
                .setSubject(objectId)
                .setIssuedAt(now)
                .setExpirationTime(now + lifetime)
                .sign(await importPKCS8(certificate.key, 'RS256'));
        },
        state: async (): Promise<SampleDocument> => (await call({ path: '/_sim/state' })).body as SampleDocument,
        /** Changes the document of the double. */
        async change(edit: (document: SampleDocument) => void): Promise<Answer> {
            const document = (await call({ path: '/_sim/state' })).body as SampleDocument;
            edit(document);
            return call({ method: 'PUT', path: '/_sim/state', body: document });
        },
        /** Puts the sample tenants back and forgets what was seen. */
        async reset(): Promise<void> {
            await call({ method: 'PUT', path: '/_sim/state', body: sampleDocument() });
            await call({ method: 'DELETE', path: '/_sim/faults' });
            await call({ method: 'DELETE', path: '/_sim/requests' });
            exchanges.length = 0;
        },
        /** What the exchanges since the last reset break of the services' documents. */
        violations: (): string[] =>
            exchanges.flatMap((exchange) =>
                checkExchange(exchange).map(
                    (problem) => `${exchange.request.method} ${exchange.request.url}: ${problem}`,
                ),
            ),
        /** Origin of Entra's pages. */
        signInUrl: double.signInUrl,
        registerCallback: (callback: string, of?: 'app' | 'operations') => double.registerCallback(callback, of),
        close: () => double.close(),
    };
};

export type Double = Awaited<ReturnType<typeof startDouble>>;

/** A tenant of a document. */
export const tenantOf = (document: SampleDocument, tenantId: string): SampleDocument['tenants'][number] => {
    const found = document.tenants.find((tenant) => tenant.tenantId === tenantId);
    if (found === undefined) throw new Error(`no tenant ${tenantId}`);
    return found;
};

/** Everything a list of a client yields. */
export const all = async <Item>(list: AsyncIterable<Item>): Promise<Item[]> => {
    const items: Item[] = [];
    for await (const item of list) items.push(item);
    return items;
};

/** Code of an ARM error body. */
export const codeOf = (answer: Answer): unknown => (answer.body as { error?: { code?: unknown } }).error?.code;
