import { createHash } from 'node:crypto';

/** Stands for an address, whatever its case, where the address itself need not be known: SHA-256, 64 hex digits. */
export const mailboxKeyOf = (address: string): string =>
    createHash('sha256').update(address.toLowerCase()).digest('hex');

/** A UTC day, as in 2026-11-21. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The same time of the next day. */
export const nextDay = (at: Date): Date => new Date(at.getTime() + 24 * 60 * 60 * 1000);

/** Whoever reads a mailbox wants no more mails of our own accord. */
export interface OptOut {
    /** Since when, ISO 8601 UTC. */
    at: string;
    /** On our page, by the button of their mail program, or as the mail service told. */
    how: 'page' | 'one-click' | 'mail-event';
}

/** The mail of our own accord that a mailbox got last, or is about to get. */
export interface OwnMail {
    /** UTC day. */
    day: string;
    /** The mail that has the day: `{invite}|{mail}`. */
    holder: string;
    /** When it took the day, ISO 8601 UTC. */
    at: string;
    /** The invites that it told of; null until the mail service has taken it. */
    told: readonly string[] | null;
}
