import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SigningKey } from './link-token.ts';

const signature = (key: SigningKey, mailbox: string): string =>
    createHmac('sha256', key.secret)
        .update(JSON.stringify(['opt-out', mailbox]))
        .digest('base64url');

const tokenOf = (key: SigningKey, mailbox: string): string =>
    [Buffer.from(mailbox, 'hex').toString('base64url'), key.id, signature(key, mailbox)].join('.');

/**
 * The token by which a mailbox asks for no more mails: `{mailbox}.{key}.{signature}`. Derived, kept nowhere, and good
 * as long as its key is: who stops mails years later must not be told that it is too late.
 *
 * @param mailbox its key, not its address
 * @throws Error where there is no key
 */
export function deriveOptOutToken(keys: readonly SigningKey[], mailbox: string): string {
    const [newest] = keys;
    if (newest === undefined) throw new Error('No signing key.');
    return tokenOf(newest, mailbox);
}

const FORM = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9]{1,8})\.[A-Za-z0-9_-]{43}$/;

/** The key of the mailbox that a token is of; undefined where it is not one of ours. Compares in constant time. */
export function provenMailbox(keys: readonly SigningKey[], token: string): string | undefined {
    const [, encoded = '', keyId] = FORM.exec(token) ?? [];
    const key = keys.find(({ id }) => id === keyId);
    if (key === undefined) return undefined;
    const mailbox = Buffer.from(encoded, 'base64url').toString('hex');
    const expected = Buffer.from(tokenOf(key, mailbox));
    const given = Buffer.from(token);
    return given.length === expected.length && timingSafeEqual(given, expected) ? mailbox : undefined;
}

/**
 * The page that the token leads to.
 *
 * @param locale BCP 47, of the mail that leads there: the token tells nothing of the invite that it went with
 */
export const optOutPath = (token: string, locale: string | null): string =>
    `/api/opt-out?t=${encodeURIComponent(token)}${locale === null ? '' : `&lang=${encodeURIComponent(locale)}`}`;
