import { createHash } from 'node:crypto';
import { OPS_SCRIPT } from './ops-script.ts';
import { OPS_STYLES } from './ops-styles.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The Content-Security-Policy of these pages: their own stylesheet and their own script, each by its hash. */
export const OPS_CSP = [
    "default-src 'none'",
    `style-src ${hashOf(OPS_STYLES)}`,
    `script-src ${hashOf(OPS_SCRIPT)}`,
    // The page asks for itself again.
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
].join('; ');
