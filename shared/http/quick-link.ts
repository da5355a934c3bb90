import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import type { AzureInvite } from '../domain/invite.ts';
import { managePagePath, quickLinkPath, statusPagePath, waysPagePath } from '../domain/page-paths.ts';
import { deriveToken } from '../domain/link-token.ts';
import type { SigningKey } from '../domain/link-token.ts';
import { linkGone } from '../use-cases/invites/open-link.ts';
import type { OpenedLink } from '../use-cases/invites/open-link.ts';
import { guid, partnerId } from './fields.ts';
import { readForm } from './form.ts';

/** The link of this request. What has not even the form of one is gone like any other. */
export function openedLink(request: HttpRequest): OpenedLink {
    const { subscriptionId, partnerId } = request.params;
    const token = request.query.get('t');
    if (subscriptionId === undefined || partnerId === undefined || token === null) throw linkGone();
    return { subscriptionId, partnerId, token };
}

/** The link without a token: undefined where there is one, good or bad. */
export function openLinkOf(request: HttpRequest): { subscriptionId: string; partnerId: string } | undefined {
    if (request.query.has('t')) return undefined;
    const parsed = openLink.safeParse(request.params);
    if (!parsed.success) throw linkGone();
    return parsed.data;
}

const openLink = z.looseObject({ subscriptionId: guid, partnerId });

const query = (token: string): string => `?t=${encodeURIComponent(token)}`;

export const confirmPath = (invite: AzureInvite, token: string): string => `${quickLinkPath(invite)}${query(token)}`;

/** The quick link of an invite, its token made anew. */
export const confirmPathOf = (invite: AzureInvite, keys: readonly SigningKey[]): string =>
    confirmPath(invite, deriveToken(keys, { ...invite, inviteId: invite.id }));

export const statusPath = (invite: AzureInvite, token: string): string => `${statusPagePath(invite)}${query(token)}`;

export const waysPath = (invite: AzureInvite, token: string): string => `${waysPagePath(invite)}${query(token)}`;

export const managePath = (invite: AzureInvite, token: string): string => `${managePagePath(invite)}${query(token)}`;

/** The manage page of an invite, its token made anew. */
export const managePathOf = (invite: AzureInvite, keys: readonly SigningKey[]): string =>
    managePath(invite, deriveToken(keys, { ...invite, inviteId: invite.id, purpose: 'manage' }));

/** The status page of an invite, its token made anew. */
export const statusPathOf = (invite: AzureInvite, keys: readonly SigningKey[]): string =>
    statusPath(invite, deriveToken(keys, { ...invite, inviteId: invite.id }));

/** The form of the page. */
export const decisionForm = z.strictObject({ decision: z.enum(['save', 'decline'], 'save or decline') });

/** The form of the manage page. */
export const changeForm = z.strictObject({ decision: z.enum(['remove', 'replace'], 'remove or replace') });

/** The form's `decision`. */
export const readDecision = async (request: HttpRequest): Promise<'save' | 'decline'> =>
    (await readForm(request, decisionForm)).decision;

export const readChange = async (request: HttpRequest): Promise<'remove' | 'replace'> =>
    (await readForm(request, changeForm)).decision;
