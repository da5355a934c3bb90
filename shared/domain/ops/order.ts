import { lazily } from '../../lazily.ts';
import { refusedField } from '../errors.ts';

/** What an entry is sorted by, the most important part first; no two entries have the same. */
export type SortKey = readonly string[];

/** A way to sort. */
export interface Order<Item> {
    /** Tells the cursors of one order from those of another. */
    name: string;
    keyOf(item: Item): SortKey;
    /** Compares the first part of two keys; the others are compared as they are written. */
    compareFirst?: (one: string, other: string) => number;
}

const END_OF_TIME = 9_999_999_999_999;

/** A time as part of a key that sorts the latest first. */
export const latestFirst = (at: string): string => String(END_OF_TIME - Date.parse(at)).padStart(13, '0');

const asWritten = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** To make one takes longer than all else here. */
const collator = lazily(() => new Intl.Collator('en', { sensitivity: 'base', numeric: true }));

/** As a person would look a name up. */
export const byName = (one: string, other: string): number => collator().compare(one, other);

export function compareKeys({ compareFirst = asWritten }: Order<never>, one: SortKey, other: SortKey): number {
    for (let part = 0; part < one.length; part += 1) {
        const [mine = '', theirs = ''] = [one[part], other[part]];
        const difference = part === 0 ? compareFirst(mine, theirs) : asWritten(mine, theirs);
        if (difference !== 0) return difference;
    }
    return 0;
}

/** The cursor of the page behind an entry. */
export const cursorAfter = <Item>(order: Order<Item>, item: Item): string =>
    Buffer.from(JSON.stringify([order.name, ...order.keyOf(item)])).toString('base64url');

/** The refusal of a cursor that no page of ours ended with. */
export const foreignCursor = (cause?: unknown): Error =>
    refusedField('cursor', 'leave it out, or follow the link to the next page', { cause });

const isText = (part: unknown): part is string => typeof part === 'string';

/**
 * A cursor comes back from a browser, so it is not trusted.
 *
 * @param parts how many parts a key has
 * @throws AppError `validation-failed` where it is none of this order's
 */
export function keyIn(order: Pick<Order<never>, 'name'>, cursor: string, parts: number): SortKey {
    let given: unknown;
    try {
        given = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    } catch (error) {
        throw foreignCursor(error);
    }
    if (!Array.isArray(given) || given.length !== parts + 1 || !given.every(isText) || given[0] !== order.name) {
        throw foreignCursor();
    }
    return given.slice(1);
}
