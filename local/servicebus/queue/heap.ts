/** A value's place in a heap; kept by whoever may want to take it out early. */
export interface HeapEntry<T> {
    readonly key: number;
    readonly value: T;
    /** breaks ties: first come, first served */
    readonly order: number;
    /** index in the heap's array, -1 once taken out */
    position: number;
}

/** A binary heap, smallest key first, from whose middle entries can be removed: all in O(log n). */
export interface Heap<T> {
    push(key: number, value: T): HeapEntry<T>;
    /** Takes an entry out, wherever it stands; one that is out already is left alone. */
    remove(entry: HeapEntry<T>): void;
    first(): HeapEntry<T> | undefined;
    readonly size: number;
}

const before = <T>(a: HeapEntry<T>, b: HeapEntry<T>): boolean =>
    a.key < b.key || (a.key === b.key && a.order < b.order);

/** An empty heap. */
export const createHeap = <T>(): Heap<T> => {
    const entries: HeapEntry<T>[] = [];
    let pushed = 0;

    const place = (entry: HeapEntry<T>, position: number): void => {
        entries[position] = entry;
        entry.position = position;
    };

    const rise = (entry: HeapEntry<T>): void => {
        while (entry.position > 0) {
            const parent = entries[(entry.position - 1) >> 1];
            if (parent === undefined || !before(entry, parent)) return;
            const { position } = parent;
            place(parent, entry.position);
            place(entry, position);
        }
    };

    const sink = (entry: HeapEntry<T>): void => {
        for (;;) {
            const left = entries[2 * entry.position + 1];
            const right = entries[2 * entry.position + 2];
            const child = left !== undefined && right !== undefined && before(right, left) ? right : left;
            if (child === undefined || !before(child, entry)) return;
            const { position } = child;
            place(child, entry.position);
            place(entry, position);
        }
    };

    return {
        push(key, value) {
            const entry = { key, value, order: pushed++, position: entries.length };
            entries.push(entry);
            rise(entry);
            return entry;
        },
        remove(entry) {
            if (entry.position < 0) return;
            const last = entries.pop();
            if (last !== undefined && last !== entry) {
                place(last, entry.position);
                rise(last);
                sink(last);
            }
            entry.position = -1;
        },
        first: () => entries[0],
        get size() {
            return entries.length;
        },
    };
};
