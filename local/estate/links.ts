import { daysFrom, type Ours } from './grants.ts';
import type { Chance } from './random.ts';

/** The partner in its own tenant, with two of its location IDs: the default, and another. */
export interface Home extends Ours {
    tenantId: string;
    partnerId: string;
    otherPartnerId: string;
}

const LINKS = [
    [60, 'ours'],
    [20, 'none'],
    [8, 'other-partner'],
    [4, 'other-location'],
    [8, 'deleted'],
] as const;

/** The link of the partner's application, with what else may stand in its place. */
export const linksOf = (by: Chance, { application }: Ours, partnerId: string, home: Home, now: Date) => {
    const kind = by.weighted(LINKS);
    if (kind === 'none') return {};
    const otherLocation = partnerId === home.partnerId ? home.otherPartnerId : home.partnerId;
    const linked = kind === 'other-partner' ? '999999' : kind === 'other-location' ? otherLocation : partnerId;
    const createdTime = daysFrom(now, -by.whole(1, 900));
    const state = kind === 'deleted' ? 'Deleted' : 'Active';
    return {
        [application]: { partnerId: linked, state, version: by.whole(1, 9), createdTime, updatedTime: createdTime },
    } as const;
};
