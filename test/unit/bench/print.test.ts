import { tableOf } from '../../../bench/print.ts';

describe('the table of results', () => {
    it('has a line for each, numbers short and below one another', () => {
        const text = tableOf([
            { name: 'load', unit: 'ms', value: 209.89449, floor: 24.42906, ratio: 0.11638, higherIsBetter: false },
            {
                name: 'audit',
                unit: 'subscriptions/s',
                value: 554.01662,
                floor: 2387.4485,
                ratio: 0.23205,
                higherIsBetter: true,
            },
        ]);

        expect(text.split('\n')).toEqual([
            'measure  unit             value  floor  ratio  better is',
            'load     ms               209.9  24.43   0.12  lower',
            'audit    subscriptions/s  554.0   2387   0.23  higher',
        ]);
    });

    it('of no results is its head', () => {
        expect(tableOf([])).toBe('measure  unit  value  floor  ratio  better is');
    });
});
