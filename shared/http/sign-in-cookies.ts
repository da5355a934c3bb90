import type { Cookie, HttpRequest } from '@azure/functions';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import type { SigningKey } from '../domain/link-token.ts';
import { SIGN_IN_SECONDS } from '../domain/sign-in.ts';
import type { ReviewTicket, SignInTrip } from '../domain/sign-in.ts';
import type { Clock } from '../ports/clock.ts';
import { cookieNames, cookieValues } from './request-cookies.ts';
import { sealedBy } from './sealed.ts';
import type { SealPurpose } from './sealed.ts';
import { reviewTicket, signInTrip } from './sign-in-schemas.ts';

/** Browsers drop a cookie of more than 4,096 bytes, name included, without a word. */
const MOST_BYTES = 4000;

/**
 * Trips, and reviews, that a browser may have begun and left unfinished. With some more the header would be too long for
 * any server, and the site shut to this browser for a quarter of an hour.
 */
const MOST_UNFINISHED = 6;

/** What the cookies of a sign-in depend on. */
export interface CookieContext {
    linkSigningKeys: readonly SigningKey[];
    /** Over plain HTTP there are neither `Secure` nor the `__Host-` prefix. */
    publicBaseUrl: string;
    clock: Clock;
}

/** Names the cookie after its secret without telling it. */
const idOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url').slice(0, 16);

const isSecure = ({ publicBaseUrl }: CookieContext): boolean => publicBaseUrl.startsWith('https:');

/** How a kind of value is kept, and which of its members is the secret that it is asked for by. */
interface Kind<T> {
    purpose: SealPurpose;
    prefix: string;
    sameSite: 'Lax' | 'Strict';
    schema: () => z.ZodType<T>;
    secretOf: (value: T) => string;
}

const TRIP: Kind<SignInTrip> = {
    purpose: 'trip',
    prefix: 'signin',
    // Entra leads back from another site.
    sameSite: 'Lax',
    schema: signInTrip,
    secretOf: ({ state }) => state,
};

const REVIEW: Kind<ReviewTicket> = {
    purpose: 'review',
    prefix: 'review',
    sameSite: 'Strict',
    schema: reviewTicket,
    secretOf: ({ formToken }) => formToken,
};

const startOf = <T>({ prefix }: Kind<T>, context: CookieContext): string =>
    `${isSecure(context) ? '__Host-' : ''}${prefix}-`;

const nameOf = <T>(kind: Kind<T>, secret: string, context: CookieContext): string =>
    `${startOf(kind, context)}${idOf(secret)}`;

const cookie = <T>(
    kind: Kind<T>,
    name: string,
    { value, maxAge }: { value: string; maxAge: number },
    context: CookieContext,
): Cookie => ({
    name,
    value,
    path: '/',
    httpOnly: true,
    secure: isSecure(context),
    sameSite: kind.sameSite,
    maxAge,
});

const dropNamed = <T>(kind: Kind<T>, name: string, context: CookieContext): Cookie =>
    cookie(kind, name, { value: '', maxAge: 0 }, context);

const drop = <T>(kind: Kind<T>, secret: string, context: CookieContext): Cookie =>
    dropNamed(kind, nameOf(kind, secret, context), context);

function dropOldest<T>(kind: Kind<T>, request: HttpRequest, context: CookieContext): Cookie[] {
    const begun = cookieNames(request).filter((name) => name.startsWith(startOf(kind, context)));
    return begun.slice(0, -MOST_UNFINISHED).map((name) => dropNamed(kind, name, context));
}

async function keep<T>(kind: Kind<T>, value: T, context: CookieContext): Promise<Cookie> {
    const sealed = await sealedBy(context.linkSigningKeys).seal(value, {
        purpose: kind.purpose,
        now: context.clock.now(),
        seconds: SIGN_IN_SECONDS,
    });
    const kept = cookie(
        kind,
        nameOf(kind, kind.secretOf(value), context),
        { value: sealed, maxAge: SIGN_IN_SECONDS },
        context,
    );
    if (`${kept.name}=${kept.value}`.length <= MOST_BYTES) return kept;
    throw new AppError(
        'body-too-large',
        'That is too much for one sign-in. Choose fewer subscriptions, or a management group above them.',
    );
}

async function read<T>(
    kind: Kind<T>,
    request: HttpRequest,
    secret: string,
    context: CookieContext,
): Promise<T | undefined> {
    const { purpose, schema, secretOf } = kind;
    const sealed = sealedBy(context.linkSigningKeys);
    for (const text of cookieValues(request, nameOf(kind, secret, context))) {
        const value = await sealed.open(text, { purpose, now: context.clock.now(), schema: schema() });
        // The name proves nothing: who can set a cookie can give another one's value this name.
        if (value !== undefined && secretOf(value) === secret) return value;
    }
    return undefined;
}

/**
 * What the browser keeps during a sign-in, sealed. Each trip and each review has a cookie of its own, so that
 * two tabs do not disturb each other. For an answer's `cookies`: of several raw headers the runtime sends one.
 */
export interface SignInCookies {
    /** @throws AppError `validation-failed` where so much was chosen that no browser would keep it */
    tripCookie(trip: SignInTrip): Promise<Cookie>;
    /** The trip of this `state`; undefined where this browser has none, or none that is still good. */
    readTrip(request: HttpRequest, state: string): Promise<SignInTrip | undefined>;
    /** Makes the browser forget. */
    dropTrip(state: string): Cookie;
    /** What stands between a review page and its button. @throws as for a trip */
    reviewCookie(ticket: ReviewTicket): Promise<Cookie>;
    /** The review of this form token; undefined as for a trip. */
    readReview(request: HttpRequest, formToken: string): Promise<ReviewTicket | undefined>;
    dropReview(formToken: string): Cookie;
    /** Makes the browser forget what it began long before and never finished. */
    dropOldest(request: HttpRequest): Cookie[];
}

export const signInCookies = (context: CookieContext): SignInCookies => ({
    tripCookie: (trip) => keep(TRIP, trip, context),
    readTrip: (request, state) => read(TRIP, request, state, context),
    dropTrip: (state) => drop(TRIP, state, context),
    reviewCookie: (ticket) => keep(REVIEW, ticket, context),
    readReview: (request, formToken) => read(REVIEW, request, formToken, context),
    dropReview: (formToken) => drop(REVIEW, formToken, context),
    dropOldest: (request) => [...dropOldest(TRIP, request, context), ...dropOldest(REVIEW, request, context)],
});
