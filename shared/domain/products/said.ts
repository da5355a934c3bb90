import type { InviteStatus } from '../invite-status.ts';

/** What a customer said that it did, and nobody but the customer can see. Times are ISO 8601 UTC. */
export interface Said {
    /** When it was said last. */
    at: string;
    /** The address that was invited; empty once names were erased. */
    by: string;
    /** When it is asked again; null once that was done. */
    askAt: string | null;
    /** That it was asked again since, and until when an answer counts. */
    asked: { at: string; until: string; why: AskedWhy } | null;
    /** When nobody had answered in time; null while it counts. */
    lapsedAt: string | null;
    proof: Proof | null;
}

/** A year is over, or the customer's agreement with Microsoft changed. */
export const ASKED_WHY = ['time', 'facts'] as const;

export type AskedWhy = (typeof ASKED_WHY)[number];

/** Where the partner keeps what proves it: a note, or the name of a file in a system of its own. */
export interface Proof {
    note: string;
    /** When it was written down, ISO 8601 UTC. */
    at: string;
    /** Whoever looked at it by hand; null where nobody has. */
    checked: { at: string; by: string | null } | null;
}

/** `current` counts; `asked` counts until it is answered or lapses. */
export const SAID_STATES = ['current', 'asked', 'lapsed'] as const;

export type SaidState = (typeof SAID_STATES)[number];

export const saidState = ({ asked, lapsedAt }: Pick<Said, 'asked' | 'lapsedAt'>): SaidState => {
    if (lapsedAt !== null) return 'lapsed';
    return asked === null ? 'current' : 'asked';
};

/** Whether what was said in an invite still counts; null where nothing is said, or it was taken back. */
export const saidStateOf = ({
    status,
    said,
}: {
    status: InviteStatus;
    said: Pick<Said, 'asked' | 'lapsedAt'> | null;
}): SaidState | null => (status === 'attested' && said !== null ? saidState(said) : null);
