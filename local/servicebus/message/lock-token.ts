/** A GUID in lower case as its 16 bytes in network order, the form management requests use. */
export const tokenToBytes = (token: string): Buffer => Buffer.from(token.replaceAll('-', ''), 'hex');

/** The GUID of 16 bytes in network order. */
export const bytesToToken = (bytes: Buffer): string => {
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

// .NET writes the first three groups of a GUID with their lowest byte first; the order is its own inverse.
const DOTNET_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

const reorder = (bytes: Buffer): Buffer => Buffer.from(DOTNET_ORDER.map((index) => bytes.readUInt8(index)));

/** A lock token as delivery tag: its bytes in .NET's order. */
export const tokenToTag = (token: string): Buffer => reorder(tokenToBytes(token));

/** The lock token of a delivery tag. */
export const tagToToken = (tag: Buffer): string => bytesToToken(reorder(tag));
