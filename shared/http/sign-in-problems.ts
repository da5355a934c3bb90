import type { HttpRequest } from '@azure/functions';
import type { Config } from '../config.ts';
import type { ErrorCode } from '../domain/errors.ts';
import { isAzure } from '../domain/invite.ts';
import { quickLinkPath } from '../domain/page-paths.ts';
import type { Refusal } from '../domain/sign-in.ts';
import type { SigningKey } from '../domain/link-token.ts';
import type { InviteStore } from '../ports/invite-store.ts';
import { SignInError } from '../ports/sign-in.ts';
import { Refused } from '../use-cases/sign-in/refused.ts';
import type { RefusalFacts } from '../use-cases/sign-in/refused.ts';
import { Decided } from '../use-cases/sign-in/target.ts';
import { refusalPage } from '../views/sign-in/refusal-page.ts';
import { languageFor } from './language.ts';
import { page } from './page.ts';
import { wantsJson } from './wants-json.ts';
import { problemOf, problemResponse } from './problem.ts';
import { confirmPathOf, managePathOf, statusPathOf } from './quick-link.ts';
import { seeOther } from './respond.ts';
import type { Answer } from './respond.ts';

export interface SignInProblemDependencies {
    partner: Pick<Config['partner'], 'name' | 'contact' | 'defaultId'>;
    publicBaseUrl: string;
    portal: string;
    linkSigningKeys: readonly SigningKey[];
    invites: Pick<InviteStore, 'get'>;
    signIn: { authorizationOrigin(): Promise<string> };
}

/** The codes of refusals that are no matter of who may; every other one is `sign-in-refused`. */
const CODES: Partial<Record<Refusal, ErrorCode>> = {
    'root-not-confirmed': 'validation-failed',
    expired: 'sign-in-expired',
    'not-verified': 'sign-in-not-verified',
    unavailable: 'unavailable',
    'not-yet': 'unavailable',
};

interface Whereabouts {
    subscriptionId: string;
    partnerId: string;
    partnerName: string | undefined;
    /** BCP 47, of the invite. */
    locale: string | null;
    /** The way back to the request, as this browser came. */
    back: string;
}

/** Whoever comes here holds the sealed trip, and began it with the link: they may have it back. */
async function whereabouts(
    { invites, linkSigningKeys }: SignInProblemDependencies,
    { target, purpose = 'save' }: RefusalFacts,
): Promise<Whereabouts | undefined> {
    if (target === undefined) return undefined;
    if (target.kind === 'open-link') {
        const { subscriptionId, partnerId } = target;
        return { subscriptionId, partnerId, partnerName: undefined, locale: null, back: quickLinkPath(target) };
    }
    const stored = await invites.get(target.inviteId);
    if (stored?.value.generation !== target.generation || !isAzure(stored.value)) return undefined;
    const { value: invite } = stored;
    const { subscriptionId, partnerId, partnerName, locale } = invite;
    const back = purpose === 'save' ? confirmPathOf(invite, linkSigningKeys) : managePathOf(invite, linkSigningKeys);
    return { subscriptionId, partnerId, partnerName, locale, back };
}

/** The portal's page of who has access to a subscription. */
const accessControl = (portal: string, subscriptionId: string): string =>
    `${portal}/#resource/subscriptions/${subscriptionId}/users`;

async function refusal(deps: SignInProblemDependencies, error: Refused, request: HttpRequest): Promise<Answer> {
    const { refusal, facts } = error;
    const problem = problemOf(CODES[refusal] ?? 'sign-in-refused');
    if (wantsJson(request)) return problemResponse({ ...problem, refusal });
    const at = await whereabouts(deps, facts);
    const { name, contact, defaultId } = deps.partner;
    const language = await languageFor(request, at?.locale);
    const body = refusalPage(
        {
            refusal,
            partner: { name: at?.partnerName ?? name, id: at?.partnerId ?? defaultId, contact },
            subscriptionId: at?.subscriptionId ?? null,
            account: facts.account === undefined ? null : { name: facts.account.name, displayName: null },
            back: at?.back ?? null,
            forwardLink: at === undefined ? null : `${deps.publicBaseUrl}${quickLinkPath(at)}`,
            adminConsentLink: facts.adminConsentLink ?? null,
            policy: facts.policy ?? null,
            partly: facts.partly,
            purpose: facts.purpose,
            accessControlLink: at === undefined ? null : accessControl(deps.portal, at.subscriptionId),
        },
        language,
    );
    return page(problem.status, body, language, { formActions: [await deps.signIn.authorizationOrigin()] });
}

/**
 * Turns what a sign-in came to into an answer, where it is told on a page of its own; everything else is thrown
 * on.
 */
export async function orSignInPage(
    deps: SignInProblemDependencies,
    request: HttpRequest,
    work: () => Promise<Answer>,
): Promise<Answer> {
    try {
        return await work();
    } catch (error) {
        if (error instanceof Decided) return seeOther(statusPathOf(error.invite, deps.linkSigningKeys));
        if (error instanceof Refused) return await refusal(deps, error, request);
        if (error instanceof SignInError) {
            return await refusal(deps, new Refused('unavailable', {}, { cause: error }), request);
        }
        throw error;
    }
}
