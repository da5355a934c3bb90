import { UnavailableError } from '../../domain/errors.ts';
import type { AzureInvite, Invite } from '../../domain/invite.ts';
import { isConsumed, isOpen } from '../../domain/invite.ts';
import { noted } from '../../domain/invite-story.ts';
import { confirm } from '../../domain/invite-transitions.ts';
import { isPassing } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import { Wait } from '../attach/wait.ts';
import { saveProven } from './decide.ts';
import type { DecideDependencies } from './decide.ts';
import { findAccess } from './find-access.ts';
import type { FindAccessDependencies, FoundAccess, MissingAccess } from './find-access.ts';
import { linkGone, provenInvite } from './open-link.ts';
import type { OpenedLink } from './open-link.ts';

export interface CheckAccessDependencies
    extends FindAccessDependencies, Pick<DecideDependencies, 'attachQueue' | 'clock' | 'invites' | 'linkSigningKeys'> {
    confirmationMode: 'signin' | 'email';
}

/** What *Check now* came to. */
export type CheckedAccess =
    /** The access is there, and it is the yes: the attach is due, now or since an earlier press. */
    | { kind: 'saved'; invite: AzureInvite }
    /** The access is there, and says nothing about consent. */
    | { kind: 'sign-in-needed'; invite: AzureInvite }
    | { kind: 'not-there'; invite: AzureInvite; access: MissingAccess };

const FOUND = {
    application: 'The partner’s application holds a role that counts.',
    lighthouse: 'The subscription is delegated with a role that counts.',
} as const;

async function look(deps: CheckAccessDependencies, invite: AzureInvite): Promise<FoundAccess> {
    try {
        return await findAccess(deps, invite);
    } catch (error) {
        if (!(error instanceof Wait) && !isPassing(error)) throw error;
        throw new UnavailableError('Microsoft cannot be asked at the moment.', { cause: error });
    }
}

/**
 * Whether access that is there now was given in answer to this invite: only where it was not there before
 * the first mail went out. What stood there before proves nothing, as whoever was forwarded the mail could
 * press the button. Where the mailbox is enough, so is this.
 */
const isAnswer = ({ confirmationMode }: CheckAccessDependencies, { accessBefore }: AzureInvite): boolean =>
    confirmationMode === 'email' || accessBefore === false;

/**
 * *Check now*: where the customer has given access by themselves, that is the yes, and the attach is done.
 * Pressed twice, it is the same yes.
 *
 * @throws AppError `link-gone`
 * @throws UnavailableError where Microsoft, or the store, cannot be reached
 */
export async function checkAccess(deps: CheckAccessDependencies, link: OpenedLink, log: Log): Promise<CheckedAccess> {
    const stored = await provenInvite(deps, link);
    const { value: invite } = stored;
    if (isConsumed(invite)) return { kind: 'saved', invite };
    if (!isOpen(invite, deps.clock.now())) throw linkGone();
    const access = await look(deps, invite);
    log.info('access looked for', { inviteId: invite.id, ...access });
    if (access.kind === 'missing') return { kind: 'not-there', invite, access };
    if (!isAnswer(deps, invite)) return { kind: 'sign-in-needed', invite };
    const found = (current: Invite) => {
        const at = deps.clock.now();
        return confirm(noted(current, at, 'access-found', FOUND[access.way]), at);
    };
    return { kind: 'saved', invite: await saveProven(deps, stored, found, log) };
}
