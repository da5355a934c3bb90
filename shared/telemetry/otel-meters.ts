import type { Meter } from '@opentelemetry/api';
import type { Meters } from '../ports/meters.ts';
import { INSTRUMENTS } from './instruments.ts';
import type { Instrument } from './instruments.ts';

type Keep = (value: number, attributes: Record<string, string>) => void;

function make(meter: Meter, name: string, { kind, unit, description, bounds }: Instrument): Keep {
    switch (kind) {
        case 'counter': {
            const counter = meter.createCounter(name, { unit, description });
            return (value, attributes) => counter.add(value, attributes);
        }
        case 'gauge': {
            const gauge = meter.createGauge(name, { unit, description });
            return (value, attributes) => gauge.record(value, attributes);
        }
        case 'histogram': {
            const advice = bounds === undefined ? {} : { explicitBucketBoundaries: [...bounds] };
            const histogram = meter.createHistogram(name, { unit, description, advice });
            return (value, attributes) => histogram.record(value, attributes);
        }
    }
}

/** Every metric, made once, by OpenTelemetry. */
export function otelMeters(meter: Meter): Meters {
    const made = new Map(Object.entries(INSTRUMENTS).map(([name, one]) => [name, make(meter, name, one)]));
    return { record: (name, value, attributes) => made.get(name)?.(value, attributes) };
}
