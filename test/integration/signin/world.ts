import { LEAST_ROLE } from '../../../shared/domain/granted-roles.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { NO_CHOICE } from '../../../shared/domain/sign-in.ts';
import type { GrantChoice, SignInPurpose } from '../../../shared/domain/sign-in.ts';
import { deriveToken } from '../../../shared/domain/link-token.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import type { GrantScope } from '../../../shared/ports/admin-azure.ts';
import type { AzureErrorKind } from '../../../shared/ports/azure.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import { act } from '../../../shared/use-cases/sign-in/act.ts';
import { arrive } from '../../../shared/use-cases/sign-in/arrive.ts';
import { beginChange, beginOpenSave, beginSave } from '../../../shared/use-cases/sign-in/begin.ts';
import { departToAct } from '../../../shared/use-cases/sign-in/depart.ts';
import type { Departure } from '../../../shared/use-cases/sign-in/depart.ts';
import type { SignInDependencies } from '../../../shared/use-cases/sign-in/deps.ts';
import { review } from '../../../shared/use-cases/sign-in/review.ts';
import type { Review } from '../../../shared/use-cases/sign-in/review.ts';
import { emptyAdminWorld, memoryAdminAzure } from '../../support/memory-admin-azure.ts';
import { pathOf } from '../../support/memory-admin-world.ts';
import { memorySignIn } from '../../support/memory-sign-in.ts';
import type { MemoryPerson } from '../../support/memory-sign-in.ts';
import { ADMIN, HOME, makeWorld as makeInviteWorld, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';

export { ADMIN, HOME, PARTNER_MAIL, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';

export const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
export const ARCHIVE = 'c0000000-0000-4000-8000-0000000000a3';
/** Of another tenant, as somebody may have made it up in a form. */
export const FOREIGN = 'f0000000-0000-4000-8000-0000000000b1';
export const PARTNER_ID = '314159';
export const OUR_PRINCIPAL = `principal-of-${TENANT}`;

export const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
export const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
export const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
export const ACCESS_ADMINISTRATOR = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9';

export const subscription = (subscriptionId: string): GrantScope => ({ kind: 'subscription', subscriptionId });
export const group = (groupId: string): GrantScope => ({ kind: 'management-group', groupId });

export const owner: MemoryPerson = { objectId: 'owner', accountName: ADMIN };

export const azureError = (kind: AzureErrorKind, more: object = {}): AzureError => new AzureError(kind, kind, more);

const choiceOf = (choice: Partial<GrantChoice>): GrantChoice => ({ ...NO_CHOICE, ...choice });

/**
 * One customer's tenant, its owner and our principal, seen by both sides: what a person grants there is what our
 * principal holds.
 */
export function makeWorld(mode: 'signin' | 'email' = 'signin') {
    const world = makeInviteWorld(mode);
    const admin = memoryAdminAzure({
        ...emptyAdminWorld(TENANT),
        subscriptions: [SUBSCRIPTION, ANALYTICS, ARCHIVE].map((subscriptionId, index) => ({
            subscriptionId,
            displayName: ['Production', 'Analytics', 'Archive'][index] ?? '',
            state: 'Enabled',
            tenantId: TENANT,
        })),
        managementGroups: [{ groupId: 'platform', displayName: 'Platform' }],
        principals: new Set([OUR_PRINCIPAL]),
        assignments: [SUBSCRIPTION, ANALYTICS, ARCHIVE].map((id) => ({
            scope: subscription(id),
            principalId: owner.objectId,
            roleDefinitionId: OWNER,
        })),
    });
    const signIn = memorySignIn();
    const pauses: number[] = [];
    world.azure.tenants.set(TENANT, {
        subscriptionIds: [SUBSCRIPTION, ANALYTICS, ARCHIVE],
        link: undefined,
        get roles() {
            if (!admin.world.principals.has(OUR_PRINCIPAL)) return null;
            return admin.world.assignments
                .filter(({ principalId }) => principalId === OUR_PRINCIPAL)
                .map(({ roleDefinitionId, scope }) => ({ roleDefinitionId, scope: pathOf(scope) }));
        },
    });
    const deps: SignInDependencies = {
        ...world.deps,
        signIn: world.fuse.around(signIn),
        adminAzure: (tenantId, token) => world.fuse.around(admin.for(tenantId, token)),
        pause: (ms) => {
            pauses.push(ms);
            return Promise.resolve();
        },
    };

    const give = (
        principalId: string,
        roleDefinitionId: string,
        scope = subscription(SUBSCRIPTION),
        more: object = {},
    ): void => {
        admin.world.assignments.push({ principalId, roleDefinitionId, scope, ...more });
    };
    /** What our principal holds, in words. */
    const ourRoles = (): string[] =>
        admin.world.assignments
            .filter(({ principalId }) => principalId === OUR_PRINCIPAL)
            .map(({ roleDefinitionId, scope }) => {
                const role =
                    roleDefinitionId === LEAST_ROLE.id ? 'least' : roleDefinitionId === READER ? 'reader' : '?';
                return `${role} ${pathOf(scope)}`;
            })
            .sort();

    const manageLinkOf = (invite: Invite) => ({
        ...world.linkOf(invite),
        token: deriveToken(world.deps.linkSigningKeys, { ...invite, inviteId: invite.id, purpose: 'manage' }),
    });

    async function back(departure: Departure, callback: URLSearchParams): Promise<Review | Departure | Invite> {
        const person = await arrive(deps, callback, departure.trip, quiet);
        if ('kind' in person) return person;
        return departure.trip.step === 'act'
            ? await act(deps, departure.trip, person, quiet)
            : await review(deps, departure.trip, person, quiet);
    }

    /** Signs in, and comes back with whatever it leads to. */
    const enter = (departure: Departure, person: MemoryPerson) => back(departure, signIn.enter(departure.url, person));

    async function reviewed(departure: Departure, person: MemoryPerson): Promise<Review> {
        const found = await enter(departure, person);
        if (!('ticket' in found)) throw new Error('no review');
        return found;
    }

    /** The button of the review page. */
    const press = ({ ticket }: Review, choice: Partial<GrantChoice> = {}): Promise<Departure> =>
        departToAct(deps, ticket, choiceOf(choice));

    async function done(departure: Departure, person: MemoryPerson): Promise<Invite> {
        const found = await enter(departure, person);
        if (!('id' in found)) throw new Error('not done');
        return found;
    }

    /** Review and act, one after the other. */
    const through = async (departure: Departure, person: MemoryPerson, choice?: Partial<GrantChoice>) =>
        done(await press(await reviewed(departure, person), choice), person);

    const current = async (id: string): Promise<Invite> => {
        const found = (await world.allInvites()).find((one) => one.id === id);
        if (found === undefined) throw new Error(`no invite ${id}`);
        return found;
    };

    /** Invited, and the mail read. */
    async function invited(adminEmail = ADMIN, subscriptionId = SUBSCRIPTION, more: object = {}): Promise<Invite> {
        const { id } = await issueInvite(world.deps, { subscriptionId, adminEmail, ...more }, quiet);
        await world.settle();
        return await current(id);
    }

    const begin = (invite: Invite) => beginSave(deps, world.linkOf(invite));
    const beginOpen = (subscriptionId = SUBSCRIPTION, partnerId = PARTNER_ID) =>
        beginOpenSave(deps, { subscriptionId, partnerId });
    const beginTo = (invite: Invite, purpose: Exclude<SignInPurpose, 'save'>) =>
        beginChange(deps, manageLinkOf(invite), purpose);
    const save = async (invite: Invite, person = owner, choice?: Partial<GrantChoice>) =>
        through(await begin(invite), person, choice);
    const change = async (invite: Invite, purpose: Exclude<SignInPurpose, 'save'>, choice?: Partial<GrantChoice>) =>
        through(await beginTo(invite, purpose), owner, choice);

    /** What became of every invite, told so that two worlds can be compared. */
    const ends = async () =>
        (await world.allInvites())
            .map(({ subscriptionId, origin, status, adminEmail, confirmedBy }) =>
                [subscriptionId?.slice(-2), origin, status, adminEmail, confirmedBy].join(' '),
            )
            .sort();

    /** Everything that is kept anywhere, to see whether anything changed. */
    const kept = async (): Promise<string> => {
        const rows: unknown[] = [];
        for (const table of Object.values(world.raw)) {
            for await (const { value } of table.scan("PartitionKey ge ''")) rows.push(value);
        }
        return JSON.stringify([rows, admin.world.assignments, world.azure.written, world.broker.waiting()]);
    };

    return {
        ...world,
        ...{
            deps,
            inviteDeps: world.deps,
            admin,
            signIn,
            pauses,
            give,
            ourRoles,
            manageLinkOf,
            back,
            enter,
            reviewed,
            press,
            done,
            through,
        },
        ...{ current, invited, begin, beginOpen, beginTo, save, change, ends, kept },
    };
}

export type World = ReturnType<typeof makeWorld>;

export const homeIssuer = `https://sts.windows.net/${HOME}/`;
