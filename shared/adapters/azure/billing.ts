import type { TokenCredential } from '@azure/core-auth';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { AzureError } from '../../ports/azure.ts';
import type { TenantAccess } from '../../ports/azure.ts';
import { armReader } from './arm-get.ts';
import { asking } from './azure-error.ts';

const billingProperty = z.looseObject({
    properties: z.looseObject({
        billingAccountAgreementType: z.string().regex(/^\w{1,100}$/),
        billingAccountId: z.string().max(500),
    }),
});

/**
 * Microsoft documents no answer for some agreements, the Enterprise Agreement among them, and none for what is refused
 * there: any refusal that is not one of rights tells of no agreement.
 */
const isNone = ({ status, kind }: AzureError): boolean =>
    status !== undefined && [400, 404, 409, 422].includes(status) && kind !== 'forbidden';

/** The agreement of a subscription. No SDK on npm speaks the version of the API that names it. */
export function billing(config: Config, credential: TokenCredential): Pick<TenantAccess, 'agreement'> {
    const armGet = armReader(config, credential);
    return {
        agreement: async (subscriptionId) => {
            const url = `${config.arm.endpoint}/subscriptions/${subscriptionId}/providers/Microsoft.Billing/billingProperty/default?api-version=2024-04-01`;
            try {
                const { properties } = await asking('reading the billing property', async () =>
                    billingProperty.parse(await armGet(url)),
                );
                return {
                    type: properties.billingAccountAgreementType,
                    accountId: properties.billingAccountId.split('/').at(-1) ?? '',
                };
            } catch (error) {
                if (error instanceof AzureError && isNone(error)) return undefined;
                throw error;
            }
        },
    };
}
