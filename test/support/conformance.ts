import { readFileSync } from 'node:fs';
import type { Exchange } from '../../local/exchange.ts';
import { armContract, isNode, mailContract, type ContractDocument, type Operation } from './conformance-documents.ts';
import { requestProblems } from './conformance-request.ts';
import { responseProblems } from './conformance-response.ts';

/** What a recording of somebody else's does not hold; nothing of it for our own. */
export interface Gaps {
    /** Headers were thrown away: those that are there are checked, none is missed. */
    headersFiltered?: boolean;
    /** The request was not kept. */
    requestUnknown?: boolean;
    /** It speaks an api-version that this project does not. */
    apiVersionOld?: boolean;
    /** Credentials were taken out. */
    noCredentials?: boolean;
}

// What these answer is a wrong request: that it is wrong is the point of the exchange.
const ABOUT_WRONG_REQUESTS = [400, 401, 404, 405, 413, 415];

const WEBHOOK_HEADER = 'x-twilio-email-event-webhook-signature';

const decoded = (path: string): string => {
    try {
        return decodeURIComponent(path);
    } catch {
        return path;
    }
};

const findOperation = (contract: ContractDocument, exchange: Exchange, path: string): Operation | undefined => {
    const isWebhook = WEBHOOK_HEADER in exchange.request.headers;
    return contract.operations.find(
        (operation) =>
            operation.isWebhook === isWebhook &&
            operation.method === exchange.request.method.toUpperCase() &&
            operation.path.test(path),
    );
};

/**
 * Holds an exchange against the document of its service.
 * @returns one line for each rule it breaks; none when it is as the service would have it
 */
export const checkExchange = (exchange: Exchange, gaps: Gaps = {}): string[] => {
    const contract = exchange.service === 'mail' ? mailContract : armContract;
    const url = new URL(exchange.request.url);
    const path = decoded(url.pathname.replace(/\/{2,}/g, '/'));
    const operation = findOperation(contract, exchange, path);
    if (operation === undefined) return [`${exchange.request.method} ${path} is no documented operation`];

    const isFault = exchange.fault === true;
    const isRequestChecked =
        gaps.requestUnknown !== true && (isFault || !ABOUT_WRONG_REQUESTS.includes(exchange.response.status));
    return [
        ...(isRequestChecked ? requestProblems(operation, exchange, url, path, contract, gaps) : []),
        ...(isFault ? [] : responseProblems(operation, exchange, contract, gaps)),
    ];
};

const isExchange = (value: unknown): value is Exchange =>
    isNode(value) && isNode(value.request) && isNode(value.response) && typeof value.service === 'string';

/**
 * Checks every exchange of a file that `recordTo` wrote.
 * @returns one line for each broken rule, with line number, method and path
 */
export const checkRecording = (file: string): string[] =>
    readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) => {
            if (line === '') return [];
            const exchange: unknown = JSON.parse(line);
            if (!isExchange(exchange)) return [`${index + 1}: is no exchange`];
            const { method, url } = exchange.request;
            const where = `${index + 1}: ${method} ${new URL(url).pathname} ${exchange.response.status}`;
            return checkExchange(exchange).map((problem) => `${where}: ${problem}`);
        });
