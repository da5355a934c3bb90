import { doRows } from '../shared/http/batch.ts';
import type { RowAnswer } from '../shared/http/batch.ts';
import { inviteOrder } from '../shared/http/invite-order.ts';
import { readCarriedRows } from '../shared/http/ops/carried-rows.ts';
import { formRequest } from '../shared/http/ops/invite-form.ts';
import { shownOf } from '../shared/http/ops/invite-rows.ts';
import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { validate } from '../shared/http/parse.ts';
import { issueInviteOnce } from '../shared/use-cases/invites/issue-invite-once.ts';
import type { IssueInviteDependencies } from '../shared/use-cases/invites/issue-invite.ts';
import { inviteSentPage } from '../shared/views/ops/invite-preview-page.ts';
import type { SentRow } from '../shared/views/ops/models.ts';
import { pressKey } from './ops-invite-one-send.ts';

export type OpsSendDependencies = OpsPageDependencies & IssueInviteDependencies;

interface Carried {
    index: number;
    value: unknown;
}

const sentRow = ({ index, value }: Carried, { inviteId, problem }: RowAnswer): SentRow => ({
    number: index + 1,
    ...shownOf(value),
    inviteId: typeof inviteId === 'string' ? inviteId : null,
    reason: problem === undefined ? null : (problem.detail ?? problem.title),
});

/**
 * `POST /api/ops/invite-many/send`: issues what the preview showed, each row for itself and once, however often it is
 * pressed; so the answer may be the result itself, which no address could hold.
 */
export const postInviteManySend =
    (deps: OpsSendDependencies): OpsHandler =>
    async (request, scope) => {
        const { key, rows } = await readCarriedRows(request);
        const one = async (carried: unknown) => {
            const { index, value } = carried as Carried;
            const asked = { ...validate(formRequest, value), invitedBy: scope.operator.name };
            const { id } = await issueInviteOnce(deps, `${pressKey(key)} ${String(index)}`, asked, scope.log);
            return { status: 201, inviteId: id };
        };
        const order = inviteOrder(rows.map(({ value }) => value));
        const answers = await doRows(
            rows.map((row) => ({ index: row.index, value: row })),
            scope.log,
            one,
            (carried) => order((carried as Carried).value),
        );
        await deps.opsReads.refresh(['invites', 'overview', 'customers'], scope.log);
        const sent = rows.flatMap((row, at) => answers.slice(at, at + 1).map((answer) => sentRow(row, answer)));
        return opsPage(200, inviteSentPage(sent, frameOf(deps, request, scope)));
    };
