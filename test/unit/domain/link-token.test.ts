import { randomBytes } from 'node:crypto';
import { claimedInvite, deriveToken, verifyToken } from '../../../shared/domain/link-token.ts';

const key = (id: string) => ({ id, secret: randomBytes(32) });
const KEY = key('k1');
const BINDING = {
    inviteId: 'a1b2c3d4-0000-4000-8000-00000000beef',
    generation: 2,
    seed: randomBytes(24).toString('base64url'),
    subscriptionId: 'c0000000-0000-4000-8000-0000000000a1',
    partnerId: '314159',
};
const TOKEN = deriveToken([KEY], BINDING);
const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ %';

describe('the token of a quick link', () => {
    it('proves what it is bound to, and is the same each time', () => {
        expect(deriveToken([KEY], { ...BINDING })).toBe(TOKEN);
        expect(verifyToken([KEY], BINDING, TOKEN)).toBe(true);
        expect(claimedInvite(TOKEN)).toBe(BINDING.inviteId);
    });

    it('can stand in a link as it is, and shows neither seed nor key', () => {
        expect(encodeURIComponent(TOKEN)).toBe(TOKEN);
        expect(TOKEN).not.toContain(BINDING.seed);
        expect(TOKEN).not.toContain(KEY.secret.toString('base64url'));
    });

    it('does not depend on the case of the subscription', () => {
        expect(deriveToken([KEY], { ...BINDING, subscriptionId: BINDING.subscriptionId.toUpperCase() })).toBe(TOKEN);
    });

    it.each([
        ['invite', { inviteId: 'a1b2c3d4-0000-4000-8000-00000000bee0' }],
        ['generation', { generation: 3 }],
        ['seed', { seed: randomBytes(24).toString('base64url') }],
        ['subscription', { subscriptionId: 'c0000000-0000-4000-8000-0000000000a2' }],
        ['partner ID', { partnerId: '314160' }],
    ])('proves nothing of another %s', (_what, other) => {
        expect(verifyToken([KEY], { ...BINDING, ...other }, TOKEN)).toBe(false);
    });

    it('is not confused by what moves from one field into the next', () => {
        const one = deriveToken([KEY], { ...BINDING, seed: 'ab', subscriptionId: 'c' });

        expect(verifyToken([KEY], { ...BINDING, seed: 'a', subscriptionId: 'bc' }, one)).toBe(false);
    });

    it('proves nothing once any single character of it is another, wherever that stands', () => {
        for (let place = 0; place < TOKEN.length; place += 1) {
            for (const character of CHARACTERS) {
                if (character === TOKEN[place]) continue;
                const changed = TOKEN.slice(0, place) + character + TOKEN.slice(place + 1);
                expect({ changed, isProof: verifyToken([KEY], BINDING, changed) }).toEqual({ changed, isProof: false });
            }
        }
    });

    it('proves nothing once it is shorter or longer', () => {
        for (let length = 0; length < TOKEN.length; length += 1) {
            expect(verifyToken([KEY], BINDING, TOKEN.slice(0, length))).toBe(false);
            expect(verifyToken([KEY], BINDING, TOKEN.slice(length + 1))).toBe(false);
        }
        for (const more of ['A', '=', '.', '\n', ' ']) {
            expect(verifyToken([KEY], BINDING, TOKEN + more)).toBe(false);
            expect(verifyToken([KEY], BINDING, more + TOKEN)).toBe(false);
        }
    });

    it.each(['', '.', '..', 'a.b.c', '\u{1f600}', `${'A'.repeat(22)}.k1.${'A'.repeat(44)}`, 'A'.repeat(100_000)])(
        'is none where it has not the form of one: %#',
        (text) => {
            expect(claimedInvite(text)).toBeUndefined();
            expect(verifyToken([KEY], BINDING, text)).toBe(false);
        },
    );
});

describe('the keys of links', () => {
    const newer = key('k2');

    it('sign with the newest, verify with all, and with none that was taken out', () => {
        const rotated = [newer, KEY];

        expect(deriveToken(rotated, BINDING)).toBe(deriveToken([newer], BINDING));
        expect(verifyToken(rotated, BINDING, TOKEN)).toBe(true);
        expect(verifyToken(rotated, BINDING, deriveToken(rotated, BINDING))).toBe(true);
        expect(verifyToken([newer], BINDING, TOKEN)).toBe(false);
        expect(verifyToken([], BINDING, TOKEN)).toBe(false);
    });

    it('count by their secret, not by their name', () => {
        expect(verifyToken([key('k1')], BINDING, TOKEN)).toBe(false);
        expect(verifyToken([{ ...KEY, id: 'k2' }], BINDING, TOKEN.replace('.k1.', '.k2.'))).toBe(true);
        expect(verifyToken([newer, KEY], BINDING, TOKEN.replace('.k1.', '.k2.'))).toBe(false);
    });

    it('are needed', () => {
        expect(() => deriveToken([], BINDING)).toThrow('No signing key.');
    });
});
