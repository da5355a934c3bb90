import { z } from 'zod';
import { EntraError } from '../entra/entra-error.ts';
import type { Reply } from '../wire.ts';
import { returnAddress } from './application.ts';
import type { PageTrip } from './page.ts';
import { wayBack, type PageVisit } from './page-visit.ts';
import type { PageAnswer } from './tickets.ts';

/** The fields that every form of a page carries. */
export const tripSchema = { kind: z.enum(['authorize', 'adminconsent']), request: z.string() };

/**
 * Reads a form of a page.
 *
 * @throws EntraError for a form that none of the pages has, and for one that was made for somebody else's application
 */
export const readForm = <Schema extends z.ZodType<Omit<PageTrip, 'tenantId'>>>(
    schema: Schema,
    { request, tenant, world }: PageVisit,
): z.output<Schema> & PageTrip => {
    const parsed = schema.safeParse(Object.fromEntries(new URLSearchParams(request.body)));
    if (!parsed.success) {
        throw new EntraError(400, 'invalid_request', 9002313, 'Invalid request. Request is malformed or invalid.');
    }
    returnAddress(world, tenant, new URLSearchParams(parsed.data.request));
    return { ...parsed.data, tenantId: tenant.row.tenantId };
};

/** Leads back to the request that showed the page, with what was answered there. */
export const goOn = (trip: PageTrip, answer: PageAnswer, { signIn }: PageVisit, cookie?: string): Reply => ({
    status: 303,
    headers: {
        Location: wayBack(trip, answer, signIn),
        'Cache-Control': 'no-store, no-cache',
        ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }),
    },
});
