import { HttpRequest } from '@azure/functions';
import { getConfirm } from '../../../functions/confirm-get.ts';
import { dayOf } from '../../../shared/domain/mailbox.ts';
import { isGuided } from '../../../shared/domain/invite.ts';
import { askNow } from '../../../shared/domain/products/said-transitions.ts';
import { changeInvite } from '../../../shared/use-cases/invites/change-invite.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { quickLinks } from '../../../shared/use-cases/mail/links.ts';
import { ADMIN, makeWorld, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import { makeWorld as makeSaidWorld } from './said-world.ts';
import type { RemindWorld } from './world.ts';

const DAY = 24;
const OTHER_TENANT = 'f0000000-0000-4000-8000-000000000001';

/** A product of this tenant is asked for by hand, and its mail has gone out. */
async function mailedProduct(world: RemindWorld, tenantId = TENANT) {
    const request = { product: 'intune', tenantId, adminEmail: ADMIN } as const;
    const { id } = await issueInvite(world.deps, request, quiet);
    await world.deliver();
    return await world.read(id);
}

describe('a product and a subscription of one address', () => {
    it('share one reminder, whoever’s turn it is, with a link to each', async () => {
        const world = makeWorld();
        const invites = [await world.mailed(SUBSCRIPTION), await mailedProduct(world)];
        world.clock.at += 3 * DAY * 3_600_000;

        await world.hours(2);

        const [reminder, ...more] = world.sent('reminder');
        expect(more).toEqual([]);
        expect(reminder?.subject).toBe('Reminder: Fourth Coffee waits for your answer to 2 requests');
        for (const { id } of invites) {
            const invite = await world.read(id);
            expect(reminder?.text.split('\n')).toContain(quickLinks(world.deps, invite).decide);
            expect(invite.timeline.at(-1)?.event).toBe('reminder-mail-sent');
        }
    });

    it.each([
        ['of the same customer', TENANT, 'signin', true],
        ['of another customer, to nobody who may have been handed the link', OTHER_TENANT, 'signin', false],
        ['of another customer, to whoever has the mailbox', OTHER_TENANT, 'email', true],
    ] as const)('are both found from the page of the subscription: %s', async (_what, tenantId, mode, isThere) => {
        const world = makeWorld(mode);
        const invite = await world.mailed(SUBSCRIPTION);
        const product = await mailedProduct(world, tenantId);
        const { token, ...params } = world.linkOf(invite);
        const deps = {
            ...world.deps,
            confirmationMode: mode,
            signIn: { authorizationOrigin: () => Promise.resolve('https://login.example') },
        };
        const request = new HttpRequest({
            ...{
                method: 'GET',
                url: 'https://partner.example/api/confirm',
                params: { ...params },
                query: { t: token },
            },
            headers: { accept: 'text/html' },
        });

        const { body } = await getConfirm(deps)(request, { correlationId: 'c', log: quiet });

        const { pathname, search } = new URL(quickLinks(world.deps, product).decide);
        expect(typeof body === 'string' && body.includes(`href="${pathname}${search}"`)).toBe(isThere);
    });
});

describe('what is asked again', () => {
    it('is asked by a mail of its own, on the next day where that mailbox had its mail of the day, be it about the same', async () => {
        const world = makeSaidWorld();
        const { id } = await world.asked();
        await world.passDays(3);
        expect(world.sent('reminder')).toHaveLength(1);
        const today = dayOf(world.clock.now());
        await world.answer(id, 'added');
        world.clock.at += 60_000;
        const now = world.clock.now();
        await changeInvite(world.deps.invites, id, (invite) =>
            isGuided(invite) ? askNow(invite, now.toISOString(), now) : undefined,
        );

        await world.tick();
        expect(dayOf(world.clock.now())).toBe(today);
        expect(world.sent('ask-again')).toEqual([]);
        await world.hours(DAY + 1);

        expect(world.sent('ask-again')).toHaveLength(1);
        expect(world.sent('ask-again')[0]?.unsubscribe).toContain('/api/opt-out');
    });

    it('is not sent once its time is over', async () => {
        const world = makeSaidWorld();
        const { id } = await world.said();
        world.mailer.answer = () => ({
            kind: 'later',
            detail: 'SendGrid answered 503.',
            retryAfterMs: 40 * 86_400_000,
        });
        await world.passDays(366);
        world.mailer.answer = () => ({ kind: 'accepted' });

        await world.passDays(41);
        await world.tick();

        expect(world.sent('ask-again')).toEqual([]);
        const { mails, said } = await world.read(id);
        expect(mails.find(({ kind }) => kind === 'ask-again')?.state).toBe('cancelled');
        expect(said?.lapsedAt).not.toBeNull();
    });
});
