import type { RpcHttpCookie } from '../app/core-api.ts';

const sameSites = { none: undefined, lax: 'lax', strict: 'strict', explicitNone: 'none' } as const;

/** A `Set-Cookie` header as ASP.NET Core writes it: `Path` is `/` unless the handler says otherwise. */
export const toSetCookie = (cookie: RpcHttpCookie): string => {
    const seconds = cookie.expires?.value?.seconds;
    const maxAge = cookie.maxAge?.value;
    const sameSite = sameSites[cookie.sameSite ?? 'none'];
    return [
        `${cookie.name ?? ''}=${encodeURIComponent(cookie.value ?? '')}`,
        seconds ? `expires=${new Date(seconds * 1000).toUTCString()}` : undefined,
        typeof maxAge === 'number' ? `max-age=${Math.trunc(maxAge)}` : undefined,
        cookie.domain?.value ? `domain=${cookie.domain.value}` : undefined,
        `path=${cookie.path?.value ?? '/'}`,
        cookie.secure?.value ? 'secure' : undefined,
        sameSite === undefined ? undefined : `samesite=${sameSite}`,
        cookie.httpOnly?.value ? 'httponly' : undefined,
    ]
        .filter((part) => part !== undefined)
        .join('; ');
};
