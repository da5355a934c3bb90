import { compareKeys, cursorAfter } from './order.ts';
import type { Order, SortKey } from './order.ts';

/** The first entries of many that come in any order. */
export interface FirstOf<Item> {
    add(item: Item): void;
    /** `found` counts all that were added; the cursor is null where nothing comes behind these. */
    result(): { items: Item[]; cursor: string | null; found: number };
}

/**
 * Keeps no more than a few pages, however many are added.
 *
 * @param after only what comes behind this key is kept
 */
export function firstOf<Item>(order: Order<Item>, most: number, after?: SortKey): FirstOf<Item> {
    let kept: { item: Item; key: SortKey }[] = [];
    let found = 0;

    const trim = () => {
        // One more than is asked for tells whether something comes behind.
        kept = kept.sort((one, other) => compareKeys(order, one.key, other.key)).slice(0, most + 1);
    };

    return {
        add: (item) => {
            found += 1;
            const key = order.keyOf(item);
            if (after !== undefined && compareKeys(order, key, after) <= 0) return;
            kept.push({ item, key });
            if (kept.length >= 8 * most) trim();
        },
        result: () => {
            trim();
            const items = kept.slice(0, most).map(({ item }) => item);
            const last = items.at(-1);
            return { items, cursor: kept.length > most && last !== undefined ? cursorAfter(order, last) : null, found };
        },
    };
}
