import { randomBytes } from 'node:crypto';
import { base64url, EncryptJWT, UnsecuredJWT } from 'jose';
import { z } from 'zod';
import type { SigningKey } from '../../../shared/domain/link-token.ts';
import { sealedBy } from '../../../shared/http/sealed.ts';
import type { SealPurpose } from '../../../shared/http/sealed.ts';

const key = (id: string) => ({ id, secret: randomBytes(32) });
const KEY = key('k1');
const NOW = new Date('2026-11-21T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const SCHEMA = z.strictObject({ verifier: z.string() });
const VALUE = { verifier: 'only the browser keeps it' };
const PURPOSES: SealPurpose[] = ['trip', 'review'];

const seal = (value: unknown = VALUE, keys = [KEY]) =>
    sealedBy(keys).seal(value, { purpose: 'trip', now: NOW, seconds: 60 });
const open = (
    text: string,
    { keys = [KEY], purpose = 'trip', now = NOW }: { keys?: SigningKey[]; purpose?: SealPurpose; now?: Date } = {},
) => sealedBy(keys).open(text, { purpose, now, schema: SCHEMA });

/** A text with one character of one part replaced by another one that is as good in base64. */
function changed(text: string, part: number, at: number): string {
    const parts = text.split('.');
    const old = parts[part] ?? '';
    parts[part] = old.slice(0, at) + (old[at] === 'A' ? 'B' : 'A') + old.slice(at + 1);
    return parts.join('.');
}

describe('a sealed value', () => {
    it.each(PURPOSES)('is the value again where it is opened: %s', async (purpose) => {
        const text = await sealedBy([KEY]).seal(VALUE, { purpose, now: NOW, seconds: 60 });

        expect(await open(text, { purpose })).toEqual(VALUE);
    });

    it('can stand in a cookie as it is, and shows nothing of the value or the key', async () => {
        const text = await seal();

        const parts = text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
        expect(text).toMatch(/^[A-Za-z0-9_.-]+$/);
        expect(parts.join(' ')).not.toContain(VALUE.verifier);
        expect(text).not.toContain(KEY.secret.toString('base64url'));
    });

    it('is another text each time', async () => {
        expect(await seal()).not.toBe(await seal());
    });

    it.each([
        ['header', 0],
        ['nonce', 2],
        ['content', 3],
        ['signature', 4],
    ])('is nothing once any character of its %s is another', async (_what, part) => {
        const text = await seal();
        const { length } = text.split('.')[part] ?? '';
        expect(length).toBeGreaterThan(15);

        // The last one may carry bits that no byte holds.
        for (let at = 0; at < length - 1; at += 1) expect(await open(changed(text, part, at))).toBeUndefined();
    });

    it('is nothing once it is shorter, longer, or put together from two', async () => {
        const [one, other] = [await seal(), await seal({ verifier: 'another' })];
        const [header, , nonce, content, tag] = one.split('.');
        const otherParts = other.split('.');

        expect(await open(one.slice(0, -4))).toBeUndefined();
        expect(await open(`${one}AAAA`)).toBeUndefined();
        expect(await open(`${one}.${one}`)).toBeUndefined();
        expect(await open([header, '', nonce, otherParts[3], tag].join('.'))).toBeUndefined();
        expect(await open([header, '', otherParts[2], content, tag].join('.'))).toBeUndefined();
        expect(await open([header, '', nonce, content, otherParts[4]].join('.'))).toBeUndefined();
    });

    it.each(['', '.', '....', 'a.b.c.d.e', 'no seal', '\u{1f600}', 'A'.repeat(100_000), '{}', 'eyJ9.....'])(
        'is nothing where it has not the form of one: %#',
        async (text) => {
            expect(await open(text)).toBeUndefined();
        },
    );

    it('is opened until it expires, and not from then on', async () => {
        const text = await seal();

        expect(await open(text, { now: later(59) })).toEqual(VALUE);
        expect(await open(text, { now: later(60) })).toBeUndefined();
        expect(await open(text, { now: later(3600) })).toBeUndefined();
    });

    it('is not opened for another purpose', async () => {
        const text = await seal();

        expect(await open(text, { purpose: 'review' })).toBeUndefined();
    });

    it.each([null, 'text', 7, [], {}, { verifier: 7 }, { ...VALUE, more: true }])(
        'is nothing where it is not what was asked for: %j',
        async (value) => {
            expect(await open(await seal(value))).toBeUndefined();
        },
    );
});

describe('the keys of what is sealed', () => {
    const newer = key('k2');

    it('seal with the newest and open with all, and with none that was taken out', async () => {
        const old = await seal();
        const fresh = await seal(VALUE, [newer, KEY]);

        expect(await open(old, { keys: [newer, KEY] })).toEqual(VALUE);
        expect(await open(fresh, { keys: [newer] })).toEqual(VALUE);
        expect(await open(fresh, { keys: [KEY] })).toBeUndefined();
        expect(await open(old, { keys: [newer] })).toBeUndefined();
        expect(await open(old, { keys: [] })).toBeUndefined();
    });

    it('count by their secret, not by their name', async () => {
        const text = await seal();

        expect(await open(text, { keys: [key('k1')] })).toBeUndefined();
    });

    it('are needed', async () => {
        await expect(seal(VALUE, [])).rejects.toThrow('No signing key.');
    });
});

describe('a text that somebody else made', () => {
    const claims = () => new EncryptJWT({ value: VALUE }).setAudience('trip').setExpirationTime('1h');
    const dir = { alg: 'dir', enc: 'A256GCM', kid: KEY.id };

    it('is nothing where it is encrypted by the secret itself: that one signs links', async () => {
        const text = await claims().setProtectedHeader(dir).encrypt(new Uint8Array(KEY.secret));

        expect(await open(text)).toBeUndefined();
    });

    it('is nothing where it is not encrypted at all', async () => {
        const plain = new UnsecuredJWT({ value: VALUE }).setAudience('trip').setExpirationTime('1h').encode();

        expect(await open(plain)).toBeUndefined();
    });

    it.each([
        ['none', { alg: 'none' }],
        ['a password', { ...dir, alg: 'PBES2-HS256+A128KW', p2c: 1000, p2s: 'AAAA' }],
        ['no key', { alg: 'dir', enc: 'A256GCM' }],
        ['another encryption', { ...dir, enc: 'A128CBC-HS256' }],
    ])('is nothing where its header says %s', async (_what, header) => {
        const [, ...rest] = (await seal()).split('.');

        expect(await open([base64url.encode(JSON.stringify(header)), ...rest].join('.'))).toBeUndefined();
    });
});
