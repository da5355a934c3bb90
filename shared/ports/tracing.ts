/** What a span tells beside its name: no personal data, no secret. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

export interface SpanOf {
    name: string;
    /** `client` asks somebody else, `producer` sends a message; `internal` where nothing is said. */
    kind?: 'client' | 'producer' | 'internal';
    facts?: SpanFacts;
}

/** Work that is being traced, to be told more of. */
export interface RunningSpan {
    note(facts: SpanFacts): void;
}

/**
 * One story through functions, queues and days. A trace travels as `traceparent` (W3C Trace Context), which names it and
 * opens nothing. Where nobody traces, work is done all the same.
 */
export interface Tracing {
    /** Does the work as a part of what is under way. An error is noted by its name alone, and thrown on. */
    span<T>(what: SpanOf, work: (span: RunningSpan) => Promise<T>): Promise<T>;
    /** The trace of what is under way; undefined where nobody traces. */
    carry(): string | undefined;
    /**
     * Does the work as a part of the trace that was carried: below what is under way where that belongs to it, else
     * linked to what is under way.
     *
     * @param trace what is no `traceparent` counts as none
     */
    continueFrom<T>(
        trace: string | null | undefined,
        what: SpanOf,
        work: (span: RunningSpan) => Promise<T>,
    ): Promise<T>;
    /** What is under way has to do with that trace as well, without being a part of it. */
    relate(trace: string | null | undefined): void;
}

const unseen: RunningSpan = { note: () => undefined };

/** Nobody traces. */
export const noTracing: Tracing = {
    span: (_what, work) => work(unseen),
    carry: () => undefined,
    continueFrom: (_trace, _what, work) => work(unseen),
    relate: () => undefined,
};
