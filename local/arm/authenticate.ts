import type { Caller } from './access/access.ts';
import { subscriptionNotFound, unauthorized, type ArmError } from './arm-error.ts';
import type { TokenClaims, Tokens, TokenVerdict } from './entra/tokens.ts';
import type { PlacedSubscription, World } from './state/world.ts';
import type { Request } from './wire.ts';

const bearerToken = (request: Request): string | undefined =>
    /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];

/** Who a request's token speaks for, if it is good; for the log of requests. */
export const goodClaims = async (request: Request, tokens: Tokens): Promise<TokenClaims | undefined> => {
    const token = bearerToken(request);
    if (token === undefined) return undefined;
    const verdict = await tokens.verify(token);
    return verdict.kind === 'good' ? verdict.claims : undefined;
};

const missingToken = (tenantId: string | undefined): ArmError =>
    unauthorized(
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is missing.",
        tenantId,
        "The authentication failed because of missing 'Authorization' header.",
    );

const badToken = (
    verdict: Exclude<TokenVerdict, { kind: 'good' }>,
    tenantId: string | undefined,
    now: Date,
): ArmError => {
    switch (verdict.kind) {
        case 'expired':
            return unauthorized(
                'ExpiredAuthenticationToken',
                `The access token expiry UTC time '${verdict.expiredAt.toISOString()}' is earlier than current UTC time ` +
                    `'${now.toISOString()}'.`,
                tenantId,
            );
        case 'wrongAudience':
            return unauthorized(
                'InvalidAuthenticationTokenAudience',
                'The access token has been obtained for wrong audience or resource. It should exactly match with one of ' +
                    "the allowed audiences 'https://management.core.windows.net/', 'https://management.azure.com/'.",
                tenantId,
            );
        case 'malformed':
            return unauthorized('InvalidAuthenticationToken', 'The access token is invalid.', tenantId);
    }
};

const otherTenant = (callerTenantId: string, tenantId: string): ArmError =>
    unauthorized(
        'InvalidAuthenticationTokenTenant',
        `The access token is from the wrong issuer 'https://sts.windows.net/${callerTenantId}/'. It must match the ` +
            `tenant 'https://sts.windows.net/${tenantId}/' associated with this subscription. Please use the authority ` +
            `(URL) 'https://login.windows.net/${tenantId}' to get the token. Note, if the subscription is transferred ` +
            'to another tenant there is no impact to the services, but information about new tenant could take time to ' +
            'propagate (up to an hour). If you just transferred your subscription and see this error message, please ' +
            'try back later.',
        tenantId,
        'The access token is from the wrong issuer. It must match the tenant associated with this subscription. ' +
            'Please use correct authority to get the token.',
    );

const isDelegatedTo = ({ delegations }: PlacedSubscription, tenantId: string): boolean =>
    delegations.some(({ managedByTenantId }) => managedByTenantId === tenantId);

/**
 * Finds out who asks, and that it may ask about this subscription at all.
 * @param subscriptionId of the path; undefined above subscriptions
 * @throws ArmError 401 for a token that is missing, bad, expired or of another tenant, 404 for a subscription that
 *   exists nowhere: both are told without a token too, and the 401 names the subscription's tenant
 */
export const authenticate = async (
    request: Request,
    subscriptionId: string | undefined,
    world: World,
    tokens: Tokens,
    now: Date,
): Promise<Caller> => {
    const placed = subscriptionId === undefined ? undefined : world.subscription(subscriptionId);
    const tenantId = placed?.tenant.row.tenantId;
    const token = bearerToken(request);
    if (token === undefined) {
        if (request.headers.authorization !== undefined) {
            throw unauthorized(
                'AuthenticationFailedInvalidHeader',
                "Authentication failed. The 'Authorization' header is provided in an invalid format.",
                tenantId,
            );
        }
        if (subscriptionId !== undefined && placed === undefined) throw subscriptionNotFound(subscriptionId);
        throw missingToken(tenantId);
    }
    const verdict = await tokens.verify(token);
    if (verdict.kind !== 'good') throw badToken(verdict, tenantId, now);
    const { claims } = verdict;
    const tenant = world.tenant(claims.tenantId);
    if (tenant === undefined) throw badToken({ kind: 'malformed' }, tenantId, now);
    if (subscriptionId !== undefined && placed === undefined) throw subscriptionNotFound(subscriptionId);
    if (placed !== undefined && placed.tenant !== tenant && !isDelegatedTo(placed, claims.tenantId)) {
        throw otherTenant(claims.tenantId, placed.tenant.row.tenantId);
    }
    return {
        tenant,
        objectId: claims.objectId,
        appId: claims.appId,
        client: claims.userPrincipalName ?? claims.appId,
        identities: tenant.identities(claims.objectId),
    };
};
