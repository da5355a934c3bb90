import { z } from 'zod';
import { AzureError } from '../../ports/azure.ts';

const claims = z.looseObject({ oid: z.guid() });

/** The object ID in our own app-only token. Entra gave us the token itself, so it is read, not verified. */
export function principalIdOf(token: string): string {
    try {
        const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
        return claims.parse(payload).oid.toLowerCase();
    } catch (error) {
        throw new AzureError('unexpected', 'The token of our own application has no object ID.', { cause: error });
    }
}
