import type { Typed } from '../amqp/rhea.ts';

/*
 * rhea hands out decoded values as `Typed` whose `value` is any. These read the shapes the broker needs,
 * and give undefined for everything else.
 */

const isTyped = (value: unknown): value is Typed => typeof value === 'object' && value !== null && 'type' in value;

/** The values of a list, types kept. The array is a copy: rhea shares the one of the empty list. */
export const listItems = (list: Typed): unknown[] => (Array.isArray(list.value) ? [...(list.value as unknown[])] : []);

/** A map with text keys as an object, the types of its values kept. */
export const mapEntries = (map: Typed): Record<string, Typed> => {
    const items = listItems(map);
    const entries: [string, Typed][] = [];
    for (let index = 0; index + 1 < items.length; index += 2) {
        const key = plain(items[index]);
        const value = items[index + 1];
        if (typeof key === 'string' && isTyped(value)) entries.push([key, value]);
    }
    // Not a literal with assignments: a key may be `__proto__`.
    return Object.fromEntries(entries);
};

/** The value without its type; null and undefined alike are undefined. */
export const plain = (value: unknown): unknown => (isTyped(value) ? (value.value as unknown) : value) ?? undefined;

export const plainNumber = (value: unknown): number | undefined => {
    const number = plain(value);
    return typeof number === 'number' ? number : undefined;
};

/** rhea has two ways to decode a boolean: as true or false, or as a byte. */
export const plainBoolean = (value: unknown): boolean | undefined => {
    const flag = plain(value);
    if (typeof flag === 'boolean') return flag;
    return typeof flag === 'number' ? flag !== 0 : undefined;
};

/** Milliseconds since the epoch of a timestamp. */
export const plainTime = (value: unknown): number | undefined => {
    const time = plain(value);
    return time instanceof Date && !Number.isNaN(time.getTime()) ? time.getTime() : undefined;
};
