import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { foreign, id, say } from '../phrase.ts';
import { countOf, sendWords } from '../words/ops/words.ts';
import type { InvitePreviewModel, PreviewRow, RowSubject, SentRow } from './models.ts';
import { hiddenField } from './ops-fields.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { badge, card, linkButton, linkTo } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { invitePath, OPS_PATHS } from './paths.ts';
import { words } from './words-html.ts';

const NONE = '–';

/** Each product on a line of its own. */
const aboutCell = ({ about: { products = [], id: subject } }: { about: RowSubject }): Markup =>
    html`${products.map((product) => html`${words(say`${foreign(product)}`)}<br />`)}${subject === '' ? NONE : words(say`${id(subject)}`)}`;

const cell = (text: string): Markup => (text === '' ? html`${NONE}` : words(say`${foreign(text)}`));

const rowName = ({ number }: { number: number }): Markup => words(say`Row ${number}`);

const badTable = (rows: readonly PreviewRow[]): Markup =>
    opsTable(
        'Rows that are not sent',
        [{ name: 'Row' }, { name: 'Why not' }, { name: 'Admin' }, { name: 'What for' }],
        rows.map((row) => ({
            isBad: true,
            cells: [
                rowName(row),
                html`${row.reasons.map((reason) => html`<span class="error">${words(say`${foreign(reason)}`)}</span>`)}`,
                cell(row.adminEmail),
                aboutCell(row),
            ],
        })),
    );

const goodTable = (rows: readonly PreviewRow[]): Markup =>
    opsTable(
        'What will be sent',
        [{ name: 'Row' }, { name: 'Admin' }, { name: 'Customer' }, { name: 'What for' }],
        rows.map((row) => ({
            cells: [rowName(row), cell(row.adminEmail), cell(row.customerName), aboutCell(row)],
        })),
    );

const sendForm = ({ key, carried }: InvitePreviewModel, count: number): Markup =>
    html`<form method="post" action="${OPS_PATHS.sendMany}" enctype="multipart/form-data">
        ${hiddenField('key', key)} ${hiddenField('rows', carried)}
        <button class="button primary" type="submit">${words(sendWords(count))}</button>
    </form>`;

const another = linkButton(OPS_PATHS.inviteMany, 'Take another file');

/** What a file would come to, before anything is sent. */
export function invitePreviewPage(model: InvitePreviewModel, frame: OpsFrame): string {
    const bad = model.rows.filter(({ reasons }) => reasons.length > 0);
    const good = model.rows.filter(({ reasons }) => reasons.length === 0);
    return opsLayout(
        {
            title: say`What ${foreign(model.fileName)} would send`,
            section: 'Invites',
            body: html`<div class="flash ${bad.length === 0 ? 'good' : 'caution'}">
                    <p>
                        ${words(
                            say`${countOf(good.length, 'row can', 'rows can')} be sent, ${countOf(bad.length, 'row cannot', 'rows cannot')}. Nothing has been sent yet.`,
                        )}
                    </p>
                    ${
                        model.notLookedUp === 0
                            ? ''
                            : html`<p>
                                  ${words(
                                      say`There was no time to look up ${countOf(model.notLookedUp, 'of them', 'of them')} at Microsoft: what stands against these is told when they are sent.`,
                                  )}
                              </p>`
                    }
                </div>
                <div class="actions">${good.length === 0 ? '' : sendForm(model, good.length)} ${another}</div>
                ${bad.length === 0 ? '' : card(badTable(bad), 'Not sent: mend these in the file')}
                ${good.length === 0 ? '' : card(goodTable(good), 'What will be sent')}`,
        },
        frame,
    );
}

const sentRow = ({ inviteId, reason, ...row }: SentRow) => ({
    isBad: inviteId === null,
    cells: [
        rowName(row),
        inviteId === null
            ? html`${badge('bad', 'Not sent')} ${words(say`${foreign(reason ?? '')}`)}`
            : html`${badge('good', 'Issued')} ${linkTo(invitePath(inviteId), 'The invite')}`,
        cell(row.adminEmail),
        aboutCell(row),
    ],
});

/** What became of every row. */
export function inviteSentPage(rows: readonly SentRow[], frame: OpsFrame): string {
    const refused = rows.filter(({ inviteId }) => inviteId === null).length;
    return opsLayout(
        {
            title: say`What was sent`,
            section: 'Invites',
            actions: [another, linkButton(OPS_PATHS.invites, 'All invites')],
            body: html`<div class="flash ${refused === 0 ? 'good' : 'caution'}" role="status">
                    <p>
                        ${words(
                            say`${countOf(rows.length - refused, 'invite is', 'invites are')} issued, ${countOf(refused, 'row was', 'rows were')} refused.`,
                        )}
                    </p>
                </div>
                ${card(
                    opsTable(
                        'What became of every row',
                        [{ name: 'Row' }, { name: 'Outcome' }, { name: 'Admin' }, { name: 'What for' }],
                        [
                            ...rows.filter((row) => row.inviteId === null),
                            ...rows.filter((row) => row.inviteId !== null),
                        ].map(sentRow),
                    ),
                )}`,
        },
        frame,
    );
}
