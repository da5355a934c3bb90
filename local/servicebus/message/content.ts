/**
 * A message as its sender encoded it, cut into the sections that a broker may have to rewrite and those it must not
 * touch. Buffers hold whole AMQP sections, descriptor included, so that every type survives byte by byte.
 */
export interface MessageContent {
    /** fields of the header section that travel as sent; undefined where the sender left them out */
    readonly header: {
        readonly durable: boolean | undefined;
        readonly priority: number | undefined;
        readonly firstAcquirer: boolean | undefined;
    };
    /** message annotations as sent, still in their AMQP types */
    readonly annotations: Readonly<Record<string, unknown>>;
    /** the properties section; always holds a message ID */
    readonly properties: Buffer;
    /** the application properties section, empty where there is none */
    readonly applicationProperties: Buffer;
    /** body sections and footer */
    readonly body: Buffer;
}
