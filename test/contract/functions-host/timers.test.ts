import { eventually } from './eventually.ts';
import { startHost } from './host-process.ts';
import { call } from './http-client.ts';

interface Run {
    name: string;
    at: string;
    timer: {
        isPastDue: boolean;
        schedule: { adjustForDST: boolean };
        scheduleStatus: { last: string; next: string } | null;
    };
}

let host: Awaited<ReturnType<typeof startHost>>;
beforeAll(async () => {
    host = await startHost('timers', { EVERY_SECOND: '* * * * * *' });
});
afterAll(() => host.stop());

const state = async () => {
    const answer = await call(host.url, '/api/runs');
    return JSON.parse(answer.text) as { runs: Run[]; overlapped: boolean };
};

const runsOf = async (name: string, count: number): Promise<Run[]> =>
    eventually(
        async () => (await state()).runs.filter((run) => run.name === name),
        (runs) => runs.length >= count,
    );

describe('a timer', () => {
    it('runs at the seconds that its expression, from a setting, says', async () => {
        const [first, second] = await runsOf('everySecond', 2);

        expect(first?.timer).toEqual({ isPastDue: false, schedule: { adjustForDST: true }, scheduleStatus: null });
        expect(Date.parse(second?.at ?? '')).toBeGreaterThan(Date.parse(first?.at ?? ''));
    });

    it('runs at a distance of time', async () => {
        const [run] = await runsOf('everySpan', 1);

        expect(run?.timer.schedule).toEqual({ adjustForDST: false });
    });

    it('runs at the start where it says so, and knows its next time', async () => {
        const [run] = await runsOf('atStart', 1);

        expect(run?.timer.scheduleStatus?.next).toMatch(/^\d{4}-01-01T03:00:00\.000Z$/);
    });

    it('never overlaps itself', async () => {
        await runsOf('slowly', 2);

        expect((await state()).overlapped).toBe(false);
    });

    it('is fired by hand with the master key, whatever the case of its name', async () => {
        const before = (await state()).runs.filter((run) => run.name === 'byHand');
        const answer = await call(host.url, '/admin/functions/BYHAND', {
            method: 'POST',
            headers: { 'x-functions-key': 'local-master', 'content-type': 'application/json' },
            body: '{}',
        });

        const runs = await runsOf('byHand', 1);

        expect(before).toEqual([]);
        expect(answer.status).toBe(202);
        expect(runs).toHaveLength(1);
    });

    it('does not load with a malformed schedule', () => {
        expect(host.ready.problems).toEqual([
            { name: 'malformed', reason: expect.stringContaining('every day') as string },
        ]);
    });
});
