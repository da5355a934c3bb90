import addFormats from 'ajv-formats';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import armAdditions from '../contract/documents/arm-additions.json' with { type: 'json' };
import armDocument from '../contract/documents/arm-openapi.json' with { type: 'json' };
import mailDocument from '../contract/documents/mail-openapi.json' with { type: 'json' };

/** A JSON Schema, or anything else of a document that is looked at by name. */
export type Node = Record<string, unknown>;

/** One documented operation. */
export interface Operation {
    id: string;
    /** Template of the path, as in the document. */
    template: string;
    method: string;
    /** Matches the decoded path; groups are the path parameters. */
    path: RegExp;
    parameters: Node[];
    security: Node[];
    requestBody: Node | undefined;
    responses: Node;
    isWebhook: boolean;
}

/** An OpenAPI document ready for checking. */
export interface ContractDocument {
    operations: Operation[];
    /** Headers that every answer of ARM has. */
    armHeaders: Node;
    /** Follows `$ref` until something that is none. */
    resolve(node: unknown): Node;
    /** Problems of a value against a schema of the document, as `at: message`. */
    problems(schema: unknown, value: unknown, at: string): string[];
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** Whether something parsed is an object to look into. */
export const isNode = (value: unknown): value is Node =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member that is an object, else an empty one. */
export const nodeAt = (node: Node, name: string): Node => {
    const value = node[name];
    return isNode(value) ? value : {};
};

/** A member that is a list of objects, else an empty one. */
export const nodesAt = (node: Node, name: string): Node[] => {
    const value = node[name];
    return Array.isArray(value) ? value.filter(isNode) : [];
};

// A scope stands for zero or more segments, any other parameter for one.
const pathPattern = (template: string): RegExp => {
    const source = template
        .replace(/[.$]/g, String.raw`\$&`)
        .replace('/{scope}', '(?:/(?<scope>.+))?')
        .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    return new RegExp(`^${source}$`, 'i');
};

const pointerTo = (document: Node, pointer: string): unknown =>
    pointer
        .split('/')
        .slice(1)
        .reduce<unknown>(
            (at, part) => (isNode(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
            document,
        );

const describe = (error: ErrorObject, at: string): string =>
    `${at}${error.instancePath}: ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`;

const load = (raw: unknown, id: string): ContractDocument => {
    // Absolute references, so that a schema can be compiled from wherever in the document it stands.
    const base = `https://documents.example/${id}`;
    const text = JSON.stringify(raw).replaceAll('"$ref":"#/', `"$ref":"${base}#/`);
    const document: unknown = JSON.parse(text);
    if (!isNode(document)) throw new Error(`${id} is no OpenAPI document`);
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ ...document, $id: base });

    const resolve = (node: unknown): Node => {
        if (!isNode(node)) return {};
        const reference = node.$ref;
        return typeof reference === 'string' ? resolve(pointerTo(document, reference.slice(base.length + 1))) : node;
    };
    const compiled = new Map<unknown, ValidateFunction>();
    const problems = (schema: unknown, value: unknown, at: string): string[] => {
        if (!isNode(schema)) return [];
        const validate = compiled.get(schema) ?? ajv.compile(schema);
        compiled.set(schema, validate);
        return validate(value) ? [] : (validate.errors ?? []).map((error) => describe(error, at));
    };

    const operationsOf = (section: string, isWebhook: boolean): Operation[] =>
        Object.entries(nodeAt(document, section)).flatMap(([template, item]) => {
            const shared = isNode(item) ? item : {};
            return METHODS.filter((method) => method in shared).map((method) => {
                const operation = nodeAt(shared, method);
                return {
                    id: String(operation.operationId),
                    template,
                    method: method.toUpperCase(),
                    path: isWebhook ? /^.*$/ : pathPattern(template),
                    parameters: [...nodesAt(shared, 'parameters'), ...nodesAt(operation, 'parameters')].map(resolve),
                    security: nodesAt('security' in operation ? operation : document, 'security'),
                    requestBody: 'requestBody' in operation ? resolve(operation.requestBody) : undefined,
                    responses: nodeAt(operation, 'responses'),
                    isWebhook,
                };
            });
        });

    return {
        operations: [...operationsOf('paths', false), ...operationsOf('webhooks', true)],
        armHeaders: nodeAt(document, 'x-arm-headers'),
        resolve,
        problems,
    };
};

/** Entra ID and Azure Resource Manager: the document, and the operations that it does not have yet. */
export const armContract = load(
    {
        ...armDocument,
        paths: { ...armDocument.paths, ...armAdditions.paths },
        components: {
            ...armDocument.components,
            schemas: { ...armDocument.components.schemas, ...armAdditions.components.schemas },
        },
    },
    'arm',
);

/** SendGrid. */
export const mailContract = load(mailDocument, 'mail');
