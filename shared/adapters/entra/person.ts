import { z } from 'zod';
import { SignInError } from '../../ports/sign-in.ts';
import type { SignedIn } from '../../ports/sign-in.ts';

const guid = z.guid().transform((id) => id.toLowerCase());

/** What we need of an ID token, once it is verified. */
const claimsOfPerson = z.looseObject({
    iss: z.string(),
    tid: guid,
    oid: guid,
    preferred_username: z.string().min(1).max(320),
    name: z.string().optional(),
    idp: z.string().optional(),
});

/** The tenant's own issuers: a member's account may be named by one of them. */
const isOwn = (identityProvider: string, { iss, tid }: { iss: string; tid: string }): boolean =>
    identityProvider === iss || identityProvider.toLowerCase() === `https://sts.windows.net/${tid}/`;

/**
 * The person of a verified ID token.
 *
 * @param tenantId the one that was asked
 * @throws SignInError `not-verified` where it is of another tenant, or tells too little
 */
export function personOf(claims: unknown, tenantId: string): Omit<SignedIn, 'accessToken'> {
    const parsed = claimsOfPerson.safeParse(claims);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new SignInError('not-verified', `not-verified: claim ${String(issue?.path[0] ?? 'none')}`);
    }
    const { data } = parsed;
    if (data.tid !== tenantId.toLowerCase()) throw new SignInError('not-verified', 'not-verified: another tenant');
    return {
        tenantId: data.tid,
        objectId: data.oid,
        accountName: data.preferred_username,
        displayName: data.name ?? null,
        identityProvider: data.idp === undefined || isOwn(data.idp, data) ? null : data.idp,
    };
}
