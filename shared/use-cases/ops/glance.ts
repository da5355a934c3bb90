import { isDeepStrictEqual } from 'node:util';
import type { Glance, GlanceContents, GlanceKey } from '../../domain/ops/glance.ts';
import type { OpsDeps } from './deps.ts';

/** What was made for some glances. */
export interface Made<Key extends GlanceKey> {
    mark: string;
    contents: { [Each in Key]: GlanceContents[Each] };
}

/** Makes some glances from what they show. */
export type Make<Key extends GlanceKey> = (
    before: { [Each in Key]?: Glance<Each> | undefined },
    now: Date,
) => Promise<Made<Key>>;

type Deps = Pick<OpsDeps, 'glances' | 'clock'>;

const TRIES = 4;
/** What is still the same is written once in a while, so that nobody takes it for forgotten. */
const SAYS_SO_AGAIN_MS = 15 * 60_000;

const asStored = <Content>(content: Content): Content => JSON.parse(JSON.stringify(content)) as Content;

const isSame = (before: Glance | undefined, next: Glance): boolean =>
    before?.mark === next.mark &&
    isDeepStrictEqual(before.content, next.content) &&
    Date.parse(next.asOf) - Date.parse(before.asOf) < SAYS_SO_AGAIN_MS;

/**
 * Makes glances anew and keeps them: what differs is written. Each is read first, then made, then written on the
 * condition that nobody else wrote meanwhile: so what replaces another was always made after it.
 *
 * @param keys made in one go
 */
export async function renew<Key extends GlanceKey>(
    { glances, clock }: Deps,
    keys: readonly Key[],
    make: Make<Key>,
): Promise<{ [Each in Key]: Glance<Each> }> {
    let made: { [Each in Key]: Glance<Each> };
    let left = keys;
    let tries = 0;
    do {
        const kept = await Promise.all(left.map(async (key) => ({ key, ...(await glances.get(key)) })));
        const now = clock.now();
        const before = Object.fromEntries(kept.map(({ key, glance }) => [key, glance])) as Parameters<Make<Key>>[0];
        const { mark, contents } = await make(before, now);
        const asOf = now.toISOString();
        made = Object.fromEntries(
            keys.map((key) => [key, { asOf, mark, content: asStored(contents[key]) }]),
        ) as typeof made;
        const lost: Key[] = [];
        for (const { key, glance, etag } of kept) {
            const next = made[key];
            if (!isSame(glance, next) && (await glances.put(key, etag, next)) === 'conflict') lost.push(key);
        }
        left = lost;
        tries += 1;
    } while (left.length > 0 && tries < TRIES);
    return made;
}
