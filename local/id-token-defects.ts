/** What can be wrong with an ID token on order: each is everything a good one is, but for this. */
export const ID_TOKEN_DEFECTS = [
    'unsigned',
    'expired',
    'wrong-audience',
    'wrong-issuer',
    'wrong-tenant',
    'wrong-nonce',
    'other-key',
] as const;

export type IdTokenDefect = (typeof ID_TOKEN_DEFECTS)[number];
