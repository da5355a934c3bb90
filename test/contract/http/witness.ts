import { isNode, nodeAt } from '../../support/conformance-documents.ts';
import type { Answer } from '../../support/stack.ts';
import { codesOf, contentOf, misfits, operationOf, operations, resolve } from './openapi-document.ts';

/** What answers are held against, and what was seen of it. */
export interface Witness {
    /**
     * Holds an answer against the document.
     *
     * @throws what is wrong with it
     */
    saw(id: string, answer: Answer): Answer;
    /** What the document has and no answer has shown, as `operation status code` or `operation status media/type`. */
    unseen(): string[];
}

const mediaTypeOf = ({ headers }: Answer): string | undefined => headers['content-type']?.split(';')[0];

const headerProblems = (documented: Record<string, unknown>, { headers }: Answer): string[] =>
    Object.entries(documented).flatMap(([name, header]) => {
        const { required, schema } = resolve(header);
        const value = headers[name.toLowerCase()];
        if (value === undefined) return required === true ? [`header ${name} is missing`] : [];
        return misfits(resolve(schema), value).map((problem) => `header ${name}:${problem}`);
    });

const bodyProblems = (content: ReturnType<typeof contentOf>, answer: Answer): string[] => {
    const type = mediaTypeOf(answer);
    if (Object.keys(content).length === 0) return answer.body === '' ? [] : ['a body where none is documented'];
    const schema = type === undefined ? undefined : content[type];
    return schema === undefined ? [`media type ${type} is not documented`] : misfits(schema, answer.body);
};

const pointsOf = (id: string, status: string): string[] => {
    const response = operationOf(id).responses[status] ?? {};
    const types = Object.keys(contentOf(response));
    const words = [...types.filter((type) => !type.includes('problem')), ...codesOf(response)];
    return words.length === 0 ? [`${id} ${status}`] : words.map((word) => `${id} ${status} ${word}`);
};

/** Begins with nothing seen. */
export const newWitness = (): Witness => {
    const seen = new Set<string>();
    return {
        saw(id, answer) {
            const status = String(answer.status);
            const response = operationOf(id).responses[status];
            const problems =
                response === undefined
                    ? ['the status is not documented']
                    : [
                          ...headerProblems(nodeAt(response, 'headers'), answer),
                          ...bodyProblems(contentOf(response), answer),
                      ];
            if (problems.length > 0) {
                const told = JSON.stringify(answer.body).slice(0, 500);
                throw new Error(`${id} answered ${status} ${told}\n${problems.join('\n')}`);
            }
            const code = isNode(answer.body) && typeof answer.body.code === 'string' ? answer.body.code : undefined;
            // The type that HEAD tells is of a body that does not come.
            const word =
                code ??
                (answer.body === '' && pointsOf(id, status)[0] === `${id} ${status}` ? undefined : mediaTypeOf(answer));
            seen.add(word === undefined ? `${id} ${status}` : `${id} ${status} ${word}`);
            return answer;
        },
        unseen: () =>
            operations
                .flatMap(({ id, responses }) => Object.keys(responses).flatMap((status) => pointsOf(id, status)))
                .filter((point) => !seen.has(point)),
    };
};
