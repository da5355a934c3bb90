export const CHART = { audit: 'Audit', share: 'Covered', asTable: 'The same as a table' } as const;

export const PARTS = { covered: 'covered', unknown: 'not known', missing: 'missing' } as const;
