import type { Looked } from '../../../domain/ops/looked.ts';
import type { OpsRun } from '../../../domain/ops/runs.ts';
import { say, time } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';

/** The words on the buttons of the operations pages: fixed, people and tests press them by name. */
export const OPS_BUTTONS = {
    invite: 'Invite',
    inviteMany: 'Invite from a file',
    resend: 'Resend',
    revoke: 'Revoke',
    retry: 'Retry',
    noteProof: 'Keep the note',
    sendOne: 'Send invite',
    startAudit: 'Start an audit',
    export: 'Export as CSV',
    preview: 'Preview',
} as const;

/** `1 tenant`, `3,000 tenants`. */
export const countOf = (count: number, one: string, many: string): Phrase =>
    count === 1 ? say`${count} ${one}` : say`${count} ${many}`;

export const sendWords = (count: number): Phrase => say`Send ${countOf(count, 'invite', 'invites')}`;

/** Said where a search ended before all was looked at; null where it did not. */
export const stoppedEarly = ({ searched, isComplete }: Looked): Phrase | null =>
    isComplete
        ? null
        : say`${countOf(searched, 'entry was', 'entries were')} looked at, and there are more: narrow it down, or export all of it.`;

/** Said where what is missing cannot be known yet. */
export const NO_AUDIT = say`No audit has finished yet. The first one tells what is covered and what is missing.`;

/** How far a run is. */
export function progressWords({ status, expected, tenants: { done, failed } }: OpsRun): Phrase {
    if (status === 'finished')
        return say`${done} of ${countOf(expected, 'tenant', 'tenants')} audited, ${failed} failed.`;
    if (expected === 0) return say`The tenants are being put down.`;
    return say`${done + failed} of ${countOf(expected, 'tenant', 'tenants')} looked at, ${failed} of them failed.`;
}

export const runName = ({ startedAt }: Pick<OpsRun, 'startedAt'>): Phrase => say`Audit of ${time(startedAt)}`;
