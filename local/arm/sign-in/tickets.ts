import { randomBytes } from 'node:crypto';
import type { Refusal } from './refusals.ts';

/** What a person answered on a page: it is carried, once, back to the request that showed the page. */
export type PageAnswer = { account: string; isConsented: boolean } | { refusal: Refusal };

/** Answers of pages on their way back to the request; in memory alone. */
export interface Tickets {
    /** @param request path and query that the answer is for, and for nothing else */
    issue(request: string, answer: PageAnswer): string;
    take(id: string, request: string): PageAnswer | undefined;
}

const KEPT = 10_000;

export const createTickets = (): Tickets => {
    const tickets = new Map<string, { request: string; answer: PageAnswer }>();
    return {
        issue(request, answer) {
            const id = randomBytes(24).toString('base64url');
            tickets.set(id, { request, answer });
            const [oldest] = tickets.keys();
            if (tickets.size > KEPT && oldest !== undefined) tickets.delete(oldest);
            return id;
        },
        take(id, request) {
            const found = tickets.get(id);
            if (found?.request !== request) return undefined;
            tickets.delete(id);
            return found.answer;
        },
    };
};
