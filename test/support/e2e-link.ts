import { waitFor, type Answer, type Stack } from './stack.ts';
import { invite, inviteSchema, type Invite } from './stack-flow.ts';

/** A quick link, taken apart. */
export interface QuickLink {
    /** Path without the query. */
    path: string;
    token: string;
}

/** An invite whose mail is in the inbox and noted as sent. */
export interface MailedInvite extends Invite, QuickLink {
    adminEmail: string;
    /** The whole link. */
    link: string;
}

export const takeApart = (link: string): QuickLink => {
    const { pathname, searchParams } = new URL(link);
    return { path: pathname, token: searchParams.get('t') ?? '' };
};

/** The invite as the partner sees it. */
export const readInvite = async (stack: Stack, id: string): Promise<Invite> =>
    inviteSchema.parse((await stack.api('GET', `/api/invites/${id}`)).body);

/** What happened to an invite, in order. */
export const eventsOf = async (stack: Stack, id: string): Promise<string[]> =>
    ((await readInvite(stack, id)).timeline as { event: string }[]).map(({ event }) => event);

/** Waits until an invite stands so. */
export const whenStatus = (stack: Stack, id: string, status: string): Promise<Invite> =>
    waitFor(
        `invite ${id} to be ${status}`,
        async () => {
            const found = await readInvite(stack, id);
            return found.status === status ? found : undefined;
        },
        60,
    );

/** Invites and waits for the mail. */
export const mailedInvite = async (
    stack: Stack,
    body: { adminEmail: string; subscriptionId: string } & Record<string, unknown>,
): Promise<MailedInvite> => {
    const before = (await stack.inbox()).length;
    const { id } = await invite(stack, body);
    const link = await stack.linkTo(body.adminEmail, before);
    const sent = await whenStatus(stack, id, 'sent');
    return { ...sent, adminEmail: body.adminEmail, link, ...takeApart(link) };
};

const FORM = 'application/x-www-form-urlencoded';
/** What a browser says of a form of the site itself. */
export const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };

export const openLink = (
    stack: Stack,
    { path, token }: QuickLink,
    headers: Record<string, string> = { accept: 'text/html' },
    method = 'GET',
): Promise<Answer> => stack.anonymous(method, `${path}?t=${encodeURIComponent(token)}`, { headers });

/** Sends the form of the page as it stands in `body`, with whatever headers. */
export const postForm = (
    stack: Stack,
    { path, token }: QuickLink,
    body: string,
    headers: Record<string, string> = SAME_ORIGIN,
): Promise<Answer> =>
    stack.anonymous('POST', `${path}?t=${encodeURIComponent(token)}`, {
        body,
        headers: { 'content-type': FORM, ...headers },
    });

export const save = (stack: Stack, link: QuickLink): Promise<Answer> => postForm(stack, link, 'decision=save');
export const decline = (stack: Stack, link: QuickLink): Promise<Answer> => postForm(stack, link, 'decision=decline');
