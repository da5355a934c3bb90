import { createHmac } from 'node:crypto';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { issueGuided } from '../../../shared/domain/new-invite.ts';
import { isGuided } from '../../../shared/domain/invite.ts';
import type { GuidedInvite, Invite } from '../../../shared/domain/invite.ts';
import { deriveToken } from '../../../shared/domain/link-token.ts';
import { askAgain, askNow } from '../../../shared/domain/products/said-transitions.ts';
import type { Log } from '../../../shared/ports/log.ts';
import { answerGuide } from '../../../shared/use-cases/guide/answer-guide.ts';
import type { GuideAnswer } from '../../../shared/use-cases/guide/answer-guide.ts';
import type { OpenedGuide } from '../../../shared/use-cases/guide/open-guide.ts';
import { changeInvite } from '../../../shared/use-cases/invites/change-invite.ts';
import { Fuse } from '../../support/fuse.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { memoryTable } from '../../support/memory-table.ts';

export const TENANT = 'c0000000-0000-4000-8000-000000000001';
export const SUBSCRIPTION = 'c0000000-0000-4000-8000-0000000000a1';
export const BASE = 'https://partner.example';
const DAY_MS = 24 * 60 * 60 * 1000;

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const PARTNER = {
    ...{ name: 'Fourth Coffee', contact: 'partners@fourthcoffee.example', notify: ['partners@fourthcoffee.example'] },
};

const LINKS = {
    ...{ dpor: undefined, products: 'https://admin.example/products', gdap: 'https://admin.example/{relationshipId}' },
    ...{ reseller: 'https://admin.example/r/{partnerTenantId}', indirectReseller: 'https://admin.example/i' },
};

/** Invites about products over tables and a queue in memory, with time in hand and a process that can die. */
export function makeWorld(publicBaseUrl = BASE) {
    const fuse = new Fuse();
    const clock = { at: Date.parse('2026-11-21T05:00:00.000Z'), now: () => new Date(clock.at) };
    const raw = memoryTable();
    const mailQueue = memoryQueue<{ inviteId: string; mail: string; attempt: number }>();
    const seen = inviteTable(raw);
    const deps = {
        invites: inviteTable(fuse.around(raw)),
        linkSigningKeys: [{ id: 'k1', secret: createHmac('sha256', 'guide').digest() }],
        clock,
        partner: PARTNER,
        said: { askAgainDays: 365, answerDays: 30 },
        products: { links: LINKS },
        portal: 'https://portal.example',
        relationshipRules: {
            ...{ links: LINKS, partnerTenantId: TENANT, partnerId: '314159' },
            ...{ relationshipHosts: ['admin.example'], indirectProvider: undefined },
        },
        publicBaseUrl,
        mailQueue: fuse.around(mailQueue),
    };

    const product = (over: Partial<GuidedInvite> = {}): GuidedInvite => {
        const subject = {
            ...{ product: over.product ?? 'microsoft365', tenantId: over.tenantId ?? TENANT },
            ...{ subscriptionId: over.subscriptionId ?? null, productName: over.productName ?? null },
        };
        const facts = {
            ...{ ...subject, id: seen.newId(subject), subscriptionName: null, partnerId: '314159' },
            ...{ partnerName: PARTNER.name, adminEmail: 'admin@contoso.example', customerName: 'Contoso' },
            ...{ note: null, locale: null, invitedBy: 'Ada Lovelace', allowReplace: false, expiresInDays: 14 },
            seed: 's'.repeat(32),
        };
        return { ...issueGuided(facts, clock.now()), ...over };
    };
    const keep = async <I extends Invite>(invite: I): Promise<I> => {
        const { kind } = await seen.insert(invite);
        if (kind !== 'written') throw new Error(`It was not kept: ${kind}`);
        return invite;
    };
    const issued = (over: Partial<GuidedInvite> = {}): Promise<GuidedInvite> => keep(product(over));
    const stored = async (id: string) => {
        const found = await seen.get(id);
        if (found === undefined || !isGuided(found.value)) throw new Error('There is no such invite.');
        return { ...found, value: found.value };
    };
    const read = async ({ id }: Pick<Invite, 'id'>): Promise<GuidedInvite> => (await stored(id)).value;
    const linkOf = (invite: Invite): OpenedGuide => ({
        inviteId: invite.id,
        token: deriveToken(deps.linkSigningKeys, { ...invite, inviteId: invite.id }),
    });
    const answer = (link: OpenedGuide, what: GuideAnswer) => answerGuide(deps, link, what, quiet);
    const change = async ({ id }: Pick<Invite, 'id'>, how: (invite: GuidedInvite) => Invite | undefined) => {
        const done = await changeInvite(seen, id, (invite) => (isGuided(invite) ? how(invite) : undefined));
        if (done.kind !== 'changed') throw new Error(`It was not changed: ${done.kind}`);
    };
    const pass = (days: number): void => {
        clock.at += days * DAY_MS;
    };
    /** Said yes to, and asked again: a year later, or now where the customer's facts changed. */
    const askedAgain = async (over: Partial<GuidedInvite> = {}, why: 'time' | 'facts' = 'time') => {
        const invite = await issued(over);
        await answer(linkOf(invite), 'added');
        pass(why === 'time' ? 366 : 10);
        if (why === 'facts') await change(invite, (current) => askNow(current, clock.now().toISOString(), clock.now()));
        await change(invite, (current) => askAgain(current, clock.now(), 'n'.repeat(32), deps.said));
        return await read(invite);
    };
    /** What a person does: again where the process died under it. */
    const persist = async (action: () => Promise<void>): Promise<void> => {
        for (let tries = 0; tries < 5; tries += 1) {
            try {
                await action();
                if (!fuse.died) return;
            } catch (error) {
                if (!fuse.died) throw error;
            }
            fuse.restart();
        }
        throw new Error('It dies again and again.');
    };
    return {
        ...{ deps, fuse, clock, mailQueue, product, keep, issued, stored, read },
        linkOf,
        answer,
        change,
        pass,
        askedAgain,
        persist,
    };
}

export type World = ReturnType<typeof makeWorld>;
