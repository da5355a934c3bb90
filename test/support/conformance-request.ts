import type { Exchange } from '../../local/exchange.ts';
import { isNode, nodeAt, type ContractDocument, type Node, type Operation } from './conformance-documents.ts';
import type { Gaps } from './conformance.ts';

/** A body as its content type says: JSON parsed, a form as an object, anything else as text. */
export const parsedBody = (body: string, contentType: string): unknown => {
    if (contentType.includes('json')) {
        try {
            return JSON.parse(body);
        } catch {
            return undefined;
        }
    }
    if (contentType.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body));
    return body;
};

/** The schema a document has for a content type, which may carry parameters such as the charset. */
export const schemaFor = (content: Node, contentType: string): Node | undefined => {
    const entry = content[contentType.split(';')[0]?.trim().toLowerCase() ?? ''];
    return isNode(entry) ? nodeAt(entry, 'schema') : undefined;
};

const named = (operation: Operation, place: string): Node[] =>
    operation.parameters.filter((parameter) => parameter.in === place);

const queryProblems = (
    operation: Operation,
    { service }: Exchange,
    url: URL,
    contract: ContractDocument,
    gaps: Gaps,
): string[] => {
    const sent = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
    const known = named(operation, 'query');
    const names = known.map(({ name }) => String(name).toLowerCase());
    const unknown = [...sent.keys()].filter((name) => !names.includes(name)).map((name) => `query: unknown ${name}`);
    return [
        // Entra takes whatever else MSAL adds, such as client-request-id.
        ...(service === 'entra' ? [] : unknown),
        ...known.flatMap((parameter) => {
            const name = String(parameter.name);
            const value = sent.get(name.toLowerCase());
            if (value === undefined) return parameter.required === true ? [`query: ${name} is missing`] : [];
            if (name === 'api-version' && gaps.apiVersionOld === true) return [];
            return contract.problems(parameter.schema, typed(value, parameter), `query ${name}`);
        }),
    ];
};

const typed = (value: string, parameter: Node): unknown =>
    nodeAt(parameter, 'schema').type === 'integer' && /^\d+$/.test(value) ? Number(value) : value;

const pathProblems = (operation: Operation, path: string, contract: ContractDocument): string[] => {
    const values = operation.path.exec(path)?.groups ?? {};
    return named(operation, 'path').flatMap((parameter) => {
        const name = String(parameter.name);
        const value = values[name];
        return value === undefined ? [] : contract.problems(parameter.schema, value, `path ${name}`);
    });
};

const headerProblems = (operation: Operation, headers: Record<string, string>, contract: ContractDocument): string[] =>
    named(operation, 'header').flatMap((parameter) => {
        const name = String(parameter.name);
        const value = headers[name.toLowerCase()];
        if (value === undefined) return parameter.required === true ? [`request header ${name} is missing`] : [];
        return contract.problems(parameter.schema, value, `request header ${name}`);
    });

const credentialProblems = (operation: Operation, headers: Record<string, string>): string[] => {
    const isOptional = operation.security.some((requirement) => Object.keys(requirement).length === 0);
    if (isOptional || /^Bearer \S+$/.test(headers.authorization ?? '')) return [];
    return ['request header Authorization: Bearer is missing'];
};

const bodyProblems = (operation: Operation, exchange: Exchange, contract: ContractDocument): string[] => {
    const { body, headers } = exchange.request;
    const { requestBody } = operation;
    if (body === '') return requestBody?.required === true ? ['request body is missing'] : [];
    if (requestBody === undefined) return ['request body is there although none is documented'];
    const contentType = headers['content-type'] ?? '';
    const schema = schemaFor(nodeAt(requestBody, 'content'), contentType);
    if (schema === undefined) return [`request body has the undocumented type '${contentType}'`];
    return contract.problems(schema, parsedBody(body, contentType), 'request body');
};

/** What is wrong with the request of an exchange. */
export const requestProblems = (
    operation: Operation,
    exchange: Exchange,
    url: URL,
    path: string,
    contract: ContractDocument,
    gaps: Gaps,
): string[] => [
    ...pathProblems(operation, path, contract),
    ...(operation.isWebhook ? [] : queryProblems(operation, exchange, url, contract, gaps)),
    ...headerProblems(operation, exchange.request.headers, contract),
    ...(gaps.noCredentials === true ? [] : credentialProblems(operation, exchange.request.headers)),
    ...bodyProblems(operation, exchange, contract),
];
