import { autoInviteTable } from '../../../shared/adapters/tables/auto-invites.ts';
import type { AutoInvite } from '../../../shared/domain/auto-invite.ts';
import type { Coverage } from '../../../shared/domain/coverage.ts';
import type { CoverageReason } from '../../../shared/domain/coverage-reason.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { dayOf, mailboxKeyOf } from '../../../shared/domain/mailbox.ts';
import type { Log } from '../../../shared/ports/log.ts';
import type { MailComposer } from '../../../shared/ports/mail-composer.ts';
import type { OutgoingMail } from '../../../shared/ports/mailer.ts';
import { noTelemetry } from '../../../shared/ports/telemetry.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { sendReminders } from '../../../shared/use-cases/remind/remind.ts';
import { inviteAllWaiting } from '../../../shared/use-cases/remind/waiting-invites.ts';
import { eligibleAt } from '../../support/memory-partner-azure.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { ADMIN, makeWorld as makeInviteWorld, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';

export { ADMIN, PARTNER_MAIL, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';

export const OTHER_ADMIN = 'other@contoso.example';
export const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
export const ARCHIVE = 'c0000000-0000-4000-8000-0000000000a3';

const HOUR_MS = 60 * 60 * 1000;

/** What the log said, without its facts. */
export interface Heard {
    log: Log;
    lines: string[];
}

export function listening(): Heard {
    const lines: string[] = [];
    const hear = (message: string) => void lines.push(message);
    return { lines, log: { info: hear, warn: hear, error: hear } };
}

/** The invites' world, with the timer for what is sent of our own accord. */
export function makeWorld(mode: 'signin' | 'email' = 'email', composer?: MailComposer) {
    const world = makeInviteWorld(mode, noTelemetry, composer);
    const { clock, fuse } = world;
    const tenant = world.azure.tenants.get(TENANT);
    if (tenant === undefined) throw new Error('no tenant');
    tenant.subscriptionIds.push(ANALYTICS, ARCHIVE);
    tenant.roles?.push(eligibleAt(ANALYTICS), eligibleAt(ARCHIVE));

    /** What an audit would know. */
    const missing = new Map<string, { value: { coverage: Coverage; reason: CoverageReason | null } }>();
    const rawAutoInvites = memoryTable();
    const seenAutoInvites = autoInviteTable(rawAutoInvites, clock);
    const deps = {
        ...world.deps,
        autoInvite: { all: false, dryRun: false, dailyCap: 50 },
        autoInvites: autoInviteTable(fuse.around(rawAutoInvites), clock),
        subscriptions: { ofTenant: () => Promise.resolve({ records: missing }) },
    };

    /** The timer, once; a process that dies is started again. */
    async function remind(): Promise<void> {
        try {
            await sendReminders(deps, quiet);
            await inviteAllWaiting(deps, quiet);
        } catch (error) {
            if (!fuse.died) throw error;
        }
        fuse.restart();
    }

    /** Lets hours pass, with the timer, the sweep and the broker at work in each. */
    async function hours(count: number): Promise<void> {
        for (let hour = 0; hour < count; hour += 1) {
            await remind();
            await world.deliver();
            for (const seconds of [90, 90, 90]) {
                clock.at += seconds * 1000;
                await world.sweepOnce();
                await world.deliver();
            }
            clock.at += HOUR_MS - 270_000;
        }
        await remind();
        await world.deliver();
    }

    /** One more invite, mailed. */
    async function mailed(subscriptionId = SUBSCRIPTION, adminEmail = ADMIN): Promise<Invite> {
        const { id } = await world.persist(() => issueInvite(deps, { subscriptionId, adminEmail }, quiet));
        await world.deliver();
        return await read(id);
    }

    async function read(id: string): Promise<Invite> {
        const found = (await world.allInvites()).find((invite) => invite.id === id);
        if (found === undefined) throw new Error(`no invite ${id}`);
        return found;
    }

    /** Every mail that went out: of what kind, on which UTC day, and to whom. */
    const sentOn: { about: OutgoingMail['about']; on: string; to: string }[] = [];
    const send = world.mailer.send.bind(world.mailer);
    world.mailer.send = async (mail) => {
        const result = await send(mail);
        if (result.kind === 'accepted') {
            sentOn.push({ about: mail.about, on: dayOf(clock.now()), to: mail.to.join() });
        }
        return result;
    };
    /** How many such mails each address got on each day. */
    const perDay = (isCounted: (about: OutgoingMail['about']) => boolean): number[] => {
        const counts = new Map<string, number>();
        for (const { about, on, to } of sentOn) {
            if (isCounted(about)) counts.set(`${on} ${to}`, (counts.get(`${on} ${to}`) ?? 0) + 1);
        }
        return [...counts.values()];
    };

    const sent = (kind: OutgoingMail['about']['kind']) => world.mailer.sent.filter(({ about }) => about.kind === kind);
    const optOut = (address: string) =>
        deps.mailboxes.optOut(mailboxKeyOf(address), { at: clock.now().toISOString(), how: 'page' });

    /** The list of automatic invites as it stands: subscription and state. */
    const listed = async (): Promise<Pick<AutoInvite, 'subscriptionId' | 'state' | 'reason'>[]> =>
        (await seenAutoInvites.ofTenant(TENANT)).map(({ subscriptionId, state, reason }) => ({
            subscriptionId,
            state,
            reason,
        }));

    return { ...world, deps, missing, remind, hours, mailed, read, sent, perDay, optOut, listed };
}

export type RemindWorld = ReturnType<typeof makeWorld>;

/** The subscription IDs that a text names. */
export const namedIn = (text: string): string[] =>
    [...new Set(text.match(/c0000000-0000-4000-8000-0000000000a\d/g))].sort();
