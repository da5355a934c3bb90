import type { Language } from './languages/language.ts';
import { heading, list, paragraph } from './blocks.ts';
import { layout } from './layout.ts';
import { pageBlocks } from './page-blocks.ts';
import { say } from './phrase.ts';
import type { ProblemPageModel } from './view-models.ts';
import { HEADINGS, askWithReference, oursToMend, startAgain } from './words/problem.ts';

/** A refusal or a fault for a person at a browser. Of a fault of ours (5xx) `detail` is not told. */
export function problemPage(model: ProblemPageModel, language: Language): string {
    const ours = model.status >= 500;
    const told = ours || model.detail === null ? [] : [paragraph(say`${model.detail}`)];
    return layout(
        {
            title: say`${model.title}`,
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
