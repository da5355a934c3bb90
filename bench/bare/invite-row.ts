import { INVITE_JSON_COLUMNS } from '../../shared/adapters/tables/invite-columns.ts';
import { inviteKey, partitionOfInvite } from '../../shared/adapters/tables/invite-rows.ts';
import type { Invite } from '../../shared/domain/invite.ts';
import type { Stored } from '../../shared/ports/store.ts';
import { newInvite } from '../invites.ts';
import { tableOf } from './clients.ts';

export const invites = tableOf('invites');

/** A column that is not there is null. */
const nothing = Object.fromEntries(
    Object.keys(newInvite({ tenantId: '', subscriptionId: '' })).map((field) => [field, null]),
);

/** An invite as its row says, read with one question and believed. */
export const readInvite = async (id: string): Promise<Stored<Invite>> => {
    const { etag, ...row } = await invites.getEntity(partitionOfInvite(id), inviteKey(id));
    const value = Object.fromEntries(
        Object.entries(row)
            .filter(([name]) => name in nothing)
            .map(([name, column]) => [
                name,
                INVITE_JSON_COLUMNS.includes(name) ? (JSON.parse(String(column)) as unknown) : column,
            ]),
    );
    return { value: { ...nothing, ...value } as unknown as Invite, etag };
};
