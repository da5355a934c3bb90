/**
 * Whether a person belongs to the partner, whatever rights they hold as a guest: only the customer designates.
 *
 * @param person `identityProvider` is Entra's claim `idp`, which guests alone have
 * @param partner its own tenant, lower case, and its mail domains
 */
export function isPartnersOwn(
    person: { tenantId: string; identityProvider: string | null; accountName: string },
    partner: { tenantId: string; domains: readonly string[] },
): boolean {
    const { tenantId, identityProvider, accountName } = person;
    if (tenantId.toLowerCase() === partner.tenantId) return true;
    if (identityProvider === null) return false;
    if (identityProvider.toLowerCase().includes(partner.tenantId)) return true;
    // A guest who proves no more than a mailbox: "mail", or a provider of another kind.
    const name = accountName.toLowerCase().replace(/#ext#@.*$/, '');
    return partner.domains.some((domain) => name.endsWith(`@${domain}`) || name.endsWith(`_${domain}`));
}
