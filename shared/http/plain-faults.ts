import type { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
};

const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : '');

/** What is wrong with a value, where the schema says nothing of its own, in words that need no knowledge of how it is checked. */
export const plainFault: z.core.$ZodErrorMap = (issue) => {
    switch (issue.code) {
        case 'invalid_type':
            return issue.input === undefined ? 'needed' : KINDS[issue.expected];
        case 'too_big':
            return `at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
        case 'too_small':
            return `at least ${String(issue.minimum)}${unitOf(issue.origin)}`;
        case 'invalid_value':
            return issue.values.length === 1
                ? `only ${String(issue.values[0])}`
                : `one of ${issue.values.map(String).join(', ')}`;
        default:
            return undefined;
    }
};
