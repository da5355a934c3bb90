import type { HttpRequest } from '@azure/functions';
import type { Config } from '../shared/config.ts';
import { quickLinkPath } from '../shared/domain/page-paths.ts';
import type { Invite } from '../shared/domain/invite.ts';
import { relationshipLinks } from '../shared/domain/products/relationship-links.ts';
import type { LinkRules } from '../shared/domain/products/relationship-links.ts';
import { languageFor } from '../shared/http/language.ts';
import { otherRequests } from '../shared/http/other-requests.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { confirmPath, openedLink, openLinkOf, statusPath, waysPath } from '../shared/http/quick-link.ts';
import { json, seeOther } from '../shared/http/respond.ts';
import type { Answer } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { Mailboxes } from '../shared/ports/mailboxes.ts';
import type { SignIn } from '../shared/ports/sign-in.ts';
import { alsoWaiting } from '../shared/use-cases/invites/also-waiting.ts';
import { linkGone, openLink } from '../shared/use-cases/invites/open-link.ts';
import type { OpenLinkDependencies } from '../shared/use-cases/invites/open-link.ts';
import { confirmPage } from '../shared/views/confirm-page.ts';
import { requestView } from '../shared/views/request-view.ts';
import type { OtherRequestView } from '../shared/views/view-models.ts';
import { openLinkPage } from '../shared/views/sign-in/open-link-page.ts';

export interface ConfirmPageDependencies extends OpenLinkDependencies {
    partner: Pick<Config['partner'], 'clientId' | 'contact' | 'ids' | 'name'>;
    confirmationMode: Config['confirmationMode'];
    signIn: Pick<SignIn, 'authorizationOrigin'>;
    mailboxes: Pick<Mailboxes, 'hasSeveral'>;
    relationshipRules: LinkRules;
}

/** Where the forms of a page lead to beside ourselves; nowhere where the mailbox is enough. */
const signInOrigins = async ({
    confirmationMode,
    signIn,
}: Pick<ConfirmPageDependencies, 'confirmationMode' | 'signIn'>): Promise<string[]> =>
    confirmationMode === 'signin' ? [await signIn.authorizationOrigin()] : [];

const hostOf = ([origin]: readonly string[]): string | null => (origin === undefined ? null : new URL(origin).host);

/** Without a token the link carries no authority and tells nothing about anybody: whoever signs in may go on. */
async function openPage(
    deps: ConfirmPageDependencies,
    link: { subscriptionId: string; partnerId: string },
    request: HttpRequest,
): Promise<Answer> {
    const { name, contact, ids } = deps.partner;
    if (deps.confirmationMode !== 'signin' || !ids.includes(link.partnerId)) throw linkGone();
    const { subscriptionId, partnerId } = link;
    const partner = { name, contact, id: partnerId };
    if (wantsJson(request)) return json(200, { partner, subscriptionId });
    const origins = await signInOrigins(deps);
    const signInHost = hostOf(origins);
    const model = { partner, subscriptionId, action: quickLinkPath(link), signInHost };
    const language = await languageFor(request);
    return page(200, openLinkPage(model, language), language, { formActions: origins });
}

/**
 * The token proves the mailbox: what else was asked there can be answered from here. Where people sign in the link may
 * have been handed on, within one customer, and to nobody of another.
 */
const othersOf = async (deps: ConfirmPageDependencies, invite: Invite): Promise<OtherRequestView[]> =>
    otherRequests(
        (await alsoWaiting(deps, invite)).filter(
            ({ tenantId }) => deps.confirmationMode === 'email' || tenantId === invite.tenantId,
        ),
        deps.linkSigningKeys,
        deps.partner.contact,
    );

/** `GET` of the quick link: shows what is asked and changes nothing, whoever opens it and however often. */
export const getConfirm =
    (deps: ConfirmPageDependencies): Handler =>
    async (request) => {
        const withoutToken = openLinkOf(request);
        if (withoutToken !== undefined) return await openPage(deps, withoutToken, request);
        const link = openedLink(request);
        const { kind, invite } = await openLink(deps, link);
        if (kind === 'decided') return seeOther(statusPath(invite, link.token));
        const links = relationshipLinks(invite, deps.relationshipRules);
        const view = requestView(invite, deps.partner.contact, links);
        const others = await othersOf(deps, invite);
        if (wantsJson(request))
            return json(200, { status: invite.status, ...view, ...(others.length === 0 ? {} : { others }) });
        const origins = await signInOrigins(deps);
        const model = {
            ...view,
            action: confirmPath(invite, link.token),
            declined: invite.status === 'declined',
            mode: deps.confirmationMode,
            signInHost: hostOf(origins),
            otherWays: waysPath(invite, link.token),
            others,
        };
        const language = await languageFor(request, invite.locale);
        return page(200, confirmPage(model, language), language, { formActions: origins });
    };
