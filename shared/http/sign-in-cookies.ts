import type { Cookie, HttpRequest } from '@azure/functions';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import type { SigningKey } from '../domain/link-token.ts';
import { SIGN_IN_SECONDS } from '../domain/sign-in.ts';
import type { ReviewTicket, SignInTrip } from '../domain/sign-in.ts';
import type { Clock } from '../ports/clock.ts';
import { sealedBy } from './sealed.ts';
import type { SealPurpose } from './sealed.ts';
import { reviewTicket, signInTrip } from './sign-in-schemas.ts';

/** Browsers drop a cookie of more than 4,096 bytes, name included, without a word. */
const MOST_BYTES = 4000;

/**
 * What the browser keeps during a sign-in, sealed. Each trip and each review has a cookie of its own, so that
 * two tabs do not disturb each other. For an answer's `cookies`.
 */
export interface SignInCookies {
    /** @throws AppError `validation-failed` where so much was chosen that no browser would keep it */
    tripCookie(trip: SignInTrip): Promise<Cookie>;
    /** The trip of this `state`; undefined where the browser has none, or none that is still good. */
    readTrip(request: HttpRequest, state: string): Promise<SignInTrip | undefined>;
    /** Makes the browser forget. */
    dropTrip(state: string): Cookie;
    /** @throws AppError `validation-failed` as for a trip */
    reviewCookie(ticket: ReviewTicket): Promise<Cookie>;
    /** The review of this form token; undefined as for a trip. */
    readReview(request: HttpRequest, formToken: string): Promise<ReviewTicket | undefined>;
    dropReview(formToken: string): Cookie;
}

/** Names the cookie after its secret without telling it. */
const idOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url').slice(0, 16);

/** Every value of that name: over plain HTTP another port of the same host may have set one too. */
const valuesOf = (request: HttpRequest, name: string): string[] =>
    (request.headers.get('cookie') ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1));

export function signInCookies({
    linkSigningKeys,
    publicBaseUrl,
    clock,
}: {
    linkSigningKeys: readonly SigningKey[];
    publicBaseUrl: string;
    clock: Clock;
}): SignInCookies {
    const sealed = sealedBy(linkSigningKeys);
    const secure = publicBaseUrl.startsWith('https:');

    const named = (purpose: SealPurpose, secret: string): string =>
        `${secure ? '__Host-' : ''}${purpose === 'trip' ? 'signin' : 'review'}-${idOf(secret)}`;

    const cookie = (purpose: SealPurpose, secret: string, value: string, maxAge: number): Cookie => ({
        name: named(purpose, secret),
        value,
        path: '/',
        httpOnly: true,
        secure,
        // Entra leads back from another site; the form of the review is our own.
        sameSite: purpose === 'trip' ? 'Lax' : 'Strict',
        maxAge,
    });

    const keep = async (purpose: SealPurpose, secret: string, value: SignInTrip | ReviewTicket): Promise<Cookie> => {
        const text = await sealed.seal(value, { purpose, now: clock.now(), seconds: SIGN_IN_SECONDS });
        if (named(purpose, secret).length + 1 + text.length > MOST_BYTES) {
            throw new AppError(
                'validation-failed',
                'That is too much for one sign-in. Choose fewer subscriptions, or a management group above them.',
            );
        }
        return cookie(purpose, secret, text, SIGN_IN_SECONDS);
    };

    const read = async <T>(
        request: HttpRequest,
        purpose: SealPurpose,
        secret: string,
        { schema, secretOf }: { schema: z.ZodType<T>; secretOf: (value: T) => string },
    ): Promise<T | undefined> => {
        for (const text of valuesOf(request, named(purpose, secret))) {
            const value = await sealed.open(text, { purpose, now: clock.now(), schema });
            // The name proves nothing: who can set a cookie can give another one's value this name.
            if (value !== undefined && secretOf(value) === secret) return value;
        }
        return undefined;
    };

    return {
        tripCookie: (trip) => keep('trip', trip.state, trip),
        readTrip: (request, state) =>
            read(request, 'trip', state, { schema: signInTrip, secretOf: (trip) => trip.state }),
        dropTrip: (state) => cookie('trip', state, '', 0),
        reviewCookie: (ticket) => keep('review', ticket.formToken, ticket),
        readReview: (request, formToken) =>
            read(request, 'review', formToken, { schema: reviewTicket, secretOf: (ticket) => ticket.formToken }),
        dropReview: (formToken) => cookie('review', formToken, '', 0),
    };
}
