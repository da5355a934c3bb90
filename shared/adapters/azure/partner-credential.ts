import type { TokenCredential } from '@azure/core-auth';
import {
    ClientAssertionCredential,
    ClientCertificateCredential,
    ClientSecretCredential,
    ManagedIdentityCredential,
} from '@azure/identity';
import type { Config } from '../../config.ts';
import { httpClient } from './http-client.ts';
import { NO_RETRIES } from './request-limits.ts';

/** Secretless: each call gives a token of the managed identity, which stands as the application's client assertion. */
export function managedIdentityAssertion(config: Config, managedIdentityClientId: string): () => Promise<string> {
    const identity = new ManagedIdentityCredential(managedIdentityClientId, { retryOptions: NO_RETRIES, httpClient });
    const scope = `${config.entra.tokenExchangeAudience}/.default`;
    return async () => (await identity.getToken(scope)).token;
}

/**
 * The partner's application as it shows itself in a customer's tenant: with a client secret, a
 * certificate, or secretless, by a managed identity whose token is the client assertion.
 */
export function partnerCredential(config: Config, tenantId: string): TokenCredential {
    const { clientId, credential } = config.partner;
    const options = {
        authorityHost: config.entra.authorityHost,
        disableInstanceDiscovery: !config.entra.instanceDiscovery,
        retryOptions: NO_RETRIES,
        httpClient,
    };
    switch (credential.kind) {
        case 'secret':
            return new ClientSecretCredential(tenantId, clientId, credential.clientSecret, options);
        case 'certificate':
            return new ClientCertificateCredential(tenantId, clientId, credential.certificatePath, options);
        case 'managed-identity': {
            const assertion = managedIdentityAssertion(config, credential.managedIdentityClientId);
            return new ClientAssertionCredential(tenantId, clientId, assertion, options);
        }
    }
}
