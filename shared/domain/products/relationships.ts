/** Requests for a relationship that go in the same mail. None of them is needed for being partner of record. */
export interface Relationships {
    /** Granular delegated admin privileges: the relationship's ID, or the approval link as Microsoft gave it. */
    gdap: { id: string } | { link: string } | null;
    /** To buy from the partner itself, or from the partner through its provider. */
    reseller: 'direct' | 'indirect' | null;
}

export const NO_RELATIONSHIPS: Relationships = { gdap: null, reseller: null };
