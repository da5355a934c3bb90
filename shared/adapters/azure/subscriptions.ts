import type { Subscription } from '@azure/arm-resources-subscriptions';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { TokenCredential } from '@azure/core-auth';
import { isRestError } from '@azure/core-rest-pipeline';
import type { Config } from '../../config.ts';
import { lazily } from '../../lazily.ts';
import { AzureError } from '../../ports/azure.ts';
import type { AzureSubscription, TenantAccess } from '../../ports/azure.ts';
import { asAzureError, asking } from './azure-error.ts';
import { tenantNamedBy } from './find-tenant.ts';
import { httpClient } from './http-client.ts';
import { NO_RETRIES, REQUEST_TIMEOUT_MS } from './request-limits.ts';

const subscriptionOf = (answer: Subscription): AzureSubscription => {
    const { subscriptionId, tenantId } = answer;
    if (subscriptionId === undefined || tenantId === undefined) {
        throw new AzureError('unexpected', 'Microsoft answered a subscription without ID or tenant.');
    }
    return {
        subscriptionId: subscriptionId.toLowerCase(),
        tenantId: tenantId.toLowerCase(),
        displayName: answer.displayName ?? subscriptionId,
        state: answer.state ?? 'Enabled',
        quotaId: answer.subscriptionPolicies?.quotaId ?? null,
    };
};

const options = { requestOptions: { timeout: REQUEST_TIMEOUT_MS } };

/** The subscriptions that our own identity can see, by Microsoft's own client. */
export function subscriptions(
    config: Config,
    credential: TokenCredential,
): Pick<TenantAccess, 'subscriptions' | 'subscription'> {
    const client = lazily(
        () =>
            new SubscriptionClient(credential, {
                endpoint: config.arm.endpoint,
                credentials: { scopes: [config.arm.scope] },
                retryOptions: NO_RETRIES,
                httpClient,
            }),
    );
    return {
        subscriptions: async function* () {
            try {
                for await (const answer of client().subscriptions.list(options)) yield subscriptionOf(answer);
            } catch (error) {
                throw asAzureError(error, 'listing subscriptions');
            }
        },
        subscription: async (subscriptionId) => {
            try {
                const answer = await asking('reading a subscription', () =>
                    client().subscriptions.get(subscriptionId, options),
                );
                return { kind: 'found', subscription: subscriptionOf(answer) };
            } catch (error) {
                if (!(error instanceof AzureError)) throw error;
                if (error.code === 'SubscriptionNotFound') return { kind: 'gone' };
                if (error.code === 'InvalidAuthenticationTokenTenant') {
                    const { cause } = error;
                    const said = isRestError(cause) ? cause.response?.headers.get('www-authenticate') : undefined;
                    return { kind: 'another-tenant', tenantId: tenantNamedBy(said) };
                }
                if (error.kind === 'forbidden') return { kind: 'forbidden' };
                throw error;
            }
        },
    };
}
