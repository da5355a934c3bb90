import { AppError, STATUS_OF } from '../../domain/errors.ts';
import { relationshipsOf } from '../../domain/products/relationships.ts';
import { checkMailbox } from './admit-request.ts';
import { followerSubjects, guidedProductOf, leadSubject } from './asked-subjects.ts';
import { askedOf, checkAddress, checkOurs, findCustomer } from './examine-invite.ts';
import type { InviteRequest } from './invite-request.ts';
import { checkNoneLive } from './live-invites.ts';
import type { PreviewDependencies } from './preview-invite.ts';

/** What of a request is known to be well formed. */
export type SomeFields = { [Name in keyof InviteRequest]?: InviteRequest[Name] | undefined };

/** Whether enough is known to say what it is about. */
const saysWhat = ({ product, subscriptionId, tenantId }: SomeFields): boolean =>
    guidedProductOf({ product }) === undefined ? subscriptionId !== undefined : tenantId !== undefined;

async function checkCustomer(deps: PreviewDependencies, given: SomeFields): Promise<void> {
    if (!saysWhat(given)) return;
    askedOf(deps, given, await findCustomer(deps, given));
}

/** What goes with it is looked at where its tenant is given: nobody is asked for it here. */
async function checkLive(deps: PreviewDependencies, given: SomeFields): Promise<void> {
    const { adminEmail, tenantId } = given;
    if (adminEmail === undefined || !saysWhat(given)) return;
    const followers = tenantId === undefined ? [] : followerSubjects(given, tenantId);
    await checkNoneLive(deps, [leadSubject(given), ...followers], adminEmail);
}

/**
 * Everything that stands against a request, so that it can be mended at once: each field is judged by itself, as far as
 * it is given. Nothing is recorded. What cannot be judged now is told when it is sent.
 */
export async function faultsOf(deps: PreviewDependencies, given: SomeFields): Promise<AppError[]> {
    const { adminEmail } = given;
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
        judge(() => checkOurs(deps, given)),
        judge(() => relationshipsOf(given, deps.products)),
        judge(() => checkCustomer(deps, given)),
        judge(() => adminEmail !== undefined && checkMailbox(deps, adminEmail)),
        judge(() => checkLive(deps, given)),
    ]);
    return found.flat();
}
