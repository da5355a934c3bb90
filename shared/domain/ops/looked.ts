/** What stands behind a list: how many entries were looked at, and whether that was all of them. */
export interface Looked {
    searched: number;
    isComplete: boolean;
}

/** One page of a list of the operations pages. */
export interface OpsPage<Item> {
    /** When it was read, ISO 8601 UTC. */
    asOf: string;
    items: Item[];
    /** Leads to the next page; null on the last. */
    cursor: string | null;
    looked: Looked;
}

/** So many entries stand on a page. */
export const PAGE_LENGTH = 50;
