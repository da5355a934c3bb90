import { z } from 'zod';
import type { Account, GrantChoice, ReviewTicket, SignInTarget, SignInTrip } from '../domain/sign-in.ts';
import { lazily } from '../lazily.ts';

const text = () => z.string().min(1);

const target = (): z.ZodType<SignInTarget> =>
    z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('invite'), inviteId: text(), generation: z.int() }),
        z.strictObject({ kind: z.literal('open-link'), subscriptionId: text(), partnerId: text(), tenantId: text() }),
    ]);

const purpose = () => z.enum(['save', 'remove', 'replace']);

const choice = (): z.ZodType<GrantChoice> =>
    z.strictObject({
        subscriptionIds: z.array(text()),
        managementGroupId: text().nullable(),
        reader: z.boolean(),
        above: z.boolean(),
    });

const account = (): z.ZodType<Account> => z.strictObject({ objectId: text(), name: text() });

/** A trip as it comes back from the browser: ours, as it was sealed, but maybe by an older version of the app. */
export const signInTrip = lazily((): z.ZodType<SignInTrip> =>
    z.strictObject({
        state: text(),
        nonce: text(),
        codeVerifier: text(),
        tenantId: text(),
        target: target(),
        purpose: purpose(),
        step: z.enum(['review', 'act']),
        choice: choice().nullable(),
        account: account().nullable(),
        claimsAsked: z.boolean(),
        interactive: z.boolean(),
    }),
);

/** A review as it comes back from the browser; see {@link signInTrip}. */
export const reviewTicket = lazily((): z.ZodType<ReviewTicket> =>
    z.strictObject({
        formToken: text(),
        tenantId: text(),
        target: target(),
        purpose: purpose(),
        account: account(),
    }),
);
