import type { Measured, MetricName } from '../ports/meters.ts';

/** How a metric is kept. */
export interface Instrument {
    kind: 'counter' | 'gauge' | 'histogram';
    /** As UCUM has it. */
    unit: string;
    description: string;
    /** What it is told apart by. */
    attributes: readonly string[];
    /** Where a histogram's buckets end. */
    bounds?: readonly number[];
}

/** From at once to a day: an attach that is throttled or has to wait for a role takes its time. */
const SECONDS = [1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400];

/** The metrics by their names. */
export const INSTRUMENTS: { readonly [Name in MetricName]: Instrument & { attributes: (keyof Measured[Name])[] } } = {
    'dpor.invites': {
        kind: 'counter',
        unit: '{invite}',
        description: 'Invites that came to a status.',
        attributes: ['status', 'product'],
    },
    'dpor.attach.duration': {
        kind: 'histogram',
        unit: 's',
        description: 'From the customer’s yes to the end of the attach.',
        attributes: ['status'],
        bounds: SECONDS,
    },
    'dpor.audit.subscriptions': {
        kind: 'gauge',
        unit: '{subscription}',
        description: 'Subscriptions at the end of an audit.',
        attributes: ['coverage'],
    },
    'dpor.audit.tenants': {
        kind: 'counter',
        unit: '{tenant}',
        description: 'Tenants that an audit is done with; the partial ones are among those done.',
        attributes: ['state'],
    },
    'dpor.azure.requests': {
        kind: 'counter',
        unit: '{request}',
        description: 'Requests to Azure and Entra.',
        attributes: ['api', 'status'],
    },
    'dpor.mails': {
        kind: 'counter',
        unit: '{mail}',
        description: 'What became of mails, try by try.',
        attributes: ['kind', 'outcome'],
    },
    'dpor.deadletters': {
        kind: 'counter',
        unit: '{message}',
        description: 'Messages that were given up.',
        attributes: ['queue'],
    },
};
