import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './build-app.ts';

const documentSchema = z.looseObject({
    app: z.looseObject({ clientId: z.guid(), homeTenantId: z.guid(), clientSecret: z.string() }),
    operations: z.looseObject({ clientId: z.guid(), clientSecret: z.string() }),
    tenants: z.array(
        z.looseObject({
            tenantId: z.guid(),
            displayName: z.string(),
            users: z.array(z.looseObject({ userPrincipalName: z.string() })).default([]),
        }),
    ),
});

/** The sample tenants: what the directory starts with, the partner's application in it, and who is a customer. */
export interface SampleTenants {
    /** The whole document, for the double. */
    document: unknown;
    app: { clientId: string; homeTenantId: string; clientSecret: string };
    /** The registration of the operations pages. */
    operations: { clientId: string; clientSecret: string };
    /** Every tenant but the partner's own. */
    customers: { tenantId: string; name: string; contactEmail: string }[];
}

/** Reads the sample tenants from their file. */
export const readSampleTenants = async (): Promise<SampleTenants> => {
    const document: unknown = JSON.parse(await readFile(join(projectRoot, 'local', 'sample-tenants.json'), 'utf8'));
    const { app, operations, tenants } = documentSchema.parse(document);
    return {
        document,
        app: { clientId: app.clientId, homeTenantId: app.homeTenantId, clientSecret: app.clientSecret },
        operations: { clientId: operations.clientId, clientSecret: operations.clientSecret },
        customers: tenants
            .filter(({ tenantId }) => tenantId !== app.homeTenantId)
            .map(({ tenantId, displayName, users }) => {
                const owner = users.find(({ userPrincipalName }) => userPrincipalName.startsWith('owner@'));
                if (owner === undefined) throw new Error(`The sample tenant ${displayName} has no owner@ user.`);
                return { tenantId, name: displayName, contactEmail: owner.userPrincipalName };
            }),
    };
};
