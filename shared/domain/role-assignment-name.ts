import { createHash } from 'node:crypto';

/** Made up once for this: the same grant gets the same name from whoever makes it, and another product's another. */
const NAMESPACE = Buffer.from('5f0c6b1e3c1d4d0f9a556c2d1e7b8a94', 'hex');

/** A GUID of version 5: always the same for the same text (RFC 9562, section 5.5). */
function guidFor(text: string): string {
    const bytes = createHash('sha1').update(NAMESPACE).update(text).digest().subarray(0, 16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * The name of a role assignment, always the same for the same grant: whoever makes it twice makes it once.
 *
 * @param scope path of the scope, as in `/subscriptions/…`
 * @returns a GUID
 */
export const roleAssignmentName = (scope: string, principalId: string, roleDefinitionId: string): string =>
    guidFor([scope, principalId, roleDefinitionId].join('|').toLowerCase());
