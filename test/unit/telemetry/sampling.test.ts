import { collectTelemetry } from '../../support/collected-telemetry.ts';
import type { CollectedTelemetry } from '../../support/collected-telemetry.ts';
import { readTraceParent } from '../../../shared/telemetry/trace-parent.ts';

const opened: CollectedTelemetry[] = [];
const collect = (ratio: number): CollectedTelemetry => {
    const collected = collectTelemetry(ratio);
    opened.push(collected);
    return collected;
};
afterEach(() => Promise.all(opened.splice(0).map(({ telemetry }) => telemetry.close())));

const logAll = ({ telemetry: { tracing, log } }: CollectedTelemetry) =>
    tracing.span({ name: 'work' }, () => {
        log('info', 'done {"count":3}');
        log('warn', 'slow {}');
        log('error', 'failed {"error":"Error: no"}');
        return Promise.resolve();
    });

describe('a trace that is not kept', () => {
    it('leaves warnings and errors behind, and nothing else', async () => {
        const collected = collect(0);
        await logAll(collected);

        expect(await collected.spans()).toEqual([]);
        expect((await collected.logs()).map(({ body }) => body)).toEqual(['slow', 'failed']);
    });

    it('is measured all the same', async () => {
        const collected = collect(0);
        collected.telemetry.meters.record('dpor.invites', 2, { status: 'sent', product: 'ems' });

        expect(await collected.points()).toEqual([
            { name: 'dpor.invites', attributes: { status: 'sent', product: 'ems' }, value: 2, count: undefined },
        ]);
    });

    it('is not kept by those who continue it either', async () => {
        const [first, second] = [collect(0.5), collect(0.5)];
        const carried: (string | undefined)[] = [];
        for (let count = 0; count < 40; count += 1) {
            await first.telemetry.tracing.span({ name: 'first' }, () => {
                carried.push(first.telemetry.tracing.carry());
                return Promise.resolve();
            });
        }
        for (const trace of carried) {
            await second.telemetry.tracing.continueFrom(trace, { name: 'second' }, () => Promise.resolve());
        }
        const traceIds = async (collected: CollectedTelemetry) =>
            (await collected.spans()).map((span) => span.spanContext().traceId).sort();

        const kept = await traceIds(first);

        expect(kept.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThan(40);
        expect(await traceIds(second)).toEqual(kept);
    });
});

describe('a trace that is kept', () => {
    it('has its log lines, taken apart, with its ID', async () => {
        const collected = collect(1);
        await logAll(collected);
        const [span] = await collected.spans();

        const [line] = await collected.logs();

        expect(line?.body).toBe('done');
        expect(line?.attributes).toEqual({ count: 3 });
        expect(line?.severityText).toBe('INFO');
        expect(line?.spanContext?.traceId).toBe(span?.spanContext().traceId);
    });

    it('is kept also where the host says that nobody listens', async () => {
        const collected = collect(1);
        const host = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
        await collected.telemetry.tracing.continueFrom(host, { name: 'work' }, () => Promise.resolve());

        const [span] = await collected.spans();

        expect(span?.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
        expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    });
});

describe('a traceparent', () => {
    it.each([
        [undefined],
        [''],
        ['nonsense'],
        ['00-00000000000000000000000000000000-b7ad6b7169203331-01'],
        ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01'],
        ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01'],
        ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx: y'],
    ])('is none: %j', (text) => {
        expect(readTraceParent(text)).toBeUndefined();
    });
});
