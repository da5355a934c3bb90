import type { Tone } from '../../blocks.ts';

/** What an action came to, by the code that stands in the address: no word of the page comes from there. */
const DONE = {
    invited: 'The invite is issued, and its mail is on its way.',
    resent: 'The mail goes out again with a new link. The old link is dead.',
    revoked: 'The invite is taken back. Its link is dead.',
    retried: 'It is being attached again.',
    noted: 'The note of the proof is kept.',
    'audit-started': 'The audit has started.',
    'done-again': 'It is being done again.',
} as const;

const FAILED = {
    'invalid-state': 'Nothing was done: meanwhile it is in another state, as you see here.',
    'invite-exists': 'Nothing was done: there is another live invite for this subscription and admin.',
    'opted-out': 'Nothing was done: whoever reads this mailbox asked for no more requests by mail.',
    'mail-limit': 'Nothing was done: this address has had as many invite mails today as one address may get.',
    'note-refused': 'Nothing was noted: it takes a note, of at most 500 characters.',
    'audit-running': 'Nothing was started: an audit is running already.',
    'not-retryable': 'Nothing was done: it cannot be done again, or was done again already.',
} as const;

export type DoneCode = keyof typeof DONE;
export type FailedCode = keyof typeof FAILED;

export interface Flash {
    tone: Tone;
    words: string;
}

const has = <Codes extends object>(codes: Codes, code: string): code is string & keyof Codes =>
    Object.hasOwn(codes, code);

export const isFailedCode = (code: string): code is FailedCode => has(FAILED, code);

/** Undefined for a code that is none of ours. */
export const flashOf = (done: string | null, failed: string | null): Flash | undefined => {
    if (failed !== null && has(FAILED, failed)) return { tone: 'caution', words: FAILED[failed] };
    return done !== null && has(DONE, done) ? { tone: 'good', words: DONE[done] } : undefined;
};
