import type { OperatorClaims } from '../domain/ops/operator.ts';

/** Access tokens of Entra, for this app's own API. */
export interface AccessTokens {
    /**
     * What a token says, once it is known that Entra signed it and that its time is now; of whom and for whom it is, is for
     * the caller to judge. Undefined where it is no such token.
     *
     * @throws AppError `unavailable` where the keys of Entra cannot be had
     */
    verify(token: string): Promise<OperatorClaims | undefined>;
}
