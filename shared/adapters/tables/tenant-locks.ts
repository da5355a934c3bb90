import { z } from 'zod';
import { LOCK_MS } from '../../domain/work.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TenantLocks } from '../../ports/tenant-locks.ts';
import { askedLately } from './asked-lately.ts';
import { rowReader } from './row-codec.ts';
import type { Table } from './table.ts';
import { toldWaits } from './told-waits.ts';

const readLease = rowReader(() => z.strictObject({ owner: z.string(), until: z.iso.datetime() }));
const readWait = rowReader(() => z.strictObject({ until: z.iso.datetime() }));

const LEASE = 'link-lease';
const HOLD = 'arm-hold';

/** What other processes were told is looked up this often, in ms; what this one was told holds at once. */
const LOOK_AGAIN_MS = 1_000;

/** Leases and waits as rows, one partition a tenant. */
export function tenantLockTable(table: Table, clock: Clock): TenantLocks {
    const readHold = async (tenantId: string) => {
        const found = await table.get(tenantId, HOLD);
        return found && { until: new Date(readWait(found.value).until), etag: found.etag };
    };
    const { tell, ...told } = toldWaits(clock);
    const lookUp = askedLately(clock, LOOK_AGAIN_MS, readHold);

    return {
        acquire: async (tenantId, owner) => {
            const now = clock.now();
            const row = {
                partitionKey: tenantId,
                rowKey: LEASE,
                owner,
                until: new Date(now.getTime() + LOCK_MS).toISOString(),
            };
            const found = await table.get(tenantId, LEASE);
            if (found === undefined) return (await table.insert(row)) === 'written';
            const held = readLease(found.value);
            if (held.owner !== owner && Date.parse(held.until) > now.getTime()) return false;
            return (await table.replace(row, found.etag)) === 'written';
        },
        release: async (tenantId, owner) => {
            const found = await table.get(tenantId, LEASE);
            if (found === undefined || readLease(found.value).owner !== owner) return;
            // Where it changed hands meanwhile, it is not ours to give back.
            await table.delete(tenantId, LEASE, found.etag);
        },
        notBefore: async (tenantId) => {
            const here = told.heldHere(tenantId);
            if (here !== undefined) return here;
            const found = await lookUp(tenantId);
            if (found === undefined || found.until <= clock.now()) return undefined;
            // Whoever was told: when it is over, they all come here.
            tell(tenantId, found.until);
            return found.until;
        },
        ...told,
        holdUntil: async (tenantId, until) => {
            tell(tenantId, until);
            const row = { partitionKey: tenantId, rowKey: HOLD, until: until.toISOString() };
            for (;;) {
                const found = await readHold(tenantId);
                if (found !== undefined && found.until >= until) return;
                const result = found === undefined ? await table.insert(row) : await table.replace(row, found.etag);
                if (result === 'written') return;
            }
        },
    };
}
