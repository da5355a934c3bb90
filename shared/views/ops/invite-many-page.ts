import { html } from 'hono/html';
import { foreign, say } from '../phrase.ts';
import { COLUMNS_HELP } from '../words/ops/invite-form.ts';
import { OPS_BUTTONS } from '../words/ops/words.ts';
import type { InviteManyModel } from './models.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { card, linkButton } from './ops-parts.ts';
import { OPS_PATHS } from './paths.ts';
import { words } from './words-html.ts';

const EXAMPLES = [
    `subscriptionId,adminEmail,customerName
c0000000-0000-4000-8000-0000000000a1,admin@contoso.example,Contoso`,
    `product,tenantId,adminEmail,alsoFor
microsoft365,c0000000-0000-4000-8000-000000000001,admin@contoso.example,intune;ems`,
];

/** Takes a CSV file, chosen or dropped. */
export const inviteManyPage = ({ error }: InviteManyModel, frame: OpsFrame): string =>
    opsLayout(
        {
            title: error === null ? say`Invite from a file` : say`Invite from a file: something to mend`,
            section: 'Invites',
            actions: [linkButton(OPS_PATHS.inviteOne, OPS_BUTTONS.invite)],
            body: html`${card(
                html`<form
                    class="fields"
                    method="post"
                    action="${OPS_PATHS.inviteMany}"
                    enctype="multipart/form-data"
                    novalidate
                >
                    <div class="field">
                        <label for="file">CSV file</label>
                        <span class="hint" id="file-hint">
                            Press to choose one, or drop it on the field. Up to 5,000 rows and 10 MB, in UTF-8. Nothing
                            is sent before you have seen what would be.
                        </span>
                        <input
                            class="drop"
                            id="file"
                            name="file"
                            type="file"
                            accept=".csv,text/csv"
                            aria-required="true"
                            aria-describedby="${error === null ? 'file-hint' : 'file-hint file-error'}"
                            ${error === null ? '' : html`aria-invalid="true"`}
                        />
                        ${error === null ? '' : html`<span class="error" id="file-error" role="alert">${words(say`${foreign(error)}`)}</span>`}
                    </div>
                    <div><button class="button primary" type="submit">${OPS_BUTTONS.preview}</button></div>
                </form> `,
            )}
            ${card(
                html`<p>The first line names the columns: ${COLUMNS_HELP}</p>
                    ${EXAMPLES.map((example) => html`<pre><code>${example}</code></pre>`)}`,
                'What it has to look like',
            )}`,
        },
        frame,
    );
