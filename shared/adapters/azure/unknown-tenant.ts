import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { createPipelineFromOptions, createPipelineRequest } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { AzureError } from '../../ports/azure.ts';
import { httpClient } from './http-client.ts';
import { NO_RETRIES, REQUEST_TIMEOUT_MS } from './request-limits.ts';

/** What MSAL says when the tenant's discovery document cannot be had: of no such tenant and of an outage alike. */
const NO_DISCOVERY = 'endpoints_resolution_error';

const noSuchTenant = z.looseObject({ error_codes: z.array(z.number()).refine((codes) => codes.includes(90002)) });

const isNoSuchTenant = (text: string | null | undefined): boolean => {
    try {
        return noSuchTenant.safeParse(JSON.parse(text ?? 'null')).success;
    } catch {
        return false;
    }
};

/** Whether Entra itself says that there is no such tenant; false where it cannot be asked. */
async function isUnknownTenant(config: Config, tenantId: string): Promise<boolean> {
    const request = createPipelineRequest({
        url: `${config.entra.authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`,
        timeout: REQUEST_TIMEOUT_MS,
    });
    const pipeline = createPipelineFromOptions({ retryOptions: NO_RETRIES });
    try {
        const { status, bodyAsText } = await pipeline.sendRequest(httpClient, request);
        return status === 400 && isNoSuchTenant(bodyAsText);
    } catch {
        // Then it is an outage, and the credential's own error says so.
        return false;
    }
}

/**
 * The same credential, which tells a tenant that does not exist from one that cannot be reached: the
 * first fails at its discovery document already, and MSAL keeps Entra's answer to itself.
 *
 * @returns a credential that throws AzureError `tenant-unknown` for the first
 */
export const tellingUnknownTenant = (
    config: Config,
    tenantId: string,
    credential: TokenCredential,
): TokenCredential => ({
    getToken: async (...args): Promise<AccessToken | null> => {
        try {
            return await credential.getToken(...args);
        } catch (error) {
            const hasNoDiscovery = error instanceof Error && error.message.includes(NO_DISCOVERY);
            if (!hasNoDiscovery || !(await isUnknownTenant(config, tenantId))) throw error;
            throw new AzureError('tenant-unknown', 'signing in: tenant-unknown (AADSTS90002)', { cause: error });
        }
    },
});
