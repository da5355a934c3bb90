import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SigningKey } from '../link-token.ts';

/**
 * An object ID that we vouch for: `{id}.{key}.{signature}`. A template of ours names a principal by
 * default only where we said ourselves that it is our own, or anybody could make a link on our site that
 * gives a role to theirs. It opens nothing and may be seen by everybody.
 */
const vouched = (key: SigningKey, principalId: string): string => {
    const signature = createHmac('sha256', key.secret).update(JSON.stringify(['template-principal', principalId]));
    return `${principalId}.${key.id}.${signature.digest('base64url')}`;
};

/** @throws Error where there is no key */
export function vouchFor(keys: readonly SigningKey[], principalId: string): string {
    const [newest] = keys;
    if (newest === undefined) throw new Error('No signing key.');
    return vouched(newest, principalId.toLowerCase());
}

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9]{1,8})\.[A-Za-z0-9_-]{43}$/;

/** The object ID, where it was vouched for under any of the keys. Compares in constant time. */
export function vouchedPrincipal(keys: readonly SigningKey[], text: string): string | undefined {
    const [, principalId, keyId] = FORM.exec(text) ?? [];
    const key = keys.find((candidate) => candidate.id === keyId);
    if (principalId === undefined || key === undefined) return undefined;
    const expected = Buffer.from(vouched(key, principalId));
    const given = Buffer.from(text);
    return given.length === expected.length && timingSafeEqual(given, expected) ? principalId : undefined;
}
