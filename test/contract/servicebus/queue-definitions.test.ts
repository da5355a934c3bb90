import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readQueueDefinitions, startServiceBus } from '../../../local/servicebus/index.ts';
import { parseIsoDuration } from '../../../local/servicebus/iso-duration.ts';

describe('an ISO 8601 duration', () => {
    it.each([
        ['PT1M', 60_000],
        ['P14D', 1_209_600_000],
        ['PT0.5S', 500],
        ['P1DT2H3M4S', 93_784_000],
        ['PT0S', 0],
    ])('%s is %i ms', (text, milliseconds) => {
        expect(parseIsoDuration(text)).toBe(milliseconds);
    });

    it.each(['', 'P', 'PT', 'P1DT', '1M', 'P1Y', 'P1M', 'P1W', 'PT-1M', 'PT1M ', 'pt1m', '00:01:00'])(
        '"%s" is none',
        (text) => {
            expect(parseIsoDuration(text)).toBeUndefined();
        },
    );
});

describe('queue definitions', () => {
    let directory: string;
    beforeEach(async () => {
        directory = await mkdtemp(join(tmpdir(), 'queues-'));
    });
    afterEach(() => rm(directory, { recursive: true }));

    const write = async (content: unknown): Promise<string> => {
        const file = join(directory, 'queues.json');
        await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
        return file;
    };

    it("are the project's own queues", async () => {
        const queues = await readQueueDefinitions('infra/queues.json');

        expect(queues.map(({ name }) => name)).toEqual(['outbound-mail', 'attach-requests', 'audit-tenants']);
        expect(queues.every(({ requiresDuplicateDetection }) => requiresDuplicateDetection)).toBe(true);
    });

    it('are refused with everything that is wrong in them, each by its place', async () => {
        const file = await write({
            queues: [
                { name: 'fine' },
                { name: 'FINE', lockDuration: 'PT10M', maxDeliveryCount: 0, colour: 'blue' },
                { name: 'no spaces', defaultMessageTimeToLive: '14 days', requiresDuplicateDetection: 'yes' },
                {},
            ],
        });

        const message = await readQueueDefinitions(file).then(String, (error: unknown) => String(error));

        expect(message).toContain(file);
        for (const place of [
            'queues.1.lockDuration',
            'queues.1.maxDeliveryCount',
            'colour',
            'queues.2.name',
            'queues.2.defaultMessageTimeToLive',
            'queues.2.requiresDuplicateDetection',
            'queues.3.name',
        ]) {
            expect(message).toContain(place);
        }
        expect(message).not.toContain('queues.0');
    });

    it('are refused when two have one name, in whatever case', async () => {
        const file = await write({ queues: [{ name: 'twice' }, { name: 'Twice' }] });

        await expect(readQueueDefinitions(file)).rejects.toThrow('"Twice" is defined twice');
    });

    it.each([
        ['{ "queues": [', 'not JSON'],
        ['[]', 'not valid'],
        ['{ "queues": [], "topics": [] }', 'topics'],
    ])('are refused as %s', async (content, reason) => {
        await expect(readQueueDefinitions(await write(content))).rejects.toThrow(reason);
    });

    it('are refused where there is no such file', async () => {
        const file = join(directory, 'missing.json');

        await expect(readQueueDefinitions(file)).rejects.toThrow(file);
    });

    it('are checked by the broker too', async () => {
        const queues = [{ name: 'q', lockDuration: 'a minute' }];

        await expect(startServiceBus({ port: 0, queues })).rejects.toThrow('0.lockDuration');
    });
});
