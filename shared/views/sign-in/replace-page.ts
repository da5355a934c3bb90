import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { say } from '../phrase.ts';
import type { ReplacePageModel } from './models.ts';

/** The review of replacing a partner ID. */
export const replacePage = ({ partner }: ReplacePageModel): string =>
    layout({ title: say`Replace`, body: pageBlocks([]), partnerName: partner.name, contact: partner.contact });
