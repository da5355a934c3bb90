import { z } from 'zod';
import { plainFault } from '../../../shared/http/plain-faults.ts';

describe('what is wrong with a value', () => {
    it.each([
        [z.object({ a: z.string() }), 'needed'],
        [z.object({ b: z.boolean() }), 'true or false'],
        [z.object({ b: z.string().max(2) }), 'at most 2 characters'],
        [z.object({ c: z.number().max(2) }), 'at most 2'],
        [z.object({ c: z.int().min(99) }), 'at least 99'],
        [z.object({ b: z.enum(['one', 'two']) }), 'one of one, two'],
        [z.object({ b: z.string().max(2, 'in its own words') }), 'in its own words'],
    ])('is said without the words of the validator (%#)', (schema, said) => {
        const { error } = schema.safeParse({ b: 'three', c: 50 }, { error: plainFault });

        expect(error?.issues.map(({ message }) => message)).toEqual([said]);
    });
});
