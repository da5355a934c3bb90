import type { HttpRequest } from '@azure/functions';
import type { Answer } from '../respond.ts';

const OPS_PATH = /^\/api\/ops(\/|$)/;

/** Leads to the platform's sign-in and from there back to the page that was asked for, which is one of ours alone. */
export function signInFirst(request: HttpRequest): Answer {
    const { pathname, search } = new URL(request.url);
    const wanted = OPS_PATH.test(pathname) ? `${pathname}${search}` : '/api/ops';
    const location = `/.auth/login/aad?${new URLSearchParams({ post_login_redirect_uri: wanted }).toString()}`;
    return { status: 302, headers: { location } };
}
