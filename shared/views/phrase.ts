import type { MessageId } from './languages/catalogue.ts';

/**
 * A sentence of ours with values in it, said once and printed as HTML or as plain text, in the language of its reader.
 * A value that is a string is one of ours or validated (an ID, a word for scripts); what others may write freely is
 * `foreign`.
 */
export type Phrase = Message | Said;

/** A sentence of the catalogue, by its key. */
export interface Message {
    readonly message: MessageId;
    readonly values: Readonly<Record<string, Value>>;
}

/** Values in a row, or a sentence in English for the partner's own people. */
export interface Said {
    readonly literals: readonly string[];
    readonly values: readonly Value[];
}

export type Value =
    | string
    /** Printed as the reader writes numbers; in a message it chooses the plural. */
    | number
    | Phrase
    /** Written by somebody else: set apart, so that it cannot pass for ours or turn the sentence round. */
    | { readonly kind: 'foreign'; readonly text: string }
    /** An identifier to compare or copy, character by character. */
    | { readonly kind: 'id'; readonly text: string }
    /** The word on a button, or another name that is on a screen. */
    | { readonly kind: 'term'; readonly text: Phrase }
    | { readonly kind: 'address'; readonly text: string }
    | { readonly kind: 'time'; readonly iso: string }
    /** The day of a time alone, in short. */
    | { readonly kind: 'day'; readonly iso: string };

/** What customers read. */
export const message = (id: MessageId, values: Readonly<Record<string, Value>> = {}): Message => ({
    message: id,
    values,
});

/** What only the partner's people read, or nothing but values. */
export const say = (literals: TemplateStringsArray, ...values: Value[]): Said => ({ literals, values });

export const foreign = (text: string): Value => ({ kind: 'foreign', text });
export const id = (text: string): Value => ({ kind: 'id', text });
export const term = (text: string | Phrase): Value => ({
    kind: 'term',
    text: typeof text === 'string' ? say`${text}` : text,
});
export const address = (text: string): Value => ({ kind: 'address', text });
export const time = (iso: string): Value => ({ kind: 'time', iso });
export const day = (iso: string): Value => ({ kind: 'day', iso });

export const isPhrase = (value: Exclude<Value, string | number>): value is Phrase => !('kind' in value);
