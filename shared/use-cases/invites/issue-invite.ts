import { AppError } from '../../domain/errors.ts';
import type { AskedOrigin, Invite } from '../../domain/invite.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import { issue, issueGuided } from '../../domain/new-invite.ts';
import type { AskingRules } from '../../domain/products/relationships.ts';
import type { Azure } from '../../ports/azure.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { ShortLived } from '../../ports/short-lived.ts';
import { sendDueMails } from '../send-due.ts';
import { countRequest } from './admit-request.ts';
import { leadSubject } from './asked-subjects.ts';
import { checkPartnerId, examineRequest } from './examine-invite.ts';
import type { ExaminedRequest } from './examine-invite.ts';
import type { InviteRequest } from './invite-request.ts';
import { placeFollowers, recordFollowers, withdraw } from './issue-followers.ts';
import type { Follower, LeadFacts } from './issue-followers.ts';
import { checkPast, giveWay, liveAmong } from './live-invites.ts';
import { optedOut } from './invite-refusals.ts';
import { recordInvite } from './record-invite.ts';

export interface IssueInviteDependencies {
    partner: {
        name: string;
        defaultId: string;
        ids: readonly string[];
        domains: readonly string[];
        notify: readonly string[];
    };
    /** What products that are attached by hand take. */
    products: { dporPartnerId: string | undefined } & AskingRules;
    rules: { expiresInDays: number; mailsPerAddressPerDay: number };
    azure: Pick<Azure, 'findTenant'>;
    invites: InviteStore;
    customers: CustomerStore;
    mailboxes: Mailboxes;
    shortLived: ShortLived;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    clock: Clock;
    random: Random;
}

/** What is settled of an invite before it is issued. */
export interface Promised {
    /** Its ID, where that was promised before (idempotency). */
    id: string;
    /** `auto-invite` where nobody asked for it by hand: its mail counts as one of our own accord. */
    origin?: AskedOrigin;
    subscriptionName?: string | null;
}

/** The audit goes through the tenants of Azure alone: what is attached by hand makes nobody a customer of it. */
async function noteCustomer(
    { customers, partner }: IssueInviteDependencies,
    { customerName, partnerId }: InviteRequest,
    { lead, tenantId, customer }: ExaminedRequest,
): Promise<void> {
    if (lead.subject.product !== 'azure') return;
    const standing = await customers.noteInvited(tenantId, lead.subject.subscriptionId, {
        name: customerName,
        partnerId,
        known: customer,
    });
    // Another invite may have brought the customer in since we looked, with another partner ID.
    checkPartnerId(standing.partnerId ?? partner.defaultId, lead.partnerId);
}

const factsOf = (
    { partner, rules }: IssueInviteDependencies,
    request: InviteRequest,
    { tenantId, customer }: ExaminedRequest,
): LeadFacts => ({
    tenantId,
    partnerName: partner.name,
    adminEmail: request.adminEmail,
    customerName: request.customerName ?? customer?.name ?? null,
    note: request.note ?? null,
    locale: request.locale ?? null,
    invitedBy: request.invitedBy ?? null,
    subscriptionName: null,
    allowReplace: false,
    expiresInDays: request.expiresInDays ?? rules.expiresInDays,
});

/** The invite that leads, with what its mail tells of beside it. */
function leadInvite(
    { random, clock }: IssueInviteDependencies,
    { allowReplace = false }: InviteRequest,
    { lead: { subject, partnerId }, relationships }: ExaminedRequest,
    { id, origin, subscriptionName = null }: Promised,
    facts: LeadFacts,
    followers: readonly Follower[],
): Invite {
    const seed = random.bytes(24).toString('base64url');
    const alongside = followers.map((follower) => follower.id);
    const own = { ...facts, ...{ id, seed, partnerId, relationships, alongside } };
    return subject.product === 'azure'
        ? issue({ ...own, ...subject, allowReplace, subscriptionName }, clock.now(), origin)
        : issueGuided({ ...own, ...subject }, clock.now());
}

/**
 * Issues an invite, and those for the further products that its mail asks for: checks them, records them, and has
 * their mail sent. Where the mail cannot be queued now, they stand all the same and the sweep sends it.
 *
 * @returns the one that leads
 * @throws AppError with the reason where it is refused; nobody is asked for anything then
 */
export async function issueInvite(
    deps: IssueInviteDependencies,
    request: InviteRequest,
    log: Log,
    promised: Promised = { id: deps.invites.newId(leadSubject(request)) },
): Promise<Invite> {
    const { invites, mailboxes, mailQueue, clock } = deps;
    const { id, origin = 'partner' } = promised;
    const { adminEmail } = request;
    const mailbox = mailboxKeyOf(adminEmail);
    // Read at once, judged in order.
    const [examined, liveLead, refusal] = await Promise.all([
        examineRequest(deps, request),
        liveAmong(invites, [leadSubject(request)], adminEmail, [id]),
        mailboxes.optOutOf(mailbox),
    ]);
    const followers = await placeFollowers(deps, id, examined.followers);
    const following = followers.map(({ subject }) => subject);
    const own = [id, ...followers.map((follower) => follower.id)];
    const live = [...liveLead, ...(await liveAmong(invites, following, adminEmail, own))];
    await giveWay(deps, await checkPast(deps, live), log);
    if (refusal !== undefined) throw optedOut(refusal);
    // Only now something is written: what is refused leaves nothing behind.
    await Promise.all([
        mailboxes.note(mailbox, own.length),
        origin === 'partner' && countRequest(deps, [examined.lead.subject, ...following], adminEmail, own),
    ]);
    await noteCustomer(deps, request, examined);

    const facts = factsOf(deps, request, examined);
    try {
        const recorded = await recordFollowers(deps, id, followers, facts);
        const lead = await recordInvite(invites, leadInvite(deps, request, examined, promised, facts, followers));
        await sendDueMails(mailQueue, lead, log);
        for (const follower of recorded) await sendDueMails(mailQueue, follower, log, clock.now());
        return lead;
    } catch (error) {
        if (error instanceof AppError && error.code === 'invite-exists') await withdraw(deps, id, followers);
        throw error;
    }
}
