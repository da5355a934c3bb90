import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { say } from '../phrase.ts';
import type { RefusalPageModel } from './models.ts';

/** Why it did not go on. */
export const refusalPage = ({ partner }: RefusalPageModel): string =>
    layout({ title: say`Not done`, body: pageBlocks([]), partnerName: partner.name, contact: partner.contact });
