import { z } from 'zod';
import type { OperatorClaims } from '../../domain/ops/operator.ts';
import { lazily } from '../../lazily.ts';

const text = () => z.string().min(1);

/** What we need of an access token, in version 1 or 2. */
const schema = lazily(() =>
    z.looseObject({
        iss: text(),
        aud: text(),
        sub: text(),
        tid: text(),
        oid: text(),
        idp: text().optional(),
        roles: z.array(z.string()).default([]),
        /** The application that got the token: version 2, version 1. No ID token names one. */
        azp: text().optional(),
        appid: text().optional(),
        app_displayname: text().optional(),
        /** What a person lets the application do in their name; absent where it acts for itself. */
        scp: text().optional(),
        idtyp: text().optional(),
        preferred_username: text().optional(),
        upn: text().optional(),
        unique_name: text().optional(),
        email: text().optional(),
    }),
);

/**
 * The claims of an access token whose signature is verified; undefined where it is none. An ID token of the same
 * registration has the same issuer, audience and roles and is no permission to call anything: it names no application.
 */
export function claimsOfAccessToken(payload: unknown): OperatorClaims | undefined {
    const parsed = schema().safeParse(payload);
    if (!parsed.success) return undefined;
    const { data } = parsed;
    const application = data.azp ?? data.appid;
    const isAppOnly = data.scp === undefined && (data.idtyp === 'app' || data.oid === data.sub);
    if (application === undefined || (data.scp === undefined && !isAppOnly)) return undefined;
    const ofPerson = data.preferred_username ?? data.upn ?? data.unique_name ?? data.email ?? data.oid;
    return {
        issuer: data.iss,
        audience: data.aud,
        tenantId: data.tid,
        identityProvider: data.idp ?? null,
        objectId: data.oid,
        name: isAppOnly ? (data.app_displayname ?? application) : ofPerson,
        roles: data.roles,
    };
}
