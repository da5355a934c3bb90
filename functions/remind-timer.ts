import { app } from '@azure/functions';
import { logOver } from '../shared/invocation-log.ts';
import type { Mailboxes } from '../shared/ports/mailboxes.ts';
import { sendReminders } from '../shared/use-cases/remind/remind.ts';
import type { RemindDependencies } from '../shared/use-cases/remind/remind.ts';
import { inviteAllWaiting } from '../shared/use-cases/remind/waiting-invites.ts';
import type { WaitingInvitesDependencies } from '../shared/use-cases/remind/waiting-invites.ts';

export interface RemindTimerDependencies extends RemindDependencies, WaitingInvitesDependencies {
    mailboxes: Mailboxes;
    /** NCRONTAB. */
    remindSchedule: string;
}

/** One run drops so many rows of mailboxes at most. */
const MOST_DROPPED = 500;

/** What is sent of our own accord: reminders, and the automatic invites that had to wait. */
export const registerRemind = (deps: RemindTimerDependencies): void =>
    app.timer('remind', {
        schedule: deps.remindSchedule,
        handler: async (_timer, context) => {
            const log = logOver(context);
            await sendReminders(deps, log);
            await inviteAllWaiting(deps, log);
            await deps.mailboxes.drop(MOST_DROPPED);
        },
    });
