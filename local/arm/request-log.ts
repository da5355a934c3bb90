/** One request to ARM or Entra, as `GET /_sim/requests` lists it. */
export interface LoggedRequest {
    method: string;
    /** Without query. */
    path: string;
    /** Of the token, or of the path for Entra; null where neither says. */
    tenantId: string | null;
    objectId: string | null;
    /** 0 where the connection was ended without an answer. */
    status: number;
    /** ISO 8601, UTC: when the answer was given. */
    at: string;
}

const KEPT = 100_000;

/** Keeps the newest 100,000 requests. */
export const createRequestLog = () => {
    let entries: LoggedRequest[] = [];
    return {
        add(entry: LoggedRequest): void {
            entries.push(entry);
            // Cut in one go now and then: cutting one by one would move the whole list each time.
            if (entries.length > KEPT * 1.1) entries = entries.slice(-KEPT);
        },
        list: (): LoggedRequest[] => entries.slice(-KEPT),
        clear(): void {
            entries = [];
        },
    };
};

export type RequestLog = ReturnType<typeof createRequestLog>;
