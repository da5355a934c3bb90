import type { AskedWhy, SaidState } from '../../../domain/products/said.ts';
import type { Tone } from '../../blocks.ts';

/** Whether what the customer said of a product still counts. */
export const SAID_STATE: Readonly<Record<SaidState, { name: string; tone: Tone }>> = {
    current: { name: 'Done, as the customer says', tone: 'good' },
    asked: { name: 'Asked again, not answered yet', tone: 'neutral' },
    lapsed: { name: 'Lapsed: nobody answered', tone: 'caution' },
};

export const ASKED_BECAUSE: Readonly<Record<AskedWhy, string>> = {
    time: 'as the time was over',
    facts: 'as the customer’s agreement with Microsoft changed',
};

export const SAID = {
    heading: 'What the customer said',
    unseen: 'No program can see it: it never counts as covered.',
    by: 'Said by',
    at: 'Said on',
    askAgainAt: 'Asked again on',
    askedAt: 'Was asked again',
    until: 'Answer counts until',
    lapsedAt: 'Lapsed',
    proof: 'Proof',
    notedAt: 'Noted',
    checkedAt: 'Checked',
    checkedBy: 'Checked by',
    proofHeading: 'Proof of it',
    note: 'Note, or the name of a file in a system of yours',
    noteHint: 'Up to 500 characters. It is kept with the evidence, and never shown to the customer.',
    tick: 'I have checked it',
    together: 'Asked for in the same mail',
    byProduct: 'By product',
    byProductNote: 'No program can see what is attached by hand: it is counted as they say it, and never as covered.',
} as const;
