import type { Glance, GlanceKey } from '../domain/ops/glance.ts';

/** A glance as it was read. */
export interface KeptGlance<Key extends GlanceKey> {
    /** Undefined where there is none, or none that this version understands. */
    glance: Glance<Key> | undefined;
    /** What a write is conditional on; undefined where nothing stands there. */
    etag: string | undefined;
}

/**
 * The first views of the operations pages, each one row. Who reads one, then what it is made from, and then writes it
 * on the condition that nobody else did meanwhile, never puts something older in the place of something newer.
 */
export interface GlanceStore {
    /** One point read. */
    get<Key extends GlanceKey>(key: Key): Promise<KeptGlance<Key>>;
    /** @param etag as it was read before that which the glance is made from */
    put<Key extends GlanceKey>(
        key: Key,
        etag: string | undefined,
        glance: Glance<Key>,
    ): Promise<'written' | 'conflict'>;
    /** What each that is there was made from, and when, without reading the rest. */
    marks(): Promise<Map<string, Pick<Glance, 'mark' | 'asOf'>>>;
    /** Empties them all at once; whoever is making one now does not get to write it. */
    clear(): Promise<void>;
}
