import { argumentError } from './errors.ts';
import type { Answer, Request } from './request-response.ts';

/** Claims-based security: every token is taken, as whoever reaches this machine's loopback may do anything. */
export const answerTokenRequest = ({ operation }: Request): Answer =>
    operation === 'put-token'
        ? { status: 202 }
        : { status: 400, error: argumentError(`"${String(operation)}" is no operation of $cbs.`) };
