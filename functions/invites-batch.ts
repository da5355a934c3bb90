import { answerRows, readRows } from '../shared/http/batch.ts';
import { idempotencyKeyOf, inviteJson } from '../shared/http/invite-json.ts';
import type { InviteJsonContext } from '../shared/http/invite-json.ts';
import { inviteOrder } from '../shared/http/invite-order.ts';
import { INVITE_COLUMNS, inviteRequest } from '../shared/http/invite-request.ts';
import { validate } from '../shared/http/parse.ts';
import { withInviter } from '../shared/http/partner-api/inviter.ts';
import type { Handler } from '../shared/http/route.ts';
import { issueInviteOnce } from '../shared/use-cases/invites/issue-invite-once.ts';
import type { IssueInviteDependencies } from '../shared/use-cases/invites/issue-invite.ts';

interface KeyedRow {
    row: unknown;
    index: number;
}

/** `POST /api/invites/batch`: as many invites as rows, each for itself. A key counts for each row with its place. */
export const postInviteBatch =
    (deps: IssueInviteDependencies & InviteJsonContext): Handler =>
    async (request, { log, caller }) => {
        const key = idempotencyKeyOf(request.headers.get('idempotency-key'));
        const rows = await readRows(request, INVITE_COLUMNS);
        const keyed = rows.map((row) =>
            row.error === undefined ? { ...row, value: { row: row.value, index: row.index } } : row,
        );
        const one = async (value: unknown) => {
            const { row, index } = value as KeyedRow;
            const rowKey = key === undefined ? undefined : `${key} ${index}`;
            const asked = withInviter(validate(inviteRequest, row), caller);
            const invite = await issueInviteOnce(deps, rowKey, asked, log);
            return { status: 201, invite: inviteJson(deps)(invite) };
        };
        const order = inviteOrder(rows.map(({ value }) => value));
        return await answerRows(keyed, log, one, (value) => order((value as KeyedRow | undefined)?.row));
    };
