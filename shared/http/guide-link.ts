import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { guidePagePath } from '../domain/page-paths.ts';
import type { GuidedInvite } from '../domain/invite.ts';
import { deriveToken } from '../domain/link-token.ts';
import type { SigningKey } from '../domain/link-token.ts';
import { GUIDE_ANSWERS } from '../use-cases/guide/answer-guide.ts';
import type { GuideAnswer } from '../use-cases/guide/answer-guide.ts';
import type { OpenedGuide } from '../use-cases/guide/open-guide.ts';
import { linkGone } from '../use-cases/invites/open-link.ts';
import { readForm } from './form.ts';

/** The link of this request. What has not even the form of one is gone like any other. */
export function openedGuide(request: HttpRequest): OpenedGuide {
    const { inviteId } = request.params;
    const token = request.query.get('t');
    if (inviteId === undefined || token === null) throw linkGone();
    return { inviteId, token };
}

export const guidePath = ({ inviteId, token }: OpenedGuide): string =>
    `${guidePagePath({ id: encodeURIComponent(inviteId) })}?t=${encodeURIComponent(token)}`;

/** The guide page of an invite, its token made anew. */
export const guidePathOf = (invite: GuidedInvite, keys: readonly SigningKey[]): string =>
    guidePath({ inviteId: invite.id, token: deriveToken(keys, { ...invite, inviteId: invite.id }) });

/** The form of the page. */
const answerForm = z.strictObject({ decision: z.enum(GUIDE_ANSWERS) });

/** The form's `decision`. */
export const readAnswer = async (request: HttpRequest): Promise<GuideAnswer> =>
    (await readForm(request, answerForm)).decision;
