import { randomUUID } from 'node:crypto';
import type { Reply, Request } from '../wire.ts';

/** An error answer of Entra, as `AADSTS{code}`. */
export class EntraError extends Error {
    readonly status: number;
    readonly error: string;
    readonly code: number;

    constructor(status: number, error: string, code: number, message: string) {
        super(message);
        this.name = 'EntraError';
        this.status = status;
        this.error = error;
        this.code = code;
    }
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The request's own correlation ID, which clients send as a header, a form field or in the query, else a new one. */
const correlationId = ({ headers, body, query }: Request): string => {
    const name = 'client-request-id';
    const sent = headers[name] ?? new URLSearchParams(body).get(name) ?? query.get(name) ?? '';
    return uuidPattern.test(sent) ? sent : randomUUID();
};

/** Headers of every answer of Entra. */
export const entraHeaders = (requestId: string): Record<string, string> => ({
    'x-ms-request-id': requestId,
    'x-ms-ests-server': '2.1.0.0 - LOCAL ProdSlices',
    'X-Content-Type-Options': 'nosniff',
    P3P: 'CP="DSP CUR OTPi IND OTRi ONL FIN"',
});

/** The words of an error with the three trailers, joined by blanks as since 2024, and what stands in them. */
export const errorText = (
    { code, message }: { code: number; message: string },
    request: Request,
    now: Date,
): { text: string; traceId: string; correlation: string; timestamp: string } => {
    const traceId = randomUUID();
    const correlation = correlationId(request);
    const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
    return {
        text:
            `AADSTS${code}: ${message} ` +
            `Trace ID: ${traceId} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
        traceId,
        correlation,
        timestamp,
    };
};

/** The answer for an error. */
export const entraErrorReply = (problem: EntraError, request: Request, url: string, now: Date): Reply => {
    const { text, traceId, correlation, timestamp } = errorText(problem, request, now);
    return {
        status: problem.status,
        headers: { ...entraHeaders(traceId), 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' },
        body: {
            error: problem.error,
            error_description: text,
            error_codes: [problem.code],
            timestamp,
            trace_id: traceId,
            correlation_id: correlation,
            error_uri: `${url}/error?code=${problem.code}`,
        },
    };
};
