import { AzureError } from '../../ports/azure.ts';
import type { SignInDependencies } from './deps.ts';

/** A new service principal, or a new role, takes seconds to minutes until all of Microsoft knows it; in ms. */
const PAUSES_MS = [500, 1_000, 2_000, 3_000, 4_000, 5_000];

/** Tries again for some seconds while Azure says that it does not know the principal yet. */
export async function whileReplicating<T>(deps: Pick<SignInDependencies, 'pause'>, ask: () => Promise<T>): Promise<T> {
    for (const ms of PAUSES_MS) {
        try {
            return await ask();
        } catch (error) {
            const isNew =
                error instanceof AzureError && ['application-missing', 'principal-not-found'].includes(error.kind);
            if (!isNew) throw error;
            await deps.pause(ms);
        }
    }
    return await ask();
}

/** The object ID of our service principal in the tenant, which the sign-in's consent may just have brought in. */
export const ourPrincipal = (deps: Pick<SignInDependencies, 'azure' | 'pause'>, tenantId: string): Promise<string> =>
    whileReplicating(deps, () => deps.azure.tenant(tenantId).principalId());
