import { entraAccessTokens } from './adapters/entra/access-tokens.ts';
import { hostKeys } from './adapters/host-keys.ts';
import type { Config } from './config.ts';
import type { OpsAccess } from './http/ops/ops-scope.ts';
import type { PartnerAdmission } from './http/partner-api/admit.ts';
import { partnerRoutes } from './http/partner-api/partner-route.ts';
import type { PartnerRoute } from './http/partner-api/partner-route.ts';
import type { Clock } from './ports/clock.ts';

export interface AccessModule {
    opsAccess: OpsAccess;
    partnerRoute: PartnerRoute;
    /** Whether the host is asked about keys, and needs a route to be asked for. */
    asksHostForKeys: boolean;
}

/** The route that the host is asked for, below `/api`. */
export const PARTNER_KEY_ROUTE = 'partner-key';

function admissionOf({ operators, publicBaseUrl, ...config }: Config, clock: Clock): PartnerAdmission | undefined {
    const { api, rules } = operators;
    if (api === 'key' || rules === undefined) return undefined;
    return {
        rules,
        tokens: entraAccessTokens(config, clock),
        keys: api === 'both' ? hostKeys(`${publicBaseUrl}/api/${PARTNER_KEY_ROUTE}`, clock) : undefined,
    };
}

/** Who may see the operations pages and call the partner's API. */
export const buildAccess = (config: Config, clock: Clock): AccessModule => ({
    opsAccess: {
        rules: config.operators.isPlatformSignIn ? config.operators.rules : undefined,
        publicBaseUrl: config.publicBaseUrl,
        partner: config.partner,
    },
    partnerRoute: partnerRoutes(admissionOf(config, clock)),
    asksHostForKeys: config.operators.api === 'both',
});
