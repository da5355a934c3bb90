import { isRestError } from '@azure/core-rest-pipeline';
import { AzureError } from '../../ports/azure.ts';
import type { AzureErrorKind } from '../../ports/azure.ts';

/** What Entra's error codes mean to us. Everything else that Entra says of our credential is our trouble. */
const AADSTS: ReadonlyMap<number, AzureErrorKind> = new Map([
    [7000229, 'application-missing'],
    [700016, 'application-missing'],
    [90002, 'tenant-unknown'],
    [90033, 'unavailable'],
    [90036, 'unavailable'],
    [50196, 'throttled'],
]);

const BY_STATUS: ReadonlyMap<number, AzureErrorKind> = new Map([
    [403, 'forbidden'],
    [408, 'unavailable'],
    [409, 'conflict'],
    [429, 'throttled'],
]);

const NETWORK =
    /endpoints_resolution_error|network_error|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE|socket hang up|aborted|timed out|timeout/i;

/** Nobody means longer than a day, in ms; a wrong word must not shut a tenant out for ever. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

const bounded = (ms: number): number => Math.min(Math.max(0, ms), LONGEST_WAIT_MS);

/** `Retry-After` in ms; seconds or a date. */
export function retryAfterMs(value: string | undefined): number | undefined {
    if (value === undefined) return undefined;
    const seconds = Number(value);
    if (Number.isFinite(seconds)) return bounded(seconds * 1000);
    const at = Date.parse(value);
    return Number.isNaN(at) ? undefined : bounded(at - Date.now());
}

const textOf = (error: unknown): string => {
    const parts: string[] = [];
    for (let at: unknown = error; at instanceof Error && parts.length < 5; at = at.cause)
        parts.push(`${at.name}: ${at.message}`);
    return parts.join(' | ');
};

/** What a status says by itself; undefined where it takes more to tell. */
export const kindOfStatus = (status: number): AzureErrorKind | undefined =>
    BY_STATUS.get(status) ?? (status >= 500 ? 'unavailable' : undefined);

function entraKind(error: Error): AzureErrorKind | undefined {
    const text = textOf(error);
    const [, code] = /AADSTS(\d+)/.exec(text) ?? [];
    if (code !== undefined) return AADSTS.get(Number(code)) ?? 'credential-refused';
    if (NETWORK.test(text)) return 'unavailable';
    const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
    if (status !== undefined) return kindOfStatus(status) ?? 'credential-refused';
    return /Authentication|Credential/.test(error.name) ? 'credential-refused' : undefined;
}

/**
 * Any error of the SDKs as what it means here. The text keeps codes alone: an error of Entra or ARM
 * may quote the request.
 */
export function asAzureError(error: unknown, doing: string): AzureError {
    if (error instanceof AzureError) return error;
    if (isRestError(error) && error.statusCode !== undefined) {
        const kind = kindOfStatus(error.statusCode) ?? 'unexpected';
        const code = error.code ?? 'no code';
        return new AzureError(kind, `${doing}: ${error.statusCode} ${code}`, {
            cause: error,
            status: error.statusCode,
            code: error.code,
            retryAfterMs: retryAfterMs(error.response?.headers.get('retry-after')),
        });
    }
    if (isRestError(error))
        return new AzureError('unavailable', `${doing}: no answer (${error.code ?? 'unknown'})`, { cause: error });
    const kind = error instanceof Error ? entraKind(error) : undefined;
    const [aadsts = 'no AADSTS code'] = /AADSTS\d+/.exec(textOf(error)) ?? [];
    return new AzureError(kind ?? 'unexpected', `${doing}: ${kind ?? 'unexpected'} (${aadsts})`, { cause: error });
}

/** Runs a call of an SDK; whatever it throws becomes an AzureError. */
export async function asking<T>(doing: string, call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        throw asAzureError(error, doing);
    }
}
