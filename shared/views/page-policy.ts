import type { Brand } from './brand/brand.ts';
import { worn } from './brand/worn.ts';
import { COPY_SCRIPT } from './copy-script.ts';
import { LIVE_SCRIPT } from './live-script.ts';
import { pageStyles } from './page-styles.ts';
import { sourceHash } from './source-hash.ts';

const LIVE = [`script-src ${sourceHash(LIVE_SCRIPT)}`, "connect-src 'self'"];
const COPYING = [`script-src ${sourceHash(COPY_SCRIPT)}`];

/** What stands in the policy must be an origin and nothing else: a space or semicolon would write policy of its own. */
function requireOrigin(origin: string): string {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
        throw new TypeError('A form may lead to an origin: scheme, host and port, without a path.');
    }
    return origin;
}

export interface PageNeeds {
    /** Further origins that the answer to a form may redirect to: browsers hold redirects to it, too. */
    formActions?: readonly string[] | undefined;
    /** Whether the page asks for itself again. */
    isLive?: boolean | undefined;
    /** Whether something on it is copied by one press; no page does both. */
    copies?: boolean | undefined;
}

/**
 * The Content-Security-Policy of a page: nothing but its own stylesheet, its own script where it is live or has
 * something to copy, the partner's logo where there is one, and forms that go nowhere but to us.
 *
 * @throws TypeError where a form is to lead to something that is no origin
 */
export const pageCsp = (
    { formActions = [], isLive = false, copies = false }: PageNeeds = {},
    brand: Brand = worn(),
): string =>
    [
        "default-src 'none'",
        `style-src ${sourceHash(pageStyles(brand))}`,
        ...(isLive ? LIVE : []),
        ...(copies ? COPYING : []),
        ...(brand.logo === undefined ? [] : ['img-src data:']),
        ["form-action 'self'", ...formActions.map(requireOrigin)].join(' '),
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ].join('; ');

/** Of a page whose forms lead nowhere else, in plain looks. */
export const PAGE_CSP = pageCsp();
