import { PLAIN } from './brand.ts';
import type { Brand } from './brand.ts';

let brand: Brand = PLAIN;

/** Dresses all pages and mails of this process; for the composition root, once, before the first of them is made. */
export const wear = (chosen: Brand): void => {
    brand = chosen;
};

/**
 * What pages and mails look like here. An app is one partner's: the looks belong to the process, as its settings do.
 * They are held here and not handed down, as every page, every answer with its policy, and every mail would carry them
 * through without a use for them; whoever wants others, as tests do, gives them to the layout and to the policy.
 */
export const worn = (): Brand => brand;
