const integer = (minimum: bigint, maximum: bigint) => (value: string) => {
    if (!/^[+-]?\d+$/.test(value)) return false;
    const number = BigInt(value.replace('+', ''));
    return number >= minimum && number <= maximum;
};
const isInt = integer(-(2n ** 31n), 2n ** 31n - 1n);
const isLong = integer(-(2n ** 63n), 2n ** 63n - 1n);
const isNumber = (value: string) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
const isDecimal = (value: string) => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value);
const isGuid = (value: string) =>
    /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ||
    /^[0-9a-f]{32}$/i.test(value) ||
    /^\{[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\}$/i.test(value) ||
    /^\([0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\)$/i.test(value);

export type Constraint = (value: string) => boolean;

const simple: Record<string, Constraint> = {
    alpha: (value) => /^[a-z]*$/i.test(value),
    bool: (value) => /^(true|false)$/i.test(value.trim()),
    datetime: (value) => !Number.isNaN(Date.parse(value)),
    decimal: isDecimal,
    double: isNumber,
    float: isNumber,
    guid: isGuid,
    int: isInt,
    long: isLong,
    required: (value) => value !== '',
};

const numbersOf = (argument: string, count: number): number[] | undefined => {
    const parts = argument.split(',').map((part) => part.trim());
    return parts.length === count && parts.every((part) => /^-?\d+$/.test(part)) ? parts.map(Number) : undefined;
};

const withNumbers = (name: string, argument: string): Constraint | undefined => {
    const [one] = numbersOf(argument, 1) ?? [];
    const [low, high] = numbersOf(argument, 2) ?? [];
    if (one !== undefined) {
        if (name === 'length') return (value) => value.length === one;
        if (name === 'minlength') return (value) => value.length >= one;
        if (name === 'maxlength') return (value) => value.length <= one;
        if (name === 'min') return (value) => isLong(value) && Number(value) >= one;
        if (name === 'max') return (value) => isLong(value) && Number(value) <= one;
    }
    if (low !== undefined && high !== undefined) {
        if (name === 'length') return (value) => value.length >= low && value.length <= high;
        if (name === 'range') return (value) => isLong(value) && Number(value) >= low && Number(value) <= high;
    }
    return undefined;
};

/**
 * A route constraint of ASP.NET Core, which the Functions host routes by: `int`, `guid`, `length(3,5)`, `regex(...)`.
 *
 * @throws where there is no such constraint
 */
export const createConstraint = (text: string): Constraint => {
    const [, name = '', argument] = /^(\w+)(?:\((.*)\))?$/s.exec(text) ?? [];
    const lower = name.toLowerCase();
    if (lower === 'regex' && argument !== undefined) {
        // ASP.NET doubles braces and backslashes inside a template's regular expression.
        const expression = new RegExp(
            argument.replaceAll('{{', '{').replaceAll('}}', '}').replaceAll('\\\\', '\\'),
            'i',
        );
        return (value) => expression.test(value);
    }
    const constraint = argument === undefined ? simple[lower] : withNumbers(lower, argument);
    if (constraint === undefined) throw new Error(`The route constraint "${text}" is not known.`);
    return constraint;
};
