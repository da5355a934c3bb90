import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { UnavailableError } from '../../domain/errors.ts';
import type { AccessTokens } from '../../ports/access-tokens.ts';
import type { Clock } from '../../ports/clock.ts';
import { claimsOfAccessToken } from './access-claims.ts';
import { lazily } from '../../lazily.ts';

/** How long one request for the keys may take, in ms. */
const TIMEOUT_MS = 5000;
/** How long it is taken as found where the keys are, in ms. */
const KEPT_MS = 60 * 60 * 1000;
/** Clocks differ, in seconds. */
const CLOCK_SKEW = 60;
/** In characters; Entra's have two or three thousand. */
const LONGEST = 16 * 1024;

const metadataSchema = lazily(() => z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https$/ }) }));

const codeOf = (error: unknown): string =>
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Errors that say something of the token; all others say that its keys could not be had. */
const isOfToken = (error: unknown): boolean =>
    /^ERR_(JWKS_(NO|MULTIPLE)_MATCHING_KEYS?|JOSE_NOT_SUPPORTED)$/.test(codeOf(error));

const noKeys = (cause: unknown): UnavailableError =>
    new UnavailableError('The signing keys of Entra cannot be had.', { cause });

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
    const { createRemoteJWKSet } = await import('jose');
    try {
        const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
            redirect: 'error',
            signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const metadata = metadataSchema().parse(await answer.json());
        if (metadata.issuer !== issuer) throw new Error('The metadata is of another issuer.');
        return createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: TIMEOUT_MS });
    } catch (error) {
        throw noKeys(error);
    }
}

/**
 * Access tokens verified against the keys of the partner's own tenant, which are discovered on first use. An unknown key
 * is looked for at most twice a minute, whatever is sent.
 */
export function entraAccessTokens({ entra, partner }: Pick<Config, 'entra' | 'partner'>, clock: Clock): AccessTokens {
    const issuer = `${entra.authorityHost}/${partner.tenantId}/v2.0`;
    let known: { until: number; keys: Promise<JWTVerifyGetKey> } | undefined;

    const discovered = async (): Promise<JWTVerifyGetKey> => {
        const now = clock.now().getTime();
        if (known === undefined || now >= known.until) known = { until: now + KEPT_MS, keys: discoverKeys(issuer) };
        const { keys } = known;
        try {
            return await keys;
        } catch (error) {
            if (known.keys === keys) known = undefined;
            throw error;
        }
    };

    const keyOf: JWTVerifyGetKey = async (header, token) => {
        const keys = await discovered();
        try {
            return await keys(header, token);
        } catch (error) {
            throw isOfToken(error) ? error : noKeys(error);
        }
    };

    return {
        async verify(token) {
            if (token.length > LONGEST) return undefined;
            // No other caller needs it: most of them come with a key.
            const { jwtVerify } = await import('jose');
            try {
                const { payload } = await jwtVerify(token, keyOf, {
                    algorithms: ['RS256'],
                    requiredClaims: ['exp', 'nbf'],
                    clockTolerance: CLOCK_SKEW,
                    currentDate: clock.now(),
                });
                return claimsOfAccessToken(payload);
            } catch (error) {
                if (codeOf(error).startsWith('ERR_J')) return undefined;
                throw error;
            }
        },
    };
}
