import type { Language } from './languages/language.ts';
import { heading, list, paragraph } from './blocks.ts';
import { layout } from './layout.ts';
import { pageBlocks } from './page-blocks.ts';
import type { ProblemPageModel } from './view-models.ts';
import { HEADINGS, askWithReference, detailOf, oursToMend, startAgain, titleOf } from './words/problem.ts';

/** A refusal or a fault for a person at a browser. Of a fault of ours (5xx) `detail` is not told. */
export function problemPage(model: ProblemPageModel, language: Language): string {
    const ours = model.status >= 500;
    const detail = ours ? undefined : detailOf(model);
    const told = detail === undefined ? [] : [paragraph(detail)];
    return layout(
        {
            title: titleOf(model),
            body: pageBlocks(
                [...told, heading(HEADINGS.next), list([ours ? oursToMend() : startAgain(), askWithReference(model)])],
                language,
            ),
            partnerName: model.partnerName,
            contact: model.contact,
        },
        language,
    );
}
