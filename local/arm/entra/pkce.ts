import { createHash } from 'node:crypto';

/** Whether a verifier is what a challenge (method S256) was made from. */
export const fitsChallenge = (verifier: string | null, challenge: string): boolean =>
    verifier !== null &&
    /^[\w.~-]{43,128}$/.test(verifier) &&
    createHash('sha256').update(verifier).digest('base64url') === challenge;
