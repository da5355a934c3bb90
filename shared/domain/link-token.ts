import { createHmac, timingSafeEqual } from 'node:crypto';

/** A key that signs links; the first of a list signs, all of them verify. */
export interface SigningKey {
    id: string;
    secret: Buffer;
}

/** What a token is bound to. */
export interface TokenBinding {
    inviteId: string;
    generation: number;
    seed: string;
    /** Null where the invite is about none. */
    subscriptionId: string | null;
    partnerId: string;
    /** What the link is for; a token of one kind is none of the other. */
    purpose?: 'quick-link' | 'manage' | undefined;
}

const signature = (key: SigningKey, binding: TokenBinding): string =>
    createHmac('sha256', key.secret)
        .update(
            JSON.stringify([
                binding.purpose ?? 'quick-link',
                binding.inviteId,
                binding.generation,
                binding.seed,
                (binding.subscriptionId ?? '').toLowerCase(),
                binding.partnerId,
            ]),
        )
        .digest('base64url');

const tokenOf = (key: SigningKey, binding: TokenBinding): string =>
    [
        Buffer.from(binding.inviteId.replaceAll('-', ''), 'hex').toString('base64url'),
        key.id,
        signature(key, binding),
    ].join('.');

/**
 * The token of a quick link: `{invite}.{key}.{signature}`. Derived, so that it need not be stored.
 *
 * @throws Error where there is no key
 */
export function deriveToken(keys: readonly SigningKey[], binding: TokenBinding): string {
    const [newest] = keys;
    if (newest === undefined) throw new Error('No signing key.');
    return tokenOf(newest, binding);
}

const FORM = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9]{1,8})\.[A-Za-z0-9_-]{43}$/;

/** The invite that a token claims to be of; undefined where it has not even the form of one. Proves nothing. */
export function claimedInvite(token: string): string | undefined {
    const [, encoded] = FORM.exec(token) ?? [];
    if (encoded === undefined) return undefined;
    const hex = Buffer.from(encoded, 'base64url').toString('hex');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether the token is the one of this binding, under any of the keys. Compares in constant time. */
export function verifyToken(keys: readonly SigningKey[], binding: TokenBinding, token: string): boolean {
    const given = Buffer.from(token);
    const key = keys.find((candidate) => candidate.id === FORM.exec(token)?.[2]);
    if (key === undefined) return false;
    const expected = Buffer.from(tokenOf(key, binding));
    return given.length === expected.length && timingSafeEqual(given, expected);
}
