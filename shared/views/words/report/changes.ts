import type { NamedKind, ReportedChange } from '../../../domain/report.ts';
import { foreign, id, say } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import { counted } from './counted.ts';

const CHANGES: Readonly<Record<NamedKind, readonly [one: string, many: string]>> = {
    newlyMissing: ['subscription newly missing', 'subscriptions newly missing'],
    new: ['new subscription', 'new subscriptions'],
    migrated: [
        'subscription under another agreement or billing account',
        'subscriptions under another agreement or billing account',
    ],
    moved: ['subscription moved to another tenant', 'subscriptions moved to another tenant'],
    gone: ['subscription gone', 'subscriptions gone'],
    recovered: ['subscription no longer missing', 'subscriptions no longer missing'],
    offer: ['subscription changed to another offer', 'subscriptions changed to another offer'],
};

export const changeCount = (kind: NamedKind, count: number): Phrase =>
    say`${counted(count, CHANGES[kind][0], CHANGES[kind][1])}`;

const REASONS: Readonly<Record<string, string>> = {
    covered: 'covered',
    excluded: 'an offer that programmes do not count',
    inactive: 'disabled or deleted',
    unknown: 'not known',
    missing: 'missing',
    'application-missing': 'the application is not in the tenant',
    'no-access': 'no access',
    'other-partner': 'another partner ID is linked',
    'no-link': 'no link',
    'no-eligible-role': 'no eligible role',
    'not-verifiable': 'cannot be verified',
    'could-not-be-read': 'could not be read',
    'tenant-unknown': 'Microsoft knows no such tenant',
    deadline: 'not done by the deadline',
    'gave-up': 'failed for a day',
};

/** A word for scripts, in words for people. */
export const reasonWords = (reason: string): Phrase => {
    const words = REASONS[reason];
    return words === undefined ? say`${foreign(reason)}` : say`${words}`;
};

const orUnknown = (word: string | null): Phrase => (word === null ? say`not known` : say`${id(word)}`);

export function changeWords({ what, from, to }: ReportedChange): Phrase {
    switch (what) {
        case 'newlyMissing':
            return say`missing: ${reasonWords(to ?? 'missing')}`;
        case 'new': {
            const now = reasonWords(to ?? 'unknown');
            return from === null ? say`new: ${now}` : say`new, from the tenant ${id(from)}: ${now}`;
        }
        case 'migrated':
            return say`agreement or billing account ${orUnknown(from)}, now ${orUnknown(to)}`;
        case 'moved':
            return to === null ? say`moved to another tenant` : say`moved to the tenant ${id(to)}`;
        case 'gone':
            return say`gone: Microsoft knows it no more`;
        case 'recovered':
            return say`covered; was: ${reasonWords(from ?? 'missing')}`;
        case 'offer':
            return say`offer ${orUnknown(from)}, now ${orUnknown(to)}`;
    }
}

/** Where a subscription is under another agreement. */
export const migratedNote = (): Phrase =>
    say`A digital partner of record did not move with it to the other agreement. The link did; look whether the role still stands.`;
