export interface BrokerProbe {
    /** Looks at each queue without taking anything. @throws UnavailableError */
    check(): Promise<void>;
}
