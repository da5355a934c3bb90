/** What has to wait is sent again with a time: an SDK that sleeps inside a function would hide it. */
export const NO_RETRIES = { maxRetries: 0 } as const;

/** How long one request to Entra or ARM may take, in ms: several of them fit into a lease. */
export const REQUEST_TIMEOUT_MS = 10_000;
