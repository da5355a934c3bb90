import { z } from 'zod';
import type { Message } from '../../local/mail/index.ts';
import type { GuidedProduct } from '../../shared/domain/products/product.ts';
import { openLink, takeApart } from './e2e-link.ts';
import { linksOf } from './mail-links.ts';
import { waitFor, type Answer, type Stack } from './stack.ts';

const guided = z.looseObject({
    id: z.string(),
    status: z.string(),
    product: z.string(),
    alongside: z.array(z.string()),
    said: z.looseObject({ at: z.string(), by: z.string().nullable(), state: z.string() }).nullable(),
    timeline: z.array(z.looseObject({ event: z.string() })),
});

/** An invite about what is attached by hand, as the partner sees it. */
export type GuidedJson = z.infer<typeof guided>;

export const readGuided = async (stack: Stack, id: string): Promise<GuidedJson> =>
    guided.parse((await stack.api('GET', `/api/invites/${id}`)).body);

/** Waits until a mail that tells of it is noted as sent. */
export const whenTold = (stack: Stack, id: string): Promise<GuidedJson> =>
    waitFor(`invite ${id} to be sent`, async () => {
        const found = await readGuided(stack, id);
        return found.status === 'sent' ? found : undefined;
    });

/** What happened to it beside its mails, in order. */
export const turnsOf = async (stack: Stack, id: string): Promise<string[]> =>
    (await readGuided(stack, id)).timeline
        .map(({ event }) => event)
        .filter((event) => event !== 'sent' && !event.includes('mail'));

/** Asks, and waits until a mail with the link to its guide page is in the inbox. */
export const askedByMail = async (
    stack: Stack,
    body: { product: GuidedProduct; tenantId: string; adminEmail: string } & Record<string, unknown>,
): Promise<GuidedJson & { mail: Message; link: string }> => {
    const { status, body: asked } = await stack.api('POST', '/api/invites', { body });
    if (status !== 201) throw new Error(`POST /api/invites: ${status}: ${JSON.stringify(asked)}`);
    const invite = guided.parse(asked);
    const [mail, link] = await waitFor('the link to the guide', async () => {
        const mails = (await stack.inbox()).filter(({ to }) => to === body.adminEmail);
        const found = mails.map((each) => [each, guideLink(each, invite.id)] as const);
        const [first, to] = found.find(([, each]) => each !== undefined) ?? [];
        return first === undefined || to === undefined ? undefined : ([first, to] as const);
    });
    return { ...invite, mail, link };
};

/** The link of a mail to the guide page of an invite. */
export const guideLink = (mail: Message, id: string): string | undefined =>
    linksOf([mail]).find((link) => new URL(link).pathname === `/api/guide/${id}`);

export const openGuide = (stack: Stack, link: string, accept = 'text/html', method = 'GET'): Promise<Answer> =>
    openLink(stack, takeApart(link), { accept }, method);
