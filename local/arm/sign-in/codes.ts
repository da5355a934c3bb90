import { randomBytes } from 'node:crypto';
import type { StepUp } from './step-up.ts';

/** What an authorization code stands for. */
export interface CodeGrant {
    tenantId: string;
    clientId: string;
    objectId: string;
    redirectUri: string;
    scopes: string[];
    nonce: string | undefined;
    codeChallenge: string;
    stepUp: StepUp | undefined;
}

/** Authorization codes: random, good once and for ten minutes, in memory alone. */
export interface Codes {
    issue(grant: CodeGrant): string;
    /** What the code stands for and whether it is still good; undefined where there never was one or it is long over. */
    find(code: string): { grant: CodeGrant; state: 'good' | 'redeemed' | 'expired' } | undefined;
    redeem(code: string): void;
}

const LIFETIME_MS = 10 * 60 * 1000;
const REMEMBERED_MS = 60 * 60 * 1000;

export const createCodes = (now: () => Date): Codes => {
    const codes = new Map<string, { grant: CodeGrant; issuedAt: number; isRedeemed: boolean }>();

    const forgetOld = (at: number): void => {
        for (const [code, { issuedAt }] of codes) {
            if (at - issuedAt < REMEMBERED_MS) return;
            codes.delete(code);
        }
    };

    return {
        issue(grant) {
            const issuedAt = now().getTime();
            forgetOld(issuedAt);
            const code = `1.${randomBytes(48).toString('base64url')}`;
            codes.set(code, { grant, issuedAt, isRedeemed: false });
            return code;
        },
        find(code) {
            const found = codes.get(code);
            if (found === undefined) return undefined;
            if (found.isRedeemed) return { grant: found.grant, state: 'redeemed' };
            return { grant: found.grant, state: now().getTime() - found.issuedAt < LIFETIME_MS ? 'good' : 'expired' };
        },
        redeem(code) {
            const found = codes.get(code);
            if (found !== undefined) found.isRedeemed = true;
        },
    };
};
