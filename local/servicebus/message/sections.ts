import { encode, types, type Typed } from '../amqp/rhea.ts';

/** Descriptor codes of the sections of an AMQP message. */
export const SECTION = {
    header: 0x70,
    deliveryAnnotations: 0x71,
    messageAnnotations: 0x72,
    properties: 0x73,
    applicationProperties: 0x74,
    data: 0x75,
    sequence: 0x76,
    value: 0x77,
    footer: 0x78,
} as const;

/** One section as it stands in a message's bytes. */
export interface RawSection {
    readonly code: number;
    /** descriptor and value */
    readonly bytes: Buffer;
}

/** A message that is not encoded as AMQP says. */
export class MalformedMessageError extends Error {
    override name = 'MalformedMessageError';
}

// The width of a value follows from the upper half of its type code (AMQP 1.0, part 1, figure 1.4).
const FIXED_WIDTHS = new Map([
    [0x4, 0],
    [0x5, 1],
    [0x6, 2],
    [0x7, 4],
    [0x8, 8],
    [0x9, 16],
]);
const SIZED_BY_ONE_BYTE = new Set([0xa, 0xc, 0xe]);
const SIZED_BY_FOUR_BYTES = new Set([0xb, 0xd, 0xf]);

const endOfValue = (buffer: Buffer, start: number): number => {
    const typecode = buffer.readUInt8(start);
    if (typecode === 0) return endOfValue(buffer, endOfValue(buffer, start + 1));
    const kind = typecode >> 4;
    const fixed = FIXED_WIDTHS.get(kind);
    if (fixed !== undefined) return start + 1 + fixed;
    if (SIZED_BY_ONE_BYTE.has(kind)) return start + 2 + buffer.readUInt8(start + 1);
    if (SIZED_BY_FOUR_BYTES.has(kind)) return start + 5 + buffer.readUInt32BE(start + 1);
    throw new MalformedMessageError(`0x${typecode.toString(16)} is no AMQP type`);
};

const sectionCode = (buffer: Buffer, start: number): number => {
    const typecode = buffer.readUInt8(start + 1);
    // Descriptors of sections are ulongs below 256 and every encoder in use writes them in the short form;
    // the long form is legal all the same.
    if (buffer.readUInt8(start) === 0 && typecode === 0x53) return buffer.readUInt8(start + 2);
    if (buffer.readUInt8(start) === 0 && typecode === 0x80) return Number(buffer.readBigUInt64BE(start + 2));
    throw new MalformedMessageError('a message consists of described sections');
};

/**
 * Cuts an encoded message into its sections, without decoding or copying any.
 *
 * @throws MalformedMessageError
 */
export const splitSections = (message: Buffer): RawSection[] => {
    const sections: RawSection[] = [];
    try {
        for (let start = 0; start < message.length;) {
            const code = sectionCode(message, start);
            const end = endOfValue(message, start);
            if (end > message.length) throw new MalformedMessageError('the message is cut short');
            sections.push({ code, bytes: message.subarray(start, end) });
            start = end;
        }
    } catch (error) {
        if (error instanceof MalformedMessageError) throw error;
        // A buffer was read beyond its end.
        throw new MalformedMessageError('the message is cut short', { cause: error });
    }
    return sections;
};

/** Encodes a section from its value. */
export const encodeSection = (code: number, value: Typed): Buffer =>
    encode(types.described(types.wrap_ulong(code), value));
