import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { say } from '../phrase.ts';
import type { ManagePageModel } from './models.ts';

/** The page of the manage link. */
export const managePage = ({ partner }: ManagePageModel): string =>
    layout({
        title: say`Change or take back`,
        body: pageBlocks([]),
        partnerName: partner.name,
        contact: partner.contact,
    });
