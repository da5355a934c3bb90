import type { Estate } from '../../../local/estate/generate-estate.ts';
import type { Double } from '../../contract/arm/environment.ts';
import type { ExpectedRow, ExpectedTenant } from '../../support/oracle.ts';
import { makeDoubleWorld } from './double-world.ts';
import { recordsOf } from './world.ts';
import type { World } from './world.ts';

/** The real clients over the double of Entra and ARM, with the customers of an estate. */
export async function makeEstateWorld(
    double: Double,
    { customers }: Estate,
    over?: 'real tables' | 'memory',
): Promise<World> {
    const world = makeDoubleWorld(double, over);
    for (const { tenantId, invited, attested, ...settings } of customers) {
        await world.deps.customers.put(tenantId, settings);
        for (const id of invited) await world.deps.customers.noteInvited(tenantId, id);
        for (const id of attested) {
            await world.deps.customers.noteAttested(tenantId, id, {
                at: world.clock.now().toISOString(),
                how: 'guest',
            });
        }
    }
    return world;
}

/** A row in one line, as a difference is easiest to read. */
const line = (
    row: Pick<ExpectedRow, 'displayName' | 'state' | 'quotaId' | 'coverage' | 'reason' | 'coveredUntil'>,
): string =>
    [row.coverage, row.reason, row.coveredUntil, row.state, row.quotaId, row.displayName].map(String).join(' | ');

/** What is said of each tenant, with a line for each of its subscriptions. */
export type Lines = Record<string, { access: string; discovery: string; rows: Record<string, string> }>;

/** What an oracle says, in lines. */
export const expectedLines = (tenants: ReadonlyMap<string, ExpectedTenant>): Lines =>
    Object.fromEntries(
        [...tenants].map(([tenantId, { access, discovery, rows }]) => [
            tenantId,
            {
                access,
                discovery,
                // Where a name was never read the ID stands in its place.
                rows: Object.fromEntries(
                    [...rows].map(([id, row]) => [id, line({ ...row, displayName: row.displayName ?? id })]),
                ),
            },
        ]),
    );

/** What the tables hold after an audit, in lines. */
export async function foundLines(world: World, estate: Estate) {
    const found: Lines = {};
    for (const { tenantId } of estate.customers) {
        const customer = await world.deps.customers.get(tenantId);
        const { records } = await recordsOf(world, tenantId);
        found[tenantId] = {
            access: customer?.access ?? 'none',
            discovery: customer?.discovery ?? 'none',
            rows: Object.fromEntries(Object.entries(records).map(([id, record]) => [id, line(record)])),
        };
    }
    return found;
}

const agreed = (...parts: [id: string, type?: string, accountId?: string]): string => parts.map(String).join(' ');

/** Rows that name a role, a way or an agreement that is not there, in lines; and those that name none where one is. */
export async function misnamed(
    world: World,
    days: readonly Estate[],
    expected: ReadonlyMap<string, ExpectedTenant>,
): Promise<string[]> {
    // A few are asked for on each day, so an agreement may be that of an earlier one.
    const billed = new Set(
        days.flatMap(({ document }) =>
            document.tenants
                .flatMap(({ subscriptions }) => subscriptions)
                .map(({ subscriptionId, billing }) =>
                    agreed(subscriptionId, billing?.agreementType, billing?.accountId),
                ),
        ),
    );
    const wrong: string[] = [];
    for (const [tenantId, { rows }] of expected) {
        for (const [id, record] of Object.entries((await recordsOf(world, tenantId)).records)) {
            const row = rows.get(id);
            const isNamed = record.role === null ? row?.nameable.length === 0 : row?.nameable.includes(record.role.id);
            const isWay = record.via === null ? row?.ways.length === 0 : row?.ways.includes(record.via);
            const { type, accountId } = record.agreement ?? {};
            const isBilled = record.agreementRead !== 'read' || billed.has(agreed(id, type, accountId));
            if (isNamed !== true || isWay !== true || !isBilled) wrong.push(JSON.stringify({ record, row }));
        }
    }
    return wrong;
}

/** What a run told of a tenant but for agreements, in the lines of the oracle. */
export async function toldChanges(world: World, runId: string, tenantId: string): Promise<string[]> {
    const told: string[] = [];
    for await (const { what, subscriptionId, from, to } of world.deps.audits.changesOf(runId, tenantId)) {
        if (what !== 'migrated') told.push([what, subscriptionId, from, to].map(String).join(' '));
    }
    return told.sort();
}
