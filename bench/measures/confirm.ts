import type { Invite } from '../../shared/domain/invite.ts';
import { asAzure } from '../../shared/domain/invite.ts';
import { quickLinkPath } from '../../shared/domain/page-paths.ts';
import { deriveToken } from '../../shared/domain/link-token.ts';
import { expecting } from '../http.ts';
import { newInvite, seed, subscriptionAt } from '../invites.ts';
import type { Stack } from '../stack.ts';
import { perSecond } from '../timing.ts';
import { beside } from './beside.ts';
import type { MakeRound, Pair } from './beside.ts';

const INVITES = 75;
const AT_ONCE = 16;

/** The quick link of an invite with its token, as its mail would carry it. */
export const linkOf = ({ run, signingKey }: Stack, invite: Invite): string =>
    `${run.functions}${quickLinkPath(asAzure(invite))}?t=${deriveToken([signingKey], { ...invite, inviteId: invite.id })}`;

const round: MakeRound = async (stack) => {
    const invites = await stack.table('invites');
    const form = {
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        body: 'decision=save',
    };
    return async () => {
        const next = Array.from({ length: INVITES }, (_invite, n) => newInvite(subscriptionAt(stack.tenants, n)));
        const links = (await seed(invites, next)).map(({ value }) => linkOf(stack, value));
        return await perSecond(links, AT_ONCE, (link) => expecting(303, 'POST', link, form));
    };
};

/** *Save partner*. */
export const confirmMeasure = (pair: Pair) =>
    beside(pair, { name: 'confirm', unit: 'confirmations/s', higherIsBetter: true, rounds: 41 }, round);
