import { createHash } from 'node:crypto';

/**
 * The name of the delegation that our template makes, the same at every customer, so that deploying it
 * twice changes nothing and the line that takes it back can name it: a GUID that follows from what it is for.
 *
 * @param homeTenantId the partner's own tenant
 */
export function delegationName(homeTenantId: string, partnerId: string): string {
    const hash = createHash('sha256').update(JSON.stringify(['delegation', homeTenantId.toLowerCase(), partnerId]));
    // Version 8: a UUID whose other bits are ours to choose.
    return hash.digest('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
