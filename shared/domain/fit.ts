/** A cell of a table holds 64 KiB of UTF-16; in characters of JSON, with room to spare. */
const CELL = 30_000;

/**
 * As much of a list as a cell of a table holds: of what may go, the oldest goes first.
 *
 * @param mayGo not asked for what fits anyway; what may not go counts first
 */
export function fit<T>(items: readonly T[], most: number, mayGo: (item: T, index: number) => boolean): T[] {
    const sizes = items.map((item) => JSON.stringify(item).length + 1);
    const stays = items.map((item, index) => !mayGo(item, index));
    let count = stays.filter(Boolean).length;
    let size = sizes.reduce((sum, one, index) => (stays[index] === true ? sum + one : sum), 0);
    for (let index = items.length - 1; index >= 0; index -= 1) {
        if (stays[index] === true) continue;
        size += sizes[index] ?? 0;
        count += 1;
        if (size > CELL || count > most) break;
        stays[index] = true;
    }
    return items.filter((_, index) => stays[index]);
}
