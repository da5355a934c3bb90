import { isBelowMinute, parseSchedule } from '../../../local/functions-host/timer/schedule.ts';

const from = new Date('2026-02-27T22:59:30.500Z');

const nextOf = (expression: string, count = 1): string[] => {
    const schedule = parseSchedule(expression);
    const times: Date[] = [];
    let last: Date | undefined = from;
    while (times.length < count && last !== undefined) {
        last = schedule.next(last);
        if (last !== undefined) times.push(last);
    }
    return times.map((time) => time.toISOString());
};

describe('a schedule', () => {
    it.each([
        ['six fields', '0 30 3 * * *', '2026-02-28T03:30:00.000Z'],
        ['five fields', '30 3 * * *', '2026-02-28T03:30:00.000Z'],
        ['steps', '*/20 * * * * *', '2026-02-27T22:59:40.000Z'],
        ['names', '0 0 3 * Mar Mon', '2026-03-02T03:00:00.000Z'],
        ['ranges and lists', '0 0 8-10,12 * * *', '2026-02-28T08:00:00.000Z'],
        ['a TimeSpan', '00:05:00', '2026-02-27T23:04:30.500Z'],
        ['a TimeSpan of days', '1.00:00:00', '2026-02-28T22:59:30.500Z'],
    ])('of %s is read in UTC', (_what, expression, expected) => {
        expect(nextOf(expression)).toEqual([expected]);
    });

    it('with a day of the month and one of the week needs both', () => {
        // The next 13th that is a Friday; either alone would come sooner.
        expect(nextOf('0 0 0 13 * 5', 2)).toEqual(['2026-03-13T00:00:00.000Z', '2026-11-13T00:00:00.000Z']);
    });

    it.each([
        '',
        'every day',
        '* * * *',
        '0 0 0 L * *',
        '0 0 0 15W * *',
        '0 0 0 ? * *',
        '@daily',
        '61 * * * * *',
        '00:00:00',
        '25:00:00',
    ])('"%s" is refused', (expression) => {
        expect(() => parseSchedule(expression)).toThrow();
    });

    it.each([
        ['*/30 * * * * *', true],
        ['0 * * * * *', false],
        ['00:00:59', true],
        ['00:01:00', false],
    ])('%s runs oftener than once a minute: %s', (expression, expected) => {
        expect(isBelowMinute(parseSchedule(expression), from)).toBe(expected);
    });
});
