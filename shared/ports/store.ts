/** A row as it was read, with the tag that a conditional write needs. */
export interface Stored<T> {
    value: T;
    etag: string;
}

/** One page of a list; `continuation` is opaque and absent on the last page. */
export interface Page<T> {
    items: T[];
    continuation?: string;
}
