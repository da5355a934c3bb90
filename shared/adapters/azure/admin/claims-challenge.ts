/** Far above what Azure asks: it goes into the address of the next authorization request. */
const LONGEST = 4000;

const parameter = (header: string, name: string): string | undefined =>
    new RegExp(`(?:^|[\\s,])${name}="([^"]*)"`, 'i').exec(header)?.[1];

function isJsonObject(text: string): boolean {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value);
    } catch {
        return false;
    }
}

/**
 * What a 401 demands of the person's sign-in: multi-factor authentication, for example.
 *
 * @param header `WWW-Authenticate`
 * @returns JSON for the `claims` of an authorization request; undefined where nothing is demanded that could be asked for
 */
export function demandedClaims(header: string | undefined): string | undefined {
    if (header === undefined || parameter(header, 'error') !== 'insufficient_claims') return undefined;
    // Takes base64 of both alphabets.
    const claims = Buffer.from(parameter(header, 'claims') ?? '', 'base64').toString('utf8');
    return claims.length <= LONGEST && isJsonObject(claims) ? claims : undefined;
}
