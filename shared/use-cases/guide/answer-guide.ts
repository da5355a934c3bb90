import { decline } from '../../domain/invite-transitions.ts';
import { isGuided } from '../../domain/invite.ts';
import type { GuidedInvite, Invite } from '../../domain/invite.ts';
import { sayNotNow } from '../../domain/products/not-now.ts';
import { sayAdded, sayGone } from '../../domain/products/said-transitions.ts';
import type { SaidRules } from '../../domain/products/said-transitions.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import { changeInvite } from '../invites/change-invite.ts';
import { linkGone } from '../invites/open-link.ts';
import type { OpenLinkDependencies } from '../invites/open-link.ts';
import { sendDueMails } from '../send-due.ts';
import { guideState, provenGuide } from './open-guide.ts';
import type { OpenedGuide } from './open-guide.ts';

/** `added` says as well that it is still so, where that was asked. */
export const GUIDE_ANSWERS = ['added', 'later', 'decline', 'gone'] as const;

export type GuideAnswer = (typeof GUIDE_ANSWERS)[number];

export interface AnswerGuideDependencies extends OpenLinkDependencies {
    partner: { notify: readonly string[] };
    said: Pick<SaidRules, 'askAgainDays'>;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
}

/** What is asked again was said yes to: it can be taken back, and not be declined. */
const declined = (invite: GuidedInvite, now: Date, tellPartner: boolean): Invite | undefined =>
    invite.status === 'attested' ? undefined : decline(invite, now, tellPartner);

function answered(deps: AnswerGuideDependencies, invite: GuidedInvite, answer: GuideAnswer): Invite | undefined {
    const now = deps.clock.now();
    const tellPartner = deps.partner.notify.length > 0;
    if (guideState(invite, now) === undefined) return undefined;
    switch (answer) {
        case 'added':
            return sayAdded(invite, now, deps.said, tellPartner);
        case 'later':
            return sayNotNow(invite, now);
        case 'decline':
            return declined(invite, now, tellPartner);
        case 'gone':
            return sayGone(invite, now, tellPartner);
    }
}

/**
 * What the customer says by a button of the guide page, by a conditional write. Pressed twice it is said once; what does
 * not fit any more, as the page was opened long ago, changes nothing.
 *
 * @throws AppError `link-gone`
 */
export async function answerGuide(
    deps: AnswerGuideDependencies,
    link: OpenedGuide,
    answer: GuideAnswer,
    log: Log,
): Promise<void> {
    const stored = await provenGuide(deps, link);
    const { id, generation } = stored.value;
    const isMeant = (invite: Invite): invite is GuidedInvite => isGuided(invite) && invite.generation === generation;
    const change = (invite: Invite) => (isMeant(invite) ? answered(deps, invite, answer) : undefined);
    const result = await changeInvite(deps.invites, id, change, stored);
    if (result.kind === 'changed') {
        log.info('answered', { inviteId: id, answer });
        // Nobody is told of it, and a mail that is still to come waits for its time.
        if (answer !== 'later') await sendDueMails(deps.mailQueue, result.invite, log);
        return;
    }
    const stands =
        result.kind !== 'missing' &&
        isMeant(result.invite) &&
        guideState(result.invite, deps.clock.now()) !== undefined;
    if (!stands) throw linkGone();
}
