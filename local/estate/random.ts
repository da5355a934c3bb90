/** A stream of chances that is the same for the same seed on every machine. */
export interface Chance {
    /** A number from 0 up to, not including, 1. */
    fraction(): number;
    /** A whole number from `least` to `most`, both included. */
    whole(least: number, most: number): number;
    /** True with this probability, 0 to 1. */
    happens(probability: number): boolean;
    /** One of a list that is not empty. */
    one<Item>(items: readonly Item[]): Item;
    /** One of a list that is not empty, each as often as its weight says. */
    weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item;
    guid(): string;
}

// FNV-1a: spreads neighbouring seeds and labels far apart.
const hash = (text: string): number => {
    let state = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
    return state >>> 0;
};

/**
 * A stream of its own for each label, so that what one part draws shifts nothing in another.
 *
 * @param label what the stream is for, as in `tenant 7`
 */
export const chance = (seed: number, label: string): Chance => {
    let state = hash(`${seed}|${label}`);
    // Mulberry32.
    const bits = (): number => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return (mixed ^ (mixed >>> 14)) >>> 0;
    };
    const fraction = (): number => bits() / 0x1_0000_0000;
    const hex = (): string => bits().toString(16).padStart(8, '0');
    const whole = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1));
    const one = <Item>(items: readonly Item[]): Item => {
        const [first] = items;
        if (first === undefined) throw new Error('There is nothing to choose from.');
        return items[whole(0, items.length - 1)] ?? first;
    };
    return {
        fraction,
        whole,
        one,
        happens: (probability) => fraction() < probability,
        weighted: (items) => {
            let left = fraction() * items.reduce((sum, [weight]) => sum + weight, 0);
            for (const [weight, item] of items) {
                left -= weight;
                if (left < 0) return item;
            }
            return one(items)[1];
        },
        guid: () => {
            const [a, b, c, d] = [hex(), hex(), hex(), hex()];
            return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
        },
    };
};

/** The same items in another order. */
export const shuffled = <Item>(items: readonly Item[], by: Chance): Item[] =>
    items
        .map((item) => ({ item, at: by.fraction() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item);
