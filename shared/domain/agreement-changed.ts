import type { SubscriptionRecord } from './subscription-record.ts';

/** For so long a change of an agreement is told again, so that what could not be done about it at once is done later. */
const TOLD_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * When a subscription was last seen under another agreement or billing account in this tenant, ISO 8601 UTC; undefined
 * where it was not, or that is known for long.
 */
export function agreementChangedAt({ changes }: Pick<SubscriptionRecord, 'changes'>, now: Date): string | undefined {
    // What went before is another customer's story.
    const here = changes.slice(changes.findLastIndex(({ what }) => what === 'moved') + 1);
    const last = here.findLast(({ what }) => what === 'agreement' || what === 'account');
    return last === undefined || Date.parse(last.at) + TOLD_FOR_MS <= now.getTime() ? undefined : last.at;
}
