import { onePerField, readInviteForm, refusalOf, requestOf } from '../shared/http/ops/invite-form.ts';
import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler, OpsScope } from '../shared/http/ops/ops-scope.ts';
import { seeOther } from '../shared/http/respond.ts';
import { faultsOf } from '../shared/use-cases/invites/invite-faults.ts';
import type { SomeFields } from '../shared/use-cases/invites/invite-faults.ts';
import { issueInviteOnce } from '../shared/use-cases/invites/issue-invite-once.ts';
import type { IssueInviteDependencies } from '../shared/use-cases/invites/issue-invite.ts';
import { inviteOnePage } from '../shared/views/ops/invite-one-page.ts';
import type { FormError, InviteValues } from '../shared/views/ops/models.ts';
import { pathWith } from '../shared/views/ops/ops-parts.ts';
import { invitePath } from '../shared/views/ops/paths.ts';
import { newFormKey, offers } from './ops-invite-one.ts';
import type { OpsInviteOneDependencies } from './ops-invite-one.ts';

export type OpsInviteSendDependencies = OpsInviteOneDependencies & IssueInviteDependencies;

/** Apart from the keys that callers of the API choose. */
export const pressKey = (formKey: string): string => `ops ${formKey}`;

/** With what else stands against it: whoever mends a form wants to do it once. */
const allErrors = async (
    deps: OpsInviteSendDependencies,
    errors: readonly FormError[],
    judged: SomeFields,
): Promise<FormError[]> => onePerField([...errors, ...(await faultsOf(deps, judged)).flatMap(refusalOf)]);

/** Issues it: the ID of the invite, or what stands against it. */
async function issued(
    deps: OpsInviteSendDependencies,
    { key, values }: { key: string; values: InviteValues },
    { operator, log }: OpsScope,
): Promise<{ id: string } | { errors: FormError[] }> {
    const asked = requestOf(values);
    if ('errors' in asked) return { errors: await allErrors(deps, asked.errors, asked.others) };
    try {
        const request = { ...asked.request, invitedBy: operator.name };
        return { id: (await issueInviteOnce(deps, pressKey(key), request, log)).id };
    } catch (error) {
        return { errors: await allErrors(deps, refusalOf(error), asked.request) };
    }
}

/** `POST /api/ops/invite-one`: issues an invite; the form again, with what is to be mended, where it cannot be. */
export const postInviteOne =
    (deps: OpsInviteSendDependencies): OpsHandler =>
    async (request, scope) => {
        const form = await readInviteForm(request);
        const result = await issued(deps, form, scope);
        if ('id' in result) {
            await deps.opsReads.refresh(['invites', 'overview'], scope.log);
            return seeOther(pathWith(invitePath(result.id), { done: 'invited' }));
        }
        const model = {
            // What is mended is another request: the key of this one may stand for what it was.
            key: newFormKey(deps.random),
            ...{ values: form.values, errors: result.errors },
            ...offers(deps),
        };
        return opsPage(400, inviteOnePage(model, frameOf(deps, request, scope)));
    };
