/**
 * A sentence of ours with values in it, said once and printed as HTML or as plain text. A value that
 * is a string is one of ours or validated (an ID, a count); what others may write freely is `foreign`.
 */
export interface Phrase {
    readonly literals: readonly string[];
    readonly values: readonly Value[];
}

export type Value =
    | string
    | Phrase
    /** Written by somebody else: set apart, so that it cannot pass for ours or turn the sentence round. */
    | { readonly kind: 'foreign'; readonly text: string }
    /** An identifier to compare or copy, character by character. */
    | { readonly kind: 'id'; readonly text: string }
    /** The word on a button, or another name that is on a screen. */
    | { readonly kind: 'term'; readonly text: string }
    | { readonly kind: 'address'; readonly text: string }
    | { readonly kind: 'time'; readonly iso: string };

export const say = (literals: TemplateStringsArray, ...values: Value[]): Phrase => ({ literals, values });

export const foreign = (text: string): Value => ({ kind: 'foreign', text });
export const id = (text: string): Value => ({ kind: 'id', text });
export const term = (text: string): Value => ({ kind: 'term', text });
export const address = (text: string): Value => ({ kind: 'address', text });
export const time = (iso: string): Value => ({ kind: 'time', iso });
