import type { Store } from '../state/store.ts';
import { createCodes, type Codes } from './codes.ts';
import { createConsents, type Consents } from './consents.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createTickets, type Tickets } from './tickets.ts';

/** What the sign-in of people remembers; nothing of it outlives the process. */
export interface SignIn {
    sessions: Sessions;
    tickets: Tickets;
    codes: Codes;
    consents: Consents;
    /** Origin of the pages, plain HTTP. */
    url: string;
}

export const createSignIn = (store: Store, now: () => Date): SignIn => ({
    sessions: createSessions(),
    tickets: createTickets(),
    codes: createCodes(now),
    consents: createConsents(store),
    url: '',
});
