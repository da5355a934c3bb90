import type { SampleDocument } from './document.ts';

/** A registration that people sign in to, or that asks for tokens itself. */
export interface Application {
    clientId: string;
    clientSecret: string;
    redirectUris: string[];
    /** `operations`: single-tenant, and its app roles stand in its tokens. */
    kind: 'partner' | 'operations';
}

/** Whether a resource is the operations registration's own API, by its application ID URI or its client ID. */
export const isOperationsResource = ({ operations }: SampleDocument, resource: string): boolean =>
    operations !== undefined && [operations.clientId, `api://${operations.clientId}`].includes(resource.toLowerCase());

/**
 * The registration of a client ID as a tenant knows it; undefined where it knows none. The operations registration is
 * known in its home tenant alone.
 */
export const applicationIn = (
    { app, operations }: SampleDocument,
    tenantId: string,
    clientId: string,
): Application | undefined => {
    const wanted = clientId.toLowerCase();
    if (wanted === app.clientId) return { ...app, kind: 'partner' };
    if (wanted !== operations?.clientId || tenantId !== app.homeTenantId) return undefined;
    return { ...operations, kind: 'operations' };
};
