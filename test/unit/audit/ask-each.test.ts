import { AzureError } from '../../../shared/ports/azure.ts';
import { askEach } from '../../../shared/use-cases/audit/ask-each.ts';

const ids = Array.from({ length: 40 }, (_, n) => `s${n}`);

const unanswered = () => new AzureError('unavailable', 'no answer');

/** Asks of all of them; `answer` throws where Azure does. */
const asking = async (answer: (id: string, time: number) => void, isTimeUp: () => boolean = () => false) => {
    const asked: string[] = [];
    let atOnce = 0;
    let most = 0;
    const ask = async (id: string) => {
        asked.push(id);
        atOnce += 1;
        most = Math.max(most, atOnce);
        await Promise.resolve();
        atOnce -= 1;
        answer(id, asked.filter((one) => one === id).length);
    };
    const stopped = await askEach(ids, { ask, isTimeUp: () => isTimeUp() || asked.length > 1000 });
    return { stopped, asked, most };
};

describe('asking about each', () => {
    it('asks once of everything, in order, a few at once', async () => {
        const { stopped, asked, most } = await asking(() => undefined);

        expect(stopped).toBeUndefined();
        expect(asked).toEqual(ids);
        expect(most).toBe(4);
    });

    it('gives one that Azure had no answer for a second chance, behind some others', async () => {
        const { stopped, asked } = await asking((id, time) => {
            if (id === 's3' && time === 1) throw unanswered();
        });

        expect(stopped).toBeUndefined();
        expect(asked.filter((id) => id === 's3')).toHaveLength(2);
        expect([...new Set(asked)]).toEqual(ids);
        expect(asked.lastIndexOf('s3') - asked.indexOf('s3')).toBeGreaterThanOrEqual(16);
    });

    it('stops where the second chance fails too, and says why', async () => {
        const { stopped, asked } = await asking((id) => {
            if (id === 's3') throw unanswered();
        });

        expect(stopped?.error?.kind).toBe('unavailable');
        expect(asked.filter((id) => id === 's3')).toHaveLength(2);
        expect(asked.length).toBeLessThan(ids.length);
    });

    it('stops soon where nothing is answered at all', async () => {
        const { stopped, asked } = await asking(() => {
            throw unanswered();
        });

        expect(stopped?.error?.kind).toBe('unavailable');
        expect(asked.length).toBeLessThanOrEqual(8);
    });

    it.each([
        ['throttled', new AzureError('throttled', 'slow down', { retryAfterMs: 5_000 })],
        ['told when to come again', new AzureError('unavailable', 'later', { retryAfterMs: 5_000 })],
    ])('does not ask again where it is %s', async (_what, error) => {
        const { stopped, asked } = await asking((id) => {
            if (id === 's3') throw error;
        });

        expect(stopped?.error).toBe(error);
        expect(asked.filter((id) => id === 's3')).toHaveLength(1);
    });

    it('passes on what does not pass', async () => {
        const bug = new AzureError('unexpected', 'what is this?');

        await expect(
            asking((id) => {
                if (id === 's3') throw bug;
            }),
        ).rejects.toBe(bug);
    });

    it('begins nothing new once the time is up, and is not at the end then', async () => {
        let answered = 0;
        const { stopped, asked } = await asking(
            () => void (answered += 1),
            () => answered >= 8,
        );

        expect(stopped).toEqual({ error: undefined });
        expect(asked.length).toBeGreaterThanOrEqual(8);
        expect(asked.length).toBeLessThanOrEqual(12);
    });
});
