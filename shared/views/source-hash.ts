import { createHash } from 'node:crypto';

/** A stylesheet or script as a Content-Security-Policy allows it: by every character between its tags. */
export const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
