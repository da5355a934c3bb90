import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { say } from '../phrase.ts';
import type { RemovePageModel } from './models.ts';

/** The review of taking it back. */
export const removePage = ({ partner }: RemovePageModel): string =>
    layout({ title: say`Remove`, body: pageBlocks([]), partnerName: partner.name, contact: partner.contact });
