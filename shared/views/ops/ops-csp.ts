import type { Brand } from '../brand/brand.ts';
import { worn } from '../brand/worn.ts';
import { sourceHash } from '../source-hash.ts';
import { OPS_SCRIPT } from './ops-script.ts';
import { opsStyles } from './ops-styles.ts';

const scriptHash = sourceHash(OPS_SCRIPT);

/**
 * The Content-Security-Policy of these pages: their own stylesheet and their own script, each by its hash, and the
 * partner's logo where there is one.
 */
export const opsCsp = (brand: Brand = worn()): string =>
    [
        "default-src 'none'",
        `style-src ${sourceHash(opsStyles(brand))}`,
        `script-src ${scriptHash}`,
        // The page asks for itself again.
        "connect-src 'self'",
        ...(brand.logo === undefined ? [] : ['img-src data:']),
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ].join('; ');
