import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { say } from '../phrase.ts';
import type { OpenLinkPageModel } from './models.ts';

/** The page of the quick link without a token. */
export const openLinkPage = ({ partner }: OpenLinkPageModel): string =>
    layout({
        title: say`Name your partner`,
        body: pageBlocks([]),
        partnerName: partner.name,
        contact: partner.contact,
    });
