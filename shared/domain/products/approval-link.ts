const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const RELATIONSHIP_ID = new RegExp(`^${GUID}-${GUID}$`, 'i');
const APPROVAL = new RegExp(`^#/partners/invitation/granularAdminRelationships/${GUID}-${GUID}/?$`, 'i');
const PORTAL_PATH = /^\/(adminportal\/home\/?)?$/i;
const LONGEST = 2000;

/** As Microsoft makes them: two GUIDs with a hyphen between. */
export const isRelationshipId = (text: string): boolean => RELATIONSHIP_ID.test(text);

/** What only looks like the host: spaces, tabs, letters of other scripts, a user before it, an encoded dot in it. */
const isPlain = (text: string): boolean => text.length <= LONGEST && /^[!-~]+$/.test(text) && !/[\\@]/.test(text);

/** A link in the one way to write its host, so that what a person reads is where a browser goes. */
function plainUrl(text: string): URL | undefined {
    if (!isPlain(text) || !URL.canParse(text)) return undefined;
    const url = new URL(text);
    const [, host] = /^https:\/\/([a-z0-9.-]+)(?::443)?(?:[/?#]|$)/i.exec(text) ?? [];
    return url.protocol === 'https:' && url.port === '' && url.hostname === host?.toLowerCase() ? url : undefined;
}

/**
 * The link by which a customer approves delegated administration. It may lead to that page alone, on these hosts alone:
 * a customer trusts what stands in our mail, so that a link to anywhere else would be a gift to whoever has a key of the
 * partner's.
 *
 * @param hosts in lower case
 * @returns the link, or why it is none; the reason repeats nothing of it
 */
export function readApprovalLink(text: string, hosts: readonly string[]): { href: string } | { refused: string } {
    const url = plainUrl(text);
    if (url === undefined) {
        return { refused: `a relationship ID ({guid}-{guid}), or its approval link: https:// and ${anyOf(hosts)}` };
    }
    if (!hosts.includes(url.hostname)) {
        return {
            refused: `an approval link of Microsoft's: its host has to be ${anyOf(hosts)} (RELATIONSHIP_LINK_HOSTS)`,
        };
    }
    if (!PORTAL_PATH.test(url.pathname) || url.search !== '' || !APPROVAL.test(url.hash)) {
        return {
            refused:
                'an approval link as Microsoft gives it, which ends in #/partners/invitation/granularAdminRelationships/{guid}-{guid}; or the relationship ID alone',
        };
    }
    return { href: url.href };
}

const anyOf = (hosts: readonly string[]): string => (hosts.length === 0 ? 'no host at all' : hosts.join(' or '));
