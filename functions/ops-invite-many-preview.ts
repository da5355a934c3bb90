import { carriedRows } from '../shared/http/ops/carried-rows.ts';
import { readUpload } from '../shared/http/ops/invite-file.ts';
import { rowsOfFile } from '../shared/http/ops/invite-rows.ts';
import { lookUpRows } from '../shared/http/ops/look-up-rows.ts';
import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import type { Random } from '../shared/ports/clock.ts';
import type { PreviewDependencies } from '../shared/use-cases/invites/preview-invite.ts';
import { inviteManyPage } from '../shared/views/ops/invite-many-page.ts';
import { invitePreviewPage } from '../shared/views/ops/invite-preview-page.ts';
import { newFormKey } from './ops-invite-one.ts';

export type OpsPreviewDependencies = OpsPageDependencies & PreviewDependencies & { random: Random };

/** `POST /api/ops/invite-many`: what a file would send, every bad row marked. Sends nothing. */
export const postInviteMany =
    (deps: OpsPreviewDependencies): OpsHandler =>
    async (request, scope) => {
        const frame = frameOf(deps, request, scope);
        const upload = await readUpload(request);
        const read = 'error' in upload ? upload : rowsOfFile(upload.text);
        if ('error' in upload || 'error' in read) {
            const error = 'error' in read ? read.error : null;
            return opsPage(400, inviteManyPage({ error }, frame));
        }
        const { rows, notLookedUp } = await lookUpRows(deps, read.rows);
        const model = { key: newFormKey(deps.random), fileName: upload.name, rows, carried: carriedRows(rows) };
        return opsPage(200, invitePreviewPage({ ...model, notLookedUp }, frame));
    };
