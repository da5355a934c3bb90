import type { OpsInvite } from '../../domain/ops/invite-list.ts';
import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { foreign, say, time } from '../phrase.ts';
import { SAID_STATE } from '../words/ops/said.ts';
import { STATUS } from '../words/ops/status.ts';
import { badge, linkTo } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { customerPath, invitePath } from './paths.ts';
import { customerWords, aboutWords, words } from './words-html.ts';

const whom = ({ erasedAt, adminEmail }: OpsInvite) => (erasedAt === null ? say`${foreign(adminEmail)}` : say`erased`);

/** Where it stands; of what a customer said by hand, whether it still counts. */
export const statusOf = ({ status, product, saidState }: OpsInvite): (typeof STATUS)[keyof typeof STATUS] =>
    saidState === null || product === 'azure' ? STATUS[status] : SAID_STATE[saidState];

const rowOf = (invite: OpsInvite, withCustomer: boolean) => {
    const { name, tone } = statusOf(invite);
    return {
        cells: [
            linkTo(invitePath(invite.id), words(whom(invite))),
            ...(withCustomer ? [linkTo(customerPath(invite.tenantId), words(customerWords(invite)))] : []),
            words(aboutWords(invite)),
            badge(tone, name),
            html`${words(say`${time(invite.createdAt)}`)}`,
            words(say`${foreign(invite.invitedBy ?? '–')}`),
        ],
    };
};

/** Invites, each leading to its story. */
export const inviteTable = (
    invites: readonly OpsInvite[],
    { withCustomer = true }: { withCustomer?: boolean } = {},
): Markup =>
    opsTable(
        'Invites',
        [
            { name: 'Admin' },
            ...(withCustomer ? [{ name: 'Customer' }] : []),
            { name: 'About' },
            { name: 'Status' },
            { name: 'Issued' },
            { name: 'By' },
        ],
        invites.map((invite) => rowOf(invite, withCustomer)),
    );
