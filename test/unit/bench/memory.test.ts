import { timesTheMemory } from '../../../bench/estate/memory.ts';

describe('the memory of two estates', () => {
    it('is told for each audit beside the same audit of the other, to hundredths', () => {
        const times = timesTheMemory({ first: 300, unchanged: 320 }, { first: 330, unchanged: 426 });

        expect(times).toEqual({ first: 1.1, unchanged: 1.33 });
    });
});
