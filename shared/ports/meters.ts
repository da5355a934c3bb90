import type { InviteStatus, MailKind } from '../domain/invite.ts';
import type { Product } from '../domain/products/product.ts';
import type { Coverage } from '../domain/coverage.ts';

/** Everything that is measured, by its attributes. Names and attributes are held by alerts and the workbook. */
export interface Measured {
    'dpor.invites': { status: InviteStatus; product: Product };
    'dpor.attach.duration': { status: InviteStatus };
    'dpor.audit.subscriptions': { coverage: Coverage };
    'dpor.audit.tenants': { state: 'done' | 'failed' | 'partial' };
    'dpor.azure.requests': { api: string; status: string };
    'dpor.mails': { kind: MailKind | 'report'; outcome: 'sent' | 'refused' | 'bounced' | 'failed' };
    'dpor.deadletters': { queue: string };
}

export type MetricName = keyof Measured;

/** Numbers about what happens, summed up by whoever collects them. */
export interface Meters {
    /** @param value how many more of a counter; what a gauge stands at; seconds of a duration */
    record<Name extends MetricName>(name: Name, value: number, attributes: Measured[Name]): void;
}

/** Nobody measures. */
export const noMeters: Meters = { record: () => undefined };
