import { odata } from '@azure/data-tables';
import { z } from 'zod';
import { dayOf } from '../../domain/mailbox.ts';
import type { OptOut, OwnMail } from '../../domain/mailbox.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { Stored } from '../../ports/store.ts';
import { rowReader, toColumns } from './row-codec.ts';
import type { Row, Table } from './table.ts';

/** Row keys. */
const INVITES = 'invites';
const OPT_OUT = 'opt-out';
const OWN_MAIL = 'own-mail';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A row is written anew after so long, in days, and dropped after longer than any invite can be open since. */
const REFRESH_DAYS = 30;
const KEPT_DAYS = 130;

const day = () => z.iso.date();
const readInvites = rowReader(() => z.strictObject({ day: day(), several: z.boolean() }));
const readOptOut = rowReader((): z.ZodType<OptOut> =>
    z.strictObject({
        at: z.iso.datetime(),
        how: z.enum(['page', 'one-click', 'mail-event']),
    }),
);
const readOwnMail = rowReader(
    (): z.ZodType<OwnMail> =>
        z.strictObject({
            day: day(),
            holder: z.string(),
            at: z.iso.datetime(),
            told: z.array(z.string()).nullable().default(null),
        }),
    ['told'],
);

/** PK is the mailbox's key; RK `invites`, `opt-out` and `own-mail`. An opt-out has no `day`, so it is never dropped. */
export function mailboxTable(table: Table, clock: Clock): Mailboxes {
    const daysAgo = (days: number): string => dayOf(new Date(clock.now().getTime() - days * DAY_MS));

    const optOutOf = async (mailbox: string): Promise<OptOut | undefined> => {
        const found = await table.get(mailbox, OPT_OUT);
        return found && readOptOut(found.value);
    };

    const ownMail = async (mailbox: string): Promise<Stored<OwnMail> | undefined> => {
        const found = await table.get(mailbox, OWN_MAIL);
        return found && { value: readOwnMail(found.value), etag: found.etag };
    };
    /** The row, where it is still this mail's. */
    const standingFor = async (mailbox: string, { holder, at }: OwnMail): Promise<Stored<OwnMail> | undefined> => {
        const found = await ownMail(mailbox);
        return found?.value.holder === holder && found.value.at === at ? found : undefined;
    };
    const ownMailOf = (mailbox: string, mail: OwnMail): Row => ({
        partitionKey: mailbox,
        rowKey: OWN_MAIL,
        ...toColumns({ ...mail }),
    });

    return {
        note: async (mailbox, invites = 1) => {
            const row = (several: boolean): Row => ({
                partitionKey: mailbox,
                rowKey: INVITES,
                day: dayOf(clock.now()),
                several,
            });
            // Most mailboxes are asked for the first time: those are noted with one call.
            if ((await table.insert(row(invites > 1))) === 'written') return;
            const found = await table.get(mailbox, INVITES);
            const known = found && readInvites(found.value);
            if (!known?.several || known.day < daysAgo(REFRESH_DAYS)) await table.upsert(row(true));
        },
        hasSeveral: async (mailbox) => {
            const found = await table.get(mailbox, INVITES);
            return found !== undefined && readInvites(found.value).several;
        },
        optOutOf,
        optOut: async (mailbox, optOut) => {
            await table.insert({ partitionKey: mailbox, rowKey: OPT_OUT, ...toColumns({ ...optOut }) });
        },
        allow: async (mailbox) => {
            await table.delete(mailbox, OPT_OUT);
        },
        ownMail: async (mailbox) => (await ownMail(mailbox))?.value,
        claimDay: async (mailbox, mail) => {
            for (;;) {
                const before = await ownMail(mailbox);
                // A day that has gone by does not come back, whatever the clocks of two processes say.
                if (before !== undefined && before.value.day >= mail.day) return before.value;
                const row = ownMailOf(mailbox, mail);
                const result = before === undefined ? await table.insert(row) : await table.replace(row, before.etag);
                if (result === 'written') return mail;
            }
        },
        giveBack: async (mailbox, mail) => {
            const standing = await standingFor(mailbox, mail);
            if (standing !== undefined) await table.delete(mailbox, OWN_MAIL, standing.etag);
        },
        noteTold: async (mailbox, mail, told) => {
            const standing = await standingFor(mailbox, mail);
            if (standing !== undefined) await table.replace(ownMailOf(mailbox, { ...mail, told }), standing.etag);
        },
        drop: async (most) => {
            const { items } = await table.page({ filter: odata`day lt ${daysAgo(KEPT_DAYS)}`, limit: most });
            for (const { value, etag } of items) await table.delete(value.partitionKey, value.rowKey, etag);
        },
    };
}
