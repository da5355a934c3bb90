import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { say } from '../phrase.ts';
import type { ReviewPageModel } from './models.ts';

/** The review after the first sign-in. */
export const reviewPage = ({ partner }: ReviewPageModel): string =>
    layout({ title: say`Review`, body: pageBlocks([]), partnerName: partner.name, contact: partner.contact });
