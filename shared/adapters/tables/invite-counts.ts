import { INVITE_STATUSES } from '../../domain/invite.ts';
import type { InviteStatus } from '../../domain/invite.ts';
import { GUIDED_PRODUCTS } from '../../domain/products/product.ts';
import type { GuidedProduct } from '../../domain/products/product.ts';
import { GUIDED_STANDINGS, SAID_STANDINGS } from '../../domain/products/standing.ts';
import type { GuidedStanding } from '../../domain/products/standing.ts';
import { noGuided, noInvites } from '../../domain/report/funnel.ts';
import type { CountedInvites } from '../../domain/report/funnel.ts';
import type { InviteCounts } from '../../ports/invite-counts.ts';
import { PARTITIONS, PRODUCT_PREFIX } from './invite-rows.ts';
import { withPrefix } from './table.ts';
import type { Table } from './table.ts';

const STATUS_PREFIX = 'status|';
const AT_ONCE = 1_000;
/** Of one partition; in all of them together 320,000 invites. */
const MOST_PAGES = 20;

const isOf =
    <Word extends string>(words: readonly Word[]) =>
    (word: string): word is Word =>
        (words as readonly string[]).includes(word);

const isStatus = isOf(INVITE_STATUSES);
const isProduct = isOf(GUIDED_PRODUCTS);
const isStanding = isOf(GUIDED_STANDINGS);

/** An invite about a guided product, as far as the key of its row tells. */
interface Listed {
    product: GuidedProduct;
    /** Grows with its age. */
    place: string;
    id: string;
    standing: GuidedStanding;
}

function listed(rowKey: string): Listed | undefined {
    const [, product = '', place = '', id = '', standing = ''] = rowKey.split('|');
    return isProduct(product) && isStanding(standing) ? { product, place, id, standing } : undefined;
}

const newerFirst = (one: Listed, other: Listed): number => (one.place < other.place ? -1 : 1);

/** What stands in both lists is not of Azure. Both are read one after the other: what moved meanwhile is no less than none. */
function withoutGuided(
    all: Readonly<Record<InviteStatus, number>>,
    guided: CountedInvites['guided'],
): Record<InviteStatus, number> {
    const left = { ...all };
    for (const counts of Object.values(guided)) {
        for (const status of INVITE_STATUSES) left[status] -= counts[status];
        left.attested -= counts.asked + counts.lapsed;
    }
    for (const status of INVITE_STATUSES) left[status] = Math.max(0, left[status]);
    return left;
}

/**
 * Counts the index rows that list invites, by their keys alone. A counter that is kept up to date would be one more row
 * that every change of an invite has to read and to win.
 */
export function inviteCounts(table: Table): InviteCounts {
    /** @returns false where there are more */
    async function eachKey(partition: string, prefix: string, see: (rowKey: string) => void): Promise<boolean> {
        let continuation: string | undefined;
        for (let pages = 0; pages < MOST_PAGES; pages += 1) {
            const filter = withPrefix(partition, prefix);
            const page = await table.page({ filter, limit: AT_ONCE, continuation, select: [] });
            for (const { value } of page.items) see(value.rowKey);
            continuation = page.continuation;
            if (continuation === undefined) return true;
        }
        return false;
    }

    const inAll = async (prefix: string, see: (rowKey: string) => void): Promise<boolean> =>
        (await Promise.all(PARTITIONS.map((partition) => eachKey(partition, prefix, see)))).every(Boolean);

    return {
        all: async () => {
            const counts = noInvites();
            const guided: CountedInvites['guided'] = {};
            const complete = await Promise.all([
                inAll(STATUS_PREFIX, (rowKey) => {
                    const [, status = ''] = rowKey.split('|');
                    if (isStatus(status)) counts[status] += 1;
                }),
                inAll(PRODUCT_PREFIX, (rowKey) => {
                    const found = listed(rowKey);
                    if (found === undefined) return;
                    const ofProduct = (guided[found.product] ??= noGuided());
                    ofProduct[found.standing] += 1;
                }),
            ]);
            return { counts: withoutGuided(counts, guided), guided, isComplete: complete.every(Boolean) };
        },
        said: async (most) => {
            const found: Listed[] = [];
            await inAll(PRODUCT_PREFIX, (rowKey) => {
                const one = listed(rowKey);
                if (one !== undefined && isOf(SAID_STANDINGS)(one.standing)) found.push(one);
            });
            return SAID_STANDINGS.flatMap((standing) =>
                found.filter((one) => one.standing === standing).sort(newerFirst),
            )
                .slice(0, most)
                .map(({ id }) => id);
        },
    };
}
