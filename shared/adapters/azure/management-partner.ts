import { ACEProvisioningManagementPartnerAPI } from '@azure/arm-managementpartner';
import type { PartnerResponse } from '@azure/arm-managementpartner';
import type { TokenCredential } from '@azure/core-auth';
import type { Config } from '../../config.ts';
import { lazily } from '../../lazily.ts';
import { AzureError } from '../../ports/azure.ts';
import type { PartnerLink, TenantAccess } from '../../ports/azure.ts';
import { asAzureError, asking } from './azure-error.ts';
import { httpClient } from './http-client.ts';
import { NO_RETRIES, REQUEST_TIMEOUT_MS } from './request-limits.ts';

/** Undefined for none, and for what is no date. */
const timeOf = (date: Date | undefined): string | undefined =>
    date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString();

const linkOf = (answer: PartnerResponse): PartnerLink => {
    if (answer.partnerId === undefined)
        throw new AzureError('unexpected', 'Microsoft answered a link without partner ID.');
    return {
        partnerId: answer.partnerId,
        partnerName: answer.partnerName ?? null,
        state: answer.state ?? 'Active',
        createdTime: timeOf(answer.createdTime),
        updatedTime: timeOf(answer.updatedTime),
    };
};

/** 204 is no error but Azure's word for what was gone already; the client does not know it of this operation. */
const isDeleted = ({ status }: AzureError): boolean => status === 404 || status === 204;

const options = { requestOptions: { timeout: REQUEST_TIMEOUT_MS } };

/** The link of our own identity in one tenant, by Microsoft's own client. */
export function managementPartner(
    config: Config,
    credential: TokenCredential,
): Pick<TenantAccess, 'link' | 'createLink' | 'changeLink' | 'deleteLink'> {
    const client = lazily(
        () =>
            new ACEProvisioningManagementPartnerAPI(credential, {
                endpoint: config.arm.endpoint,
                credentialScopes: config.arm.scope,
                retryOptions: NO_RETRIES,
                httpClient,
            }),
    );
    const writing = async (doing: string, call: () => Promise<PartnerResponse>): Promise<PartnerLink> => {
        try {
            return linkOf(await call());
        } catch (error) {
            const known = asAzureError(error, doing);
            throw known.status === 400 ? new AzureError('partner-id-refused', known.message, { cause: error }) : known;
        }
    };
    return {
        link: async () => {
            try {
                const link = await asking('reading the link', async () => linkOf(await client().partners.get(options)));
                return link.state === 'Deleted' ? undefined : link;
            } catch (error) {
                if (error instanceof AzureError && error.status === 404) return undefined;
                throw error;
            }
        },
        createLink: (partnerId) => writing('linking', () => client().partner.create(partnerId, options)),
        changeLink: (partnerId) => writing('changing the link', () => client().partner.update(partnerId, options)),
        deleteLink: async (partnerId) => {
            try {
                await asking('deleting the link', () => client().partner.delete(partnerId, options));
            } catch (error) {
                if (!(error instanceof AzureError && isDeleted(error))) throw error;
            }
        },
    };
}
