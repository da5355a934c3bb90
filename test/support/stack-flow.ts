import { z } from 'zod';
import { waitFor, type Answer, type Stack } from './stack.ts';

/** The parts of an invite that tests look at. */
export const inviteSchema = z.looseObject({
    id: z.string(),
    status: z.string(),
    subscriptionId: z.string(),
    quickLink: z.string().nullable(),
});

export type Invite = z.infer<typeof inviteSchema>;

const LIVE = ['issued', 'sent', 'confirmed', 'attaching'];

const expectStatus = ({ status, body }: Answer, wanted: number, what: string): void => {
    if (status !== wanted) throw new Error(`${what}: ${status} instead of ${wanted}: ${JSON.stringify(body)}`);
};

/** Invites; what the app says to a valid request. */
export const invite = async (stack: Stack, body: Record<string, unknown>): Promise<Invite> => {
    const answer = await stack.api('POST', '/api/invites', { body });
    expectStatus(answer, 201, 'POST /api/invites');
    return inviteSchema.parse(answer.body);
};

/** Waits until an invite has come to its end. */
export const whenEnded = (stack: Stack, id: string, seconds?: number): Promise<Invite> =>
    waitFor(
        `the end of invite ${id}`,
        async () => {
            const { body } = await stack.api('GET', `/api/invites/${id}`);
            const found = inviteSchema.parse(body);
            return LIVE.includes(found.status) ? undefined : found;
        },
        seconds,
    );

/** The whole story of one invite: mailed, opened, saved, ended. */
export const inviteAndSave = async (
    stack: Stack,
    body: { adminEmail: string } & Record<string, unknown>,
    seconds?: number,
): Promise<Invite> => {
    const before = (await stack.inbox()).length;
    const { id } = await invite(stack, body);
    expectStatus(await stack.decide(await stack.linkTo(body.adminEmail, before), 'Save partner'), 303, 'Save partner');
    return whenEnded(stack, id, seconds);
};

const row = z.looseObject({
    tenantId: z.string(),
    subscriptionId: z.string(),
    coverage: z.string(),
    reason: z.string().nullish(),
    firstSeenAt: z.string().nullish(),
});

/** A subscription as the audit keeps it. */
export type SubscriptionRow = z.infer<typeof row>;

/** Runs an audit to its end; the answer of `GET /api/audit` and every subscription. */
export const audit = async (stack: Stack): Promise<{ tenants: Record<string, number>; rows: SubscriptionRow[] }> => {
    const started = await stack.api('POST', '/api/audit/runs');
    expectStatus(started, 202, 'POST /api/audit/runs');
    const path = new URL(started.headers.location ?? '', (await stack.run()).functions).pathname;
    const run = await waitFor('the end of the audit run', async () => {
        const { body } = await stack.api('GET', path);
        const found = z.looseObject({ status: z.string(), tenants: z.record(z.string(), z.int()) }).parse(body);
        return found.status === 'finished' ? found : undefined;
    });
    const { body } = await stack.api('GET', '/api/subscriptions?limit=1000');
    return { tenants: run.tenants, rows: z.object({ items: z.array(row) }).parse(body).items };
};
