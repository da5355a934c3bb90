import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { asAzureError } from '../../../shared/adapters/azure/azure-error.ts';
import { AzureError, isPassing } from '../../../shared/ports/azure.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const throttled = (retryAfter: string): AzureError => {
    const request = createPipelineRequest({ url: 'https://management.azure.com/' });
    const response = { request, status: 429, headers: createHttpHeaders({ 'retry-after': retryAfter }) };
    return asAzureError(new RestError('no', { statusCode: 429, request, response }), 'asking');
};

describe('how long ARM wants to be left alone', () => {
    it.each([
        ['17', 17_000],
        ['0', 0],
        ['-5', 0],
        ['soon', undefined],
    ])('is what Retry-After says: %s', (value, ms) => {
        expect(throttled(value)).toMatchObject({ kind: 'throttled', retryAfterMs: ms });
    });

    it('may be a date', () => {
        const ms = throttled(new Date(Date.now() + 60_000).toUTCString()).retryAfterMs ?? 0;

        expect(ms).toBeGreaterThan(0);
        expect(ms).toBeLessThanOrEqual(60_000);
    });

    it.each(['9999999999', '1e300', 'Fri, 01 Jan 2100 00:00:00 GMT'])(
        'is never more than a day, so that a wrong word does not shut a tenant out for ever: %s',
        (value) => {
            expect(throttled(value).retryAfterMs).toBe(DAY_MS);
        },
    );
});

describe('an error', () => {
    it('of ours stays as it is', () => {
        const error = new AzureError('forbidden', 'x');

        expect(asAzureError(error, 'asking')).toBe(error);
    });

    it.each([new TypeError('x is not a function'), 'text', undefined, { statusCode: 503 }])(
        'that nobody foresaw is unexpected, and not waited for: %s',
        (error) => {
            const known = asAzureError(error, 'asking');

            expect(known.kind).toBe('unexpected');
            expect(isPassing(known)).toBe(false);
        },
    );
});
