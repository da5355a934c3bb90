import type { TokenCredential } from '@azure/core-auth';
import type { Config } from '../../config.ts';
import type { Azure } from '../../ports/azure.ts';
import { asking } from './azure-error.ts';
import { billing } from './billing.ts';
import { tenantFinder } from './find-tenant.ts';
import { lighthouse } from './lighthouse.ts';
import { managementPartner } from './management-partner.ts';
import { partnerCredential } from './partner-credential.ts';
import { principalIdOf } from './principal-id.ts';
import { roles } from './roles.ts';
import { sharingToken } from './shared-token.ts';
import { subscriptions } from './subscriptions.ts';
import { tellingUnknownTenant } from './unknown-tenant.ts';

/** Entra and ARM by the real SDKs. */
export const azureAdapter = (
    config: Config,
    credentialFor: (tenantId: string) => TokenCredential = (tenantId) => partnerCredential(config, tenantId),
): Azure => ({
    findTenant: tenantFinder(config),
    tenant: (tenantId) => {
        const credential = sharingToken(tellingUnknownTenant(config, tenantId, credentialFor(tenantId)));
        return {
            tenantId,
            principalId: () =>
                asking('signing in', async () =>
                    principalIdOf((await credential.getToken(config.arm.scope))?.token ?? ''),
                ),
            ...managementPartner(config, credential),
            ...subscriptions(config, credential),
            ...roles(config, credential),
            ...lighthouse(config, credential),
            ...billing(config, credential),
        };
    },
});
