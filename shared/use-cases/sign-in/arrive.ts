import { isPartnersOwn } from '../../domain/partner-person.ts';
import type { SignInTrip } from '../../domain/sign-in.ts';
import type { Log } from '../../ports/log.ts';
import { SignInError } from '../../ports/sign-in.ts';
import type { SignedIn } from '../../ports/sign-in.ts';
import type { Departure } from './depart.ts';
import { departAgain } from './depart.ts';
import type { SignInDependencies } from './deps.ts';
import { openLinkState } from './admin-consent.ts';
import { Refused } from './refused.ts';
import { subjectOf } from './target.ts';

/** AADSTS65001: nobody consented; AADSTS50020: an account of another tenant. */
const NOT_CONSENTED = 'AADSTS65001';
const OTHER_TENANT = 'AADSTS50020';

type ArriveDependencies = SignInDependencies;

/** Where an administrator of the tenant consents, to be handed on by the person who may not. */
async function adminConsentLink(deps: ArriveDependencies, trip: SignInTrip): Promise<string> {
    const { subscriptionId, partnerId } = await subjectOf(deps, trip.target, trip.purpose);
    return await deps.signIn.adminConsentUrl(trip.tenantId, openLinkState({ subscriptionId, partnerId }));
}

async function refused(deps: ArriveDependencies, trip: SignInTrip, error: SignInError): Promise<Refused> {
    const facts = { target: trip.target, purpose: trip.purpose };
    switch (error.kind) {
        case 'consent-not-allowed': {
            const link = await adminConsentLink(deps, trip);
            return new Refused('consent-not-allowed', { ...facts, adminConsentLink: link }, { cause: error });
        }
        case 'interaction-required':
            // Asked with pages already: what Entra still wants is more than this person gave.
            return new Refused(error.code === NOT_CONSENTED ? 'consent-refused' : 'stronger-sign-in', facts, {
                cause: error,
            });
        case 'cancelled':
            return new Refused(error.code === OTHER_TENANT ? 'wrong-account' : 'cancelled', facts, { cause: error });
        case 'code-spent':
            return new Refused('expired', facts, { cause: error });
        case 'refused':
            return new Refused('unavailable', facts, { cause: error });
        default:
            return new Refused(error.kind, facts, { cause: error });
    }
}

/**
 * A person back from Entra: redeems the code, and makes sure that it is nobody of the partner's own, nor, on
 * the second trip, somebody else than on the first. Where Entra could not do it silently, it is asked again
 * with its pages.
 *
 * @param callback what the browser came back with
 * @throws Refused
 */
export async function arrive(
    deps: ArriveDependencies,
    callback: URLSearchParams,
    trip: SignInTrip,
    log: Log,
): Promise<SignedIn | Departure> {
    let person: SignedIn;
    try {
        person = await deps.signIn.redeem(callback, trip);
    } catch (error) {
        if (!(error instanceof SignInError)) throw error;
        if (error.kind === 'interaction-required' && !trip.interactive) return await departAgain(deps, trip);
        log.warn('sign-in came to nothing', { kind: error.kind, code: error.code, step: trip.step });
        throw await refused(deps, trip, error);
    }
    const facts = { target: trip.target, purpose: trip.purpose, account: { name: person.accountName } };
    if (isPartnersOwn(person, deps.partner)) throw new Refused('partner-account', facts);
    if (trip.account !== null && trip.account.objectId !== person.objectId) throw new Refused('wrong-account', facts);
    return person;
}
