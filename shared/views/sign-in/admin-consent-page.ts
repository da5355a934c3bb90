import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { say } from '../phrase.ts';
import type { AdminConsentPageModel } from './models.ts';

/** What the Entra administrator sees who consented. */
export const adminConsentPage = ({ partner }: AdminConsentPageModel): string =>
    layout({ title: say`Consent`, body: pageBlocks([]), partnerName: partner.name, contact: partner.contact });
