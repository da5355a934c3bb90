import { hkdfSync } from 'node:crypto';
import type { z } from 'zod';
import type { SigningKey } from '../domain/link-token.ts';

/** What a sealed value is for; one kind cannot be opened as the other. */
export type SealPurpose = 'trip' | 'review';

/** Small values that somebody else keeps for us, and can neither read nor change. */
export interface Sealed {
    /** @param seconds how long it can be opened */
    seal(value: unknown, how: { purpose: SealPurpose; now: Date; seconds: number }): Promise<string>;
    /** The value; undefined where the text is changed, expired, of another purpose, under a key that is gone, or no such value. */
    open<T>(text: string, how: { purpose: SealPurpose; now: Date; schema: z.ZodType<T> }): Promise<T | undefined>;
}

const ALGORITHM = 'dir';
const ENCRYPTION = 'A256GCM';

/** What was sealed under a key that is gone. */
class NoSuchKey extends Error {}

/** The keys sign links: for anything else another key is derived from the secret. */
const encryptionKey = (key: SigningKey): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', key.secret, '', 'sealed cookie', 32));

/**
 * Sealing under the signing keys of links: the newest seals, all of them open.
 *
 * @throws Error on sealing, where there is no key
 */
export function sealedBy(keys: readonly SigningKey[]): Sealed {
    const derived = new Map(keys.map((key) => [key.id, encryptionKey(key)]));
    const keyOf = (id: unknown): Uint8Array => {
        const key = typeof id === 'string' ? derived.get(id) : undefined;
        if (key === undefined) throw new NoSuchKey();
        return key;
    };
    return {
        seal: async (value, { purpose, now, seconds }) => {
            const [newest] = keys;
            if (newest === undefined) throw new Error('No signing key.');
            const { EncryptJWT } = await import('jose');
            return await new EncryptJWT({ value })
                .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION, kid: newest.id })
                .setAudience(purpose)
                .setExpirationTime(Math.floor(now.getTime() / 1000) + seconds)
                .encrypt(keyOf(newest.id));
        },
        open: async (text, { purpose, now, schema }) => {
            const { errors, jwtDecrypt } = await import('jose');
            try {
                const { payload } = await jwtDecrypt(text, ({ kid }) => keyOf(kid), {
                    keyManagementAlgorithms: [ALGORITHM],
                    contentEncryptionAlgorithms: [ENCRYPTION],
                    audience: purpose,
                    currentDate: now,
                });
                return schema.safeParse(payload.value).data;
            } catch (error) {
                if (error instanceof errors.JOSEError || error instanceof NoSuchKey) return undefined;
                throw error;
            }
        },
    };
}
