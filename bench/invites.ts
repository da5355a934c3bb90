import { randomBytes, randomUUID } from 'node:crypto';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import pLimit from 'p-limit';
import { toInviteRow } from '../shared/adapters/tables/invite-columns.ts';
import { indexRows, partitionOfInvite, partitionOfSubscription } from '../shared/adapters/tables/invite-rows.ts';
import { inviteTable } from '../shared/adapters/tables/invites.ts';
import { tableOver } from '../shared/adapters/tables/table.ts';
import type { AzureInvite, Invite } from '../shared/domain/invite.ts';
import { confirm } from '../shared/domain/invite-transitions.ts';
import { issue } from '../shared/domain/new-invite.ts';
import type { Stored } from '../shared/ports/store.ts';
import { PARTNER_ID } from './world.ts';
import type { BenchTenant } from './world.ts';

/** Tenant and subscription number `n`, from the start again behind the last one. */
export const subscriptionAt = (tenants: readonly BenchTenant[], n: number) => {
    const all = tenants.flatMap(({ tenantId, subscriptionIds }) =>
        subscriptionIds.map((subscriptionId) => ({ tenantId, subscriptionId })),
    );
    const found = all[n % all.length];
    if (found === undefined) throw new Error('There is no subscription.');
    return found;
};

export const newAddress = (): string => `admin-${randomUUID()}@customer.example`;

/** A new invite as the app would record it. */
export const newInvite = (of: { tenantId: string; subscriptionId: string }): AzureInvite =>
    issue(
        {
            ...of,
            id: partitionOfSubscription(of.subscriptionId) + randomUUID().slice(1),
            product: 'azure',
            subscriptionName: null,
            partnerId: PARTNER_ID,
            partnerName: 'Fourth Coffee',
            adminEmail: newAddress(),
            customerName: `Tenant ${of.tenantId}`,
            note: null,
            locale: null,
            invitedBy: null,
            allowReplace: false,
            expiresInDays: 14,
            seed: randomBytes(24).toString('base64url'),
        },
        new Date(),
    );

/** The same, saved by its admin. */
export const confirmed = (invite: Invite): Invite => {
    const saved = confirm(invite, new Date());
    if (saved === undefined) throw new Error('The invite cannot be confirmed.');
    return saved;
};

/** Records invites past the app; in the order in which they are given. */
export const seed = (client: TableClient, invites: readonly Invite[]): Promise<Stored<Invite>[]> => {
    const store = inviteTable(tableOver(() => client));
    return pLimit(16).map(invites, async (invite) => {
        const result = await store.insert(invite);
        if (result.kind !== 'written') throw new Error(`An invite could not be recorded: ${result.kind}`);
        return result.stored;
    });
};

/** What has to be written for a new invite, or to make one version of an invite out of another: one transaction. */
export const actionsFor = (next: Invite, before?: Stored<Invite>): TransactionAction[] => {
    const partitionKey = partitionOfInvite(next.id);
    const had = before === undefined ? new Map<string, object>() : indexRows(before.value);
    const has = indexRows(next);
    const row = toInviteRow(next);
    return [
        before === undefined ? ['create', row] : ['update', row, 'Replace', { etag: before.etag }],
        ...[...had.keys()]
            .filter((rowKey) => !has.has(rowKey))
            .map((rowKey): TransactionAction => ['delete', { partitionKey, rowKey }]),
        ...[...has]
            .filter(([rowKey]) => !had.has(rowKey))
            .map(([rowKey, columns]): TransactionAction => ['create', { partitionKey, rowKey, ...columns }]),
    ];
};
