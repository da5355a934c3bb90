import { askedLately } from '../../../shared/adapters/tables/asked-lately.ts';

/** Answers when it is told to. */
function makeWorld() {
    const clock = { at: 0, now: () => new Date(clock.at) };
    const open: { key: string; resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
    const ask = askedLately(
        clock,
        1000,
        (key) => new Promise<string>((resolve, reject) => open.push({ key, resolve, reject })),
    );
    return { clock, ask, open };
}

describe('What was asked lately', () => {
    it('is not asked again, and everybody has the answer, also who came before it', async () => {
        const { clock, ask, open } = makeWorld();
        const first = ask('a');
        const second = ask('a');
        open[0]?.resolve('one');
        clock.at = 999;

        expect([await first, await second, await ask('a')]).toEqual(['one', 'one', 'one']);
        expect(open).toHaveLength(1);
    });

    it('is asked again after a while, and of others at once', async () => {
        const { clock, ask, open } = makeWorld();
        const first = ask('a');
        const other = ask('b');
        clock.at = 1000;
        const again = ask('a');
        open[0]?.resolve('one');
        open[1]?.resolve('two');
        open[2]?.resolve('three');

        expect([await first, await other, await again]).toEqual(['one', 'two', 'three']);
        expect(open.map(({ key }) => key)).toEqual(['a', 'b', 'a']);
    });

    it('is asked again by the next where it failed', async () => {
        const { ask, open } = makeWorld();
        const first = ask('a');
        const second = ask('a');
        open[0]?.reject(new Error('away'));

        await expect(first).rejects.toThrow('away');
        await expect(second).rejects.toThrow('away');
        const third = ask('a');
        open[1]?.resolve('there');
        expect(await third).toBe('there');
    });
});
