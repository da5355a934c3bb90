import type { Answer } from '../../shared/http/respond.ts';

/** The body of an answer as text; empty where it has none. */
export const textOf = ({ body }: Answer): string => (typeof body === 'string' ? body : '');
