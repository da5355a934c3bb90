import { AppError, STATUS_OF } from '../../domain/errors.ts';
import { checkAddress, checkOurs, findCustomer } from './examine-invite.ts';
import type { DecidingFields } from './examine-invite.ts';
import { checkMailbox, checkNoneLive } from './preview-invite.ts';
import type { PreviewDependencies } from './preview-invite.ts';

/** What of a request is known to be well formed. */
export type SomeFields = { [Name in keyof DecidingFields]?: DecidingFields[Name] | undefined };

/**
 * Everything that stands against a request, so that it can be mended at once: each field is judged by itself, as far as
 * it is given. Nothing is recorded. What cannot be judged now is told when it is sent.
 */
export async function faultsOf(deps: PreviewDependencies, given: SomeFields): Promise<AppError[]> {
    const { subscriptionId, adminEmail, tenantId, partnerId } = given;
    const judge = async (judged: () => unknown): Promise<AppError[]> => {
        try {
            await judged();
            return [];
        } catch (error) {
            if (!(error instanceof AppError)) throw error;
            return STATUS_OF[error.code] < 500 ? [error] : [];
        }
    };
    const found = await Promise.all([
        judge(() => adminEmail !== undefined && checkAddress(adminEmail, deps.partner.domains)),
        judge(() => checkOurs(partnerId, deps.partner.ids)),
        judge(() => subscriptionId !== undefined && findCustomer(deps, { subscriptionId, tenantId, partnerId })),
        judge(() => adminEmail !== undefined && checkMailbox(deps, adminEmail)),
        judge(
            () =>
                subscriptionId !== undefined &&
                adminEmail !== undefined &&
                checkNoneLive(deps, { subscriptionId, adminEmail }),
        ),
    ]);
    return found.flat();
}
