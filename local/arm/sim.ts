import type { Faults } from '../faults.ts';
import type { RequestLog } from './request-log.ts';
import { parseDocument } from './state/document.ts';
import type { Store } from './state/store.ts';
import type { Reply, Request } from './wire.ts';

/** What the control routes control. */
export interface Sim {
    store: Store;
    faults: Faults;
    requests: RequestLog;
}

const refused = (problems: string[]): Reply => ({ status: 400, body: { problems } });

const readJson = (body: string): { value: unknown } | { problems: string[] } => {
    try {
        return { value: JSON.parse(body) as unknown };
    } catch {
        return { problems: ['the body is no JSON'] };
    }
};

const replaceState = ({ store }: Sim, body: string): Reply => {
    const read = readJson(body);
    if ('problems' in read) return refused(read.problems);
    const parsed = parseDocument(read.value);
    if ('problems' in parsed) return refused(parsed.problems);
    store.replace(parsed.document);
    return { status: 200, body: {} };
};

const addFault = ({ faults }: Sim, body: string): Reply => {
    const read = readJson(body);
    if ('problems' in read) return refused(read.problems);
    const problems = faults.add(read.value);
    return problems.length > 0 ? refused(problems) : { status: 201, body: read.value };
};

const operations: Record<string, (sim: Sim, body: string) => Reply> = {
    'GET /_sim/state': ({ store }) => ({ status: 200, body: store.world().document }),
    'PUT /_sim/state': replaceState,
    'GET /_sim/requests': ({ requests }) => ({ status: 200, body: requests.list() }),
    'DELETE /_sim/requests': ({ requests }) => {
        requests.clear();
        return { status: 204 };
    },
    'GET /_sim/faults': ({ faults }) => ({ status: 200, body: faults.list() }),
    'POST /_sim/faults': addFault,
    'DELETE /_sim/faults': ({ faults }) => {
        faults.clear();
        return { status: 204 };
    },
};

/** Whether a path is one of the control routes. */
export const isSimPath = (path: string): boolean => path.startsWith('/_sim/');

/** Answers a control route: what is wrong with a body comes back as `{problems: [...]}` with 400. */
export const handleSim = ({ method, path, body }: Request, sim: Sim): Reply =>
    operations[`${method} ${path}`]?.(sim, body) ?? {
        status: 404,
        body: { problems: [`${method} ${path} is no control route`] },
    };
