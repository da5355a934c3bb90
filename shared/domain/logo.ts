/** Characters of the whole address: it stands in every page. */
const MOST_LOGO = 32_768;

const FORMAT = /^data:image\/(png|webp);base64,([A-Za-z0-9+/]+={0,2})$/;

/** What a file of the format begins with; `?` is any byte (the length, in a WebP). */
const BEGINS: Readonly<Record<string, string>> = { png: '89504e470d0a1a0a', webp: '52494646????????57454250' };

const beginsWith = (bytes: Buffer, pattern: string): boolean =>
    new RegExp(`^${pattern.replaceAll('?', '.')}`).test(bytes.subarray(0, 16).toString('hex'));

/**
 * Whether this is a picture that can stand in a page of ours: pixels and nothing else, as `data:` address. No SVG,
 * which is a document with links and scripts of its own.
 */
export function isLogo(value: string): boolean {
    const [, format = '', base64 = ''] = FORMAT.exec(value) ?? [];
    const pattern = BEGINS[format];
    return value.length <= MOST_LOGO && pattern !== undefined && beginsWith(Buffer.from(base64, 'base64'), pattern);
}
