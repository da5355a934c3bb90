import { mailedAt } from '../../domain/invite.ts';
import type { GuidedInvite, InviteMail } from '../../domain/invite.ts';
import { relationshipLinks } from '../../domain/products/relationship-links.ts';
import type { LinkRules } from '../../domain/products/relationship-links.ts';
import type { ComposedMail, OtherRequest, QuickLinks } from '../../ports/mail-composer.ts';
import { ENGLISH } from '../languages/language.ts';
import type { Language } from '../languages/language.ts';
import { openUntil, otherRequestView, partnerView, productView, signedBy } from '../request-view.ts';
import type { GuidedEnd } from './guided-models.ts';
import { helpLink } from './help-link.ts';

interface GuidedSettings {
    /** Whom a customer asks. */
    contact: string;
    /** Who is told of outcomes. */
    notify: readonly string[];
    relationshipRules: LinkRules;
}

interface ToCompose {
    invite: GuidedInvite;
    mail: InviteMail;
    links: QuickLinks;
    others: readonly OtherRequest[];
    alongside: readonly OtherRequest[];
}

const viewsOf = (others: readonly OtherRequest[], { contact }: GuidedSettings) =>
    others.map((other) => otherRequestView(other, contact));

/** What every mail to the customer has. */
const common = (settings: GuidedSettings, { invite, links, others }: ToCompose) => ({
    partner: partnerView(invite, settings.contact),
    product: productView(invite),
    adminEmail: invite.adminEmail,
    openUntil: openUntil(invite),
    link: links.decide,
    others: viewsOf(others, settings),
    helpLink: helpLink(invite, links),
    optOutLink: links.optOut,
});

const request = (settings: GuidedSettings, toCompose: ToCompose) => ({
    ...common(settings, toCompose),
    invitedBy: signedBy(toCompose.invite),
    invitedAt: toCompose.invite.createdAt,
    note: toCompose.invite.note,
});

function askedAgain({ said, id }: GuidedInvite) {
    const asked = said?.asked ?? null;
    if (said === null || asked === null) throw new Error(`Of the invite ${id} nothing is asked again.`);
    return { openUntil: asked.until, saidAt: said.at, why: asked.why };
}

const ENDS: Readonly<Record<string, GuidedEnd>> = {
    declined: 'declined',
    expired: 'expired',
    attested: 'added',
    removed: 'gone',
};

function endOf({ invite, mail }: ToCompose): { ended: GuidedEnd; at: string } {
    const { status = '', said } = mail.outcome ?? {};
    const ended = said ?? ENDS[status];
    if (ended === undefined) throw new Error(`The mail ${mail.key} of the invite ${invite.id} tells no outcome.`);
    const event = invite.timeline.findLast((past) => past.event === (ended === 'lapsed' ? 'lapsed' : status));
    return { ended, at: event?.at ?? invite.createdAt };
}

async function outcome(settings: GuidedSettings, toCompose: ToCompose) {
    const { invite, mail } = toCompose;
    const { guidedOutcomeMail } = await import('./guided-outcome-mail.ts');
    return guidedOutcomeMail(
        {
            partner: partnerView(invite, settings.contact),
            product: productView(invite),
            ...endOf(toCompose),
            saidAt: invite.said?.at ?? null,
            nextStep: mail.outcome?.nextStep ?? '',
            inviteId: invite.id,
            adminEmail: invite.adminEmail,
        },
        ENGLISH,
    );
}

/**
 * What the mails say about a product that the customer names the partner for by hand. The customer gets none about the
 * outcome: nothing of ours happened, and the page has told it.
 */
export async function composeGuided(
    settings: GuidedSettings,
    toCompose: ToCompose,
    language: Language,
): Promise<ComposedMail> {
    const { invite, mail, alongside } = toCompose;
    const to = [invite.adminEmail];
    switch (mail.kind) {
        case 'invite': {
            const { guidedInviteMail } = await import('./guided-invite-mail.ts');
            const relationships = relationshipLinks(invite, settings.relationshipRules);
            const asked = { alongside: viewsOf(alongside, settings), relationships };
            return { to, ...guidedInviteMail({ ...request(settings, toCompose), ...asked }, language) };
        }
        case 'reminder': {
            const { guidedReminderMail } = await import('./guided-reminder-mail.ts');
            return {
                to,
                ...guidedReminderMail({ ...request(settings, toCompose), mailedAt: mailedAt(invite) }, language),
            };
        }
        case 'ask-again': {
            const { askAgainMail } = await import('./ask-again-mail.ts');
            return { to, ...askAgainMail({ ...common(settings, toCompose), ...askedAgain(invite) }, language) };
        }
        case 'outcome-admin':
            throw new Error(`The customer is told of no outcome of the invite ${invite.id}.`);
        case 'outcome-partner':
            return { to: settings.notify, ...(await outcome(settings, toCompose)) };
    }
}
