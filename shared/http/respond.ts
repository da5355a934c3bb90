import type { HttpResponseInit } from '@azure/functions';

/** What a handler gives back: as the runtime wants it, with plain headers. */
export interface Answer extends HttpResponseInit {
    status: number;
    headers?: Record<string, string>;
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
});

export const noContent = (): Answer => ({ status: 204 });

export const seeOther = (location: string): Answer => ({ status: 303, headers: { location } });
