import type { Language } from './languages/language.ts';
import { heading, list, paragraph } from './blocks.ts';
import { layout } from './layout.ts';
import { pageBlocks } from './page-blocks.ts';
import type { LinkGonePageModel } from './view-models.ts';
import { HEADINGS, LINK_GONE_TITLE, linkGone, linkGoneNext } from './words/problem.ts';

/** The one page for a link that is forged, shortened, expired, revoked or superseded: it does not tell which. */
export const linkGonePage = (model: LinkGonePageModel, language: Language): string =>
    layout(
        {
            title: LINK_GONE_TITLE,
            body: pageBlocks([paragraph(linkGone()), heading(HEADINGS.next), list(linkGoneNext(model))], language),
            partnerName: model.partnerName,
            contact: model.contact,
        },
        language,
    );
