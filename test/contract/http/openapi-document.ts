import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import document from '../../../docs/openapi.json' with { type: 'json' };
import { isNode, nodeAt, nodesAt, type Node } from '../../support/conformance-documents.ts';

/** One documented operation. */
export interface DocumentedOperation {
    id: string;
    method: string;
    /** As in the document, `/api` first. */
    path: string;
    /** Names of the security schemes; none for everybody. */
    security: string[];
    parameters: Node[];
    /** Schemas of the request body by media type. */
    bodies: Record<string, Node>;
    /** By status; references resolved. */
    responses: Record<string, Node>;
}

const BASE = 'https://documents.example/openapi.json';
const METHODS = ['get', 'head', 'put', 'post', 'patch', 'delete', 'options'];
// Absolute references, so that a schema can be compiled from wherever it stands.
const absolute: unknown = JSON.parse(JSON.stringify(document).replaceAll('"$ref":"#/', `"$ref":"${BASE}#/`));
const root: Node = isNode(absolute) ? absolute : {};

// Unknown keywords are refused; a schema may narrow what a reference beside it declares.
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats.default(ajv);
// OpenAPI's own members are no schema keywords; the schemas among them are looked at in full when they are used.
ajv.addVocabulary(['openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components']);
ajv.addSchema({ ...root, $id: BASE });

/** Follows references until something that is none. */
export const resolve = (node: unknown): Node => {
    if (!isNode(node)) return {};
    if (typeof node.$ref !== 'string') return node;
    const parts = node.$ref.slice(BASE.length + 2).split('/');
    return resolve(
        parts.reduce<unknown>(
            (at, part) => (isNode(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
            root,
        ),
    );
};

const compiled = new Map<Node, ValidateFunction>();

/** What is wrong with a value; empty where it fits. */
export const misfits = (schema: Node, value: unknown): string[] => {
    const validate = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
        ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
};

const schemasOf = (content: Node): Record<string, Node> =>
    Object.fromEntries(
        Object.entries(content).map(([type, entry]) => [type, nodeAt(isNode(entry) ? entry : {}, 'schema')]),
    );

/** Media types of a response, each with its schema. */
export const contentOf = (response: Node): Record<string, Node> => schemasOf(nodeAt(response, 'content'));

/** What there is nothing to see of where the mailbox is enough. */
export const SIGN_IN_OPERATIONS = ['signin-callback', 'signin-grant', 'manage-get', 'manage-post'];

/** Every operation of the document. */
export const operations: DocumentedOperation[] = Object.entries(nodeAt(root, 'paths')).flatMap(([path, item]) => {
    const shared = isNode(item) ? item : {};
    return METHODS.filter((method) => method in shared).map((method) => {
        const operation = nodeAt(shared, method);
        return {
            id: String(operation.operationId),
            method: method.toUpperCase(),
            path,
            security: nodesAt('security' in operation ? operation : root, 'security').flatMap((each) =>
                Object.keys(each),
            ),
            parameters: [...nodesAt(shared, 'parameters'), ...nodesAt(operation, 'parameters')].map(resolve),
            bodies: schemasOf((nodeAt(operation, 'requestBody').content as Node | undefined) ?? {}),
            responses: Object.fromEntries(
                Object.entries(nodeAt(operation, 'responses')).map(([status, response]) => [status, resolve(response)]),
            ),
        };
    });
});

/** The operation of an ID. Throws where there is none. */
export const operationOf = (id: string): DocumentedOperation => {
    const found = operations.find((operation) => operation.id === id);
    if (found === undefined) throw new Error(`The document has no operation ${id}.`);
    return found;
};

/** A schema of the document's components. */
export const schemaNamed = (name: string): Node => {
    const found = nodeAt(nodeAt(nodeAt(root, 'components'), 'schemas'), name);
    if (Object.keys(found).length === 0) throw new Error(`The document has no schema ${name}.`);
    return found;
};

/** Codes that a problem response may carry; empty where it is none. */
export const codesOf = (response: Node): string[] => {
    const problem = contentOf(response)['application/problem+json'];
    return (problem === undefined ? [] : nodesAt(problem, 'allOf'))
        .flatMap((part) => nodeAt(nodeAt(part, 'properties'), 'code').enum)
        .filter((code) => typeof code === 'string');
};
