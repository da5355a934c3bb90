import type { Config } from '../config.ts';
import { removedAt } from '../domain/invite.ts';
import type { GuidedInvite, Invite } from '../domain/invite.ts';
import type { SigningKey } from '../domain/link-token.ts';
import { notNowAt } from '../domain/products/not-now.ts';
import { portalWay } from '../domain/products/portal-way.ts';
import { relationshipLinks } from '../domain/products/relationship-links.ts';
import type { LinkRules } from '../domain/products/relationship-links.ts';
import type { GuideState } from '../use-cases/guide/open-guide.ts';
import type { GuidePageModel, GuideView } from '../views/guide/models.ts';
import { openUntil, partnerView, productView, signedBy } from '../views/request-view.ts';
import { otherRequests } from './other-requests.ts';

export interface GuideSettings extends Pick<Config, 'portal'> {
    products: Pick<Config['products'], 'links'>;
    relationshipRules: LinkRules;
    linkSigningKeys: readonly SigningKey[];
    partner: Pick<Config['partner'], 'contact'>;
}

function viewOf(settings: GuideSettings, invite: GuidedInvite, others: readonly Invite[]): Omit<GuideView, 'action'> {
    const { portal, products, relationshipRules, linkSigningKeys, partner } = settings;
    return {
        partner: partnerView(invite, partner.contact),
        product: productView(invite),
        invitedBy: signedBy(invite),
        invitedAt: invite.createdAt,
        note: invite.note,
        portalLink: portalWay(invite, { portal, links: products.links }),
        relationships: relationshipLinks(invite, relationshipRules),
        others: otherRequests(others, linkSigningKeys, partner.contact),
    };
}

/**
 * What the guide page shows.
 *
 * @param others what was asked in the same mail
 * @param action path and query of the page
 */
export function guideModel(
    settings: GuideSettings,
    { state, invite, others }: { state: GuideState; invite: GuidedInvite; others: readonly Invite[] },
    action: string,
): GuidePageModel {
    const view = { ...viewOf(settings, invite, others), action };
    const { said } = invite;
    const saidAt = said?.at ?? invite.createdAt;
    switch (state) {
        case 'open':
            return {
                ...{ ...view, state, openUntil: openUntil(invite) },
                ...{ declined: invite.status === 'declined', notNowAt: notNowAt(invite) },
            };
        case 'asked-again': {
            const { until, why } = said?.asked ?? { until: saidAt, why: 'time' };
            return { ...view, state, openUntil: until, notNowAt: notNowAt(invite), saidAt, why };
        }
        case 'said':
            return { ...view, state, saidAt, askAt: said?.askAt ?? null };
        case 'gone':
            return { ...view, state, goneAt: removedAt(invite) ?? saidAt };
    }
}
