/** App roles of the operations registration. An operator may do everything that a reader may see. */
const OPERATOR_ROLES = ['Partner.Reader', 'Partner.Operator'] as const;

export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** What somebody wants to do: look, or have something done. */
export type OperatorDoing = 'look' | 'act';

/** One of the partner's people, or a script of theirs. */
export interface Operator {
    /** The account's name, such as `operator@fourthcoffee.example`; of a script the application's. */
    name: string;
    objectId: string;
    /** At least one. */
    roles: readonly OperatorRole[];
}

/** What Entra says about a caller, by whichever way it reached us. */
export interface OperatorClaims {
    issuer: string;
    audience: string;
    tenantId: string;
    /** Who vouches for the account; null where it is not said, as for members of the tenant. */
    identityProvider: string | null;
    objectId: string;
    name: string;
    roles: readonly string[];
}

/** Whom we believe. */
export interface OperatorRules {
    /** The partner's own tenant. */
    tenantId: string;
    /** What the partner's tenant signs as: version 2 and version 1. */
    issuers: readonly string[];
    /** The operations registration, under each of its names. */
    audiences: readonly string[];
}

/** Why a caller is none of the partner's; for the log, never for the caller. */
export type OperatorRefusal = 'issuer' | 'audience' | 'tenant' | 'guest' | 'role';

export type OperatorVerdict = { operator: Operator } | { refused: OperatorRefusal };

const knownRoles = (roles: readonly string[]): OperatorRole[] => OPERATOR_ROLES.filter((role) => roles.includes(role));

/**
 * Whether the claims are of one of the partner's own people. Everything is looked at whoever else has looked before: a
 * role is worth something only where the partner's own directory gave it, for this registration, to an account of its
 * own. A guest's account is another organisation's, which decides who sits behind it: refused, whatever role it has.
 */
export function judgeOperator(claims: OperatorClaims, rules: OperatorRules): OperatorVerdict {
    if (!rules.issuers.includes(claims.issuer)) return { refused: 'issuer' };
    if (!rules.audiences.includes(claims.audience)) return { refused: 'audience' };
    if (claims.tenantId.toLowerCase() !== rules.tenantId) return { refused: 'tenant' };
    const { identityProvider } = claims;
    if (identityProvider !== null && !rules.issuers.includes(identityProvider)) return { refused: 'guest' };
    const roles = knownRoles(claims.roles);
    if (roles.length === 0) return { refused: 'role' };
    return { operator: { name: claims.name, objectId: claims.objectId, roles } };
}

/** Whether the roles are enough for it. */
export const mayDo = ({ roles }: Operator, doing: OperatorDoing): boolean =>
    doing === 'look' || roles.includes('Partner.Operator');
