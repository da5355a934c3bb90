import type { Language } from '../languages/language.ts';
import { callout, code, heading, paragraph } from '../blocks.ts';
import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { HEADINGS as REQUEST_HEADINGS, asking } from '../words/request.ts';
import { HEADINGS, LINKS, forwarding, meaning, next, title, undo } from '../words/sign-in/admin-consent.ts';
import type { AdminConsentPageModel } from './models.ts';

/** What an administrator sees who came back from Microsoft's page of consent. It repeats what Entra said and does nothing. */
export const adminConsentPage = (model: AdminConsentPageModel, language: Language): string =>
    layout(
        {
            title: title(model),
            body: pageBlocks(
                [
                    callout(model.given ? 'good' : 'neutral', ...meaning(model)),
                    heading(HEADINGS.next),
                    paragraph(next(model)),
                    ...(model.forwardLink === null
                        ? []
                        : [
                              paragraph(forwarding()),
                              code(model.forwardLink),
                              { kind: 'link' as const, label: LINKS.open, href: model.forwardLink },
                          ]),
                    ...(model.given ? [heading(HEADINGS.undo), paragraph(undo(model))] : []),
                    heading(REQUEST_HEADINGS.ask),
                    paragraph(asking(model.partner)),
                ],
                language,
            ),
            partnerName: model.partner.name,
            contact: model.partner.contact,
        },
        language,
    );
