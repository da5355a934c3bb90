import type { HttpRequest } from '@azure/functions';
import { lazily } from '../lazily.ts';
import type { Answer } from './respond.ts';

/**
 * A handler that is loaded with its first request, with the views, words and schemas that it brings. A start registers
 * all routes and then serves one of them, or a queue: what the others need would only be read, and kept in memory.
 */
export function late<Scope>(
    load: () => Promise<(request: HttpRequest, scope: Scope) => Promise<Answer>>,
): (request: HttpRequest, scope: Scope) => Promise<Answer> {
    const loaded = lazily(load);
    return async (request, scope) => await (await loaded())(request, scope);
}
