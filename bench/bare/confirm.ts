import { app } from '@azure/functions';
import type { HttpRequest } from '@azure/functions';
import { claimedInvite } from '../../shared/domain/link-token.ts';
import { actionsFor, confirmed } from '../invites.ts';
import { isThere, senderTo, tableOf } from './clients.ts';
import { invites, readInvite } from './invite-row.ts';
import { createHash } from 'node:crypto';

const send = senderTo('attach-requests');
const mailboxes = tableOf('mailboxes');

const ROUTE = 'confirm/{subscriptionId}/partnerId/{partnerId}';

/** As many bytes as the app's page has, in one piece. */
const PAGE = `<!doctype html><title>Save partner</title><p>${'x'.repeat(14_000)}</p>`;

const inviteOf = (request: HttpRequest) => readInvite(claimedInvite(request.query.get('t') ?? '') ?? '');

/** What *Save partner* cannot do without: the row, its conditional change in one transaction, and the message. */
const registerSave = (): void =>
    app.http('confirm-post', {
        methods: ['POST'],
        route: ROUTE,
        authLevel: 'anonymous',
        handler: async (request) => {
            await request.text();
            const before = await inviteOf(request);
            const { id } = before.value;
            await invites.submitTransaction(actionsFor(confirmed(before.value), before));
            await send(`${id}:attach-1:1`, { inviteId: id, generation: 1, attempt: 1 });
            return { status: 303, headers: { location: '/' } };
        },
    });

/** What the page cannot do without: the row, and whether something else waits for the same mailbox. */
const registerPage = (): void =>
    app.http('confirm-get', {
        methods: ['GET'],
        route: ROUTE,
        authLevel: 'anonymous',
        handler: async (request) => {
            const { value } = await inviteOf(request);
            const mailbox = createHash('sha256').update(value.adminEmail).digest('hex');
            await isThere(() => mailboxes.getEntity(mailbox, 'invites'));
            return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: PAGE };
        },
    });

export const registerBareConfirm = (): void => {
    registerSave();
    registerPage();
};
