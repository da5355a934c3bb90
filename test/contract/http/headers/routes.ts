import { API_ROUTES } from './api-routes.ts';
import type { Asked } from './asking.ts';
import { OPERATIONS_ROUTES } from './operations-routes.ts';
import { PEOPLE_ROUTES } from './people-routes.ts';

/**
 * Every route, with each kind of answer that it has. Who adds a route says here how it is asked, and which headers its
 * answers have: they are compared whole. In the order in which they are asked: a run that is started stands in the way
 * of whoever asks for the last one.
 */
export const ROUTES: Readonly<Record<string, readonly Asked[]>> = {
    ...PEOPLE_ROUTES,
    ...OPERATIONS_ROUTES,
    ...API_ROUTES,
};
