import { say } from '../../phrase.ts';

export const CHART = { audit: say`Audit`, share: say`Covered`, asTable: say`The same as a table` } as const;

export const PARTS = { covered: say`covered`, unknown: say`not known`, missing: say`missing` } as const;
