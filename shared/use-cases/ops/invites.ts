import { AppError } from '../../domain/errors.ts';
import { firstOf } from '../../domain/ops/first-of.ts';
import type { InvitesPage, InvitesQuery, InviteStory } from '../../domain/ops/invite-list.ts';
import { fitsInvite, INVITE_KEY_PARTS, INVITE_ORDER, inviteStory, listedInvite } from '../../domain/ops/invite-view.ts';
import { PAGE_LENGTH } from '../../domain/ops/looked.ts';
import { keyIn } from '../../domain/ops/order.ts';
import type { OpsInvite } from '../../domain/ops/invite-list.ts';
import { inOneMail } from '../invites/in-one-mail.ts';
import { byCursor } from './by-cursor.ts';
import type { OpsDeps } from './deps.ts';
import type { Made } from './glance.ts';

type Deps = Pick<OpsDeps, 'invites' | 'invitePages'>;
type Found = Omit<InvitesPage, 'asOf'>;

/** One look goes through so many, give or take a page of each partition. */
const MOST = 48_000;

/** As they are listed anyway: by status, by customer, or all of them. */
async function list({ invites }: Deps, { cursor, status, product, tenantId }: InvitesQuery): Promise<Found> {
    const page = await byCursor(cursor, (continuation) =>
        invites.list({ status, product, tenantId, limit: PAGE_LENGTH, continuation }),
    );
    const items = page.items.map(listedInvite);
    return {
        items,
        cursor: page.continuation ?? null,
        looked: { searched: items.length, isComplete: true },
        found: null,
    };
}

/** By what no list is kept for: all of them are looked at, as far as one look goes. */
async function search({ invitePages }: Deps, { cursor, ...wanted }: InvitesQuery): Promise<Found> {
    const after = cursor === undefined ? undefined : keyIn(INVITE_ORDER, cursor, INVITE_KEY_PARTS);
    const first = firstOf<OpsInvite>(INVITE_ORDER, PAGE_LENGTH, after);
    const fits = fitsInvite(wanted);
    let searched = 0;
    let isComplete = true;
    for await (const invites of invitePages.pages(wanted)) {
        if (searched >= MOST) {
            isComplete = false;
            break;
        }
        for (const invite of invites) if (fits(invite)) first.add(invite);
        searched += invites.length;
    }
    return { ...first.result(), looked: { searched, isComplete } };
}

/** One list leads to it; those about Azure are most of all there are, and are looked for among all. */
const isListed = ({ search, status, product, tenantId }: InvitesQuery): boolean =>
    search === undefined && [status, product, tenantId].filter((given) => given !== undefined).length < 2;

export const findInvites = (deps: Deps, query: InvitesQuery): Promise<Found> =>
    isListed(query) ? list(deps, query) : search(deps, query);

export async function* everyInvite(
    { invitePages }: Deps,
    wanted: Omit<InvitesQuery, 'cursor'>,
): AsyncIterable<OpsInvite[]> {
    const fits = fitsInvite(wanted);
    for await (const invites of invitePages.pages(wanted)) yield invites.filter(fits);
}

/** @throws AppError `not-found` */
export async function findInvite({ invites, clock }: OpsDeps, id: string): Promise<InviteStory> {
    const stored = await invites.get(id);
    if (stored === undefined) throw new AppError('not-found', 'There is no invite of this ID.');
    return inviteStory(stored.value, clock.now(), await inOneMail(invites, stored.value));
}

export const makeInvites = (deps: Deps) => async (): Promise<Made<'invites'>> => ({
    mark: '',
    contents: { invites: await list(deps, {}) },
});
