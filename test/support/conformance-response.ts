import type { Exchange } from '../../local/exchange.ts';
import { isNode, nodeAt, type ContractDocument, type Node, type Operation } from './conformance-documents.ts';
import { parsedBody, schemaFor } from './conformance-request.ts';
import type { Gaps } from './conformance.ts';

const byStatus = (responses: Node, status: number): unknown =>
    responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`];

/** The documented response of a status; `x-by-status` narrows a catch-all. */
const documentedResponse = (operation: Operation, status: number, contract: ContractDocument): Node | undefined => {
    const found = byStatus(operation.responses, status) ?? operation.responses.default;
    if (found === undefined) return undefined;
    const response = contract.resolve(found);
    const narrower = byStatus(nodeAt(response, 'x-by-status'), status);
    return narrower === undefined ? response : contract.resolve(narrower);
};

const headerProblems = (
    documented: Node,
    headers: Record<string, string>,
    contract: ContractDocument,
    isRequired: (header: Node) => boolean,
): string[] =>
    Object.entries(documented).flatMap(([name, header]) => {
        if (!isNode(header)) return [];
        const value = headers[name.toLowerCase()];
        if (value === undefined) return isRequired(header) ? [`response header ${name} is missing`] : [];
        return contract.problems('schema' in header ? header.schema : header, value, `response header ${name}`);
    });

const bodyProblems = (
    operation: Operation,
    response: Node,
    exchange: Exchange,
    contract: ContractDocument,
    gaps: Gaps,
): string[] => {
    const { body, headers } = exchange.response;
    const content = nodeAt(response, 'content');
    if (Object.keys(content).length === 0) {
        // What our own application answers to a webhook is nobody's contract but a status.
        if (operation.isWebhook && response['x-empty-body'] !== true) return [];
        return [
            ...(body === '' ? [] : ['response body is there although it has to be empty']),
            ...(headers['content-type'] === undefined ? [] : ['response header Content-Type on an empty body']),
        ];
    }
    const contentType = headers['content-type'] ?? (gaps.headersFiltered === true ? 'application/json' : '');
    const schema = schemaFor(content, contentType);
    if (schema === undefined) return [`response body has the undocumented type '${contentType}'`];
    return contract.problems(schema, parsedBody(body, contentType), 'response body');
};

const redirectProblems = (response: Node, headers: Record<string, string>, contract: ContractDocument): string[] => {
    const name = response['x-redirect-query'];
    if (typeof name !== 'string' || headers.location === undefined) return [];
    const query = Object.fromEntries(new URL(headers.location, 'http://relative.example').searchParams);
    return contract.problems({ $ref: `https://documents.example/arm#/components/schemas/${name}` }, query, 'redirect');
};

/** What is wrong with the answer of an exchange. */
export const responseProblems = (
    operation: Operation,
    exchange: Exchange,
    contract: ContractDocument,
    gaps: Gaps,
): string[] => {
    const { status, headers } = exchange.response;
    const response = documentedResponse(operation, status, contract);
    if (response === undefined) return [`status ${status} is not documented`];
    const isComplete = gaps.headersFiltered !== true;
    const rateHeader = response['x-rate-header'];
    const isArm = exchange.service === 'arm';
    return [
        ...headerProblems(
            nodeAt(response, 'headers'),
            headers,
            contract,
            (header) => isComplete && header.required === true,
        ),
        ...(isArm ? headerProblems(contract.armHeaders, headers, contract, () => isComplete) : []),
        ...(isComplete && typeof rateHeader === 'string' && headers[rateHeader] === undefined
            ? [`response header ${rateHeader} is missing`]
            : []),
        ...bodyProblems(operation, response, exchange, contract, gaps),
        ...redirectProblems(response, headers, contract),
    ];
};
