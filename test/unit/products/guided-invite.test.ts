import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { isAzure } from '../../../shared/domain/invite.ts';
import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import { issueGuided } from '../../../shared/domain/new-invite.ts';
import { deriveToken } from '../../../shared/domain/link-token.ts';
import { linkStatus, openLink } from '../../../shared/use-cases/invites/open-link.ts';
import { provenManage } from '../../../shared/use-cases/sign-in/manage.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { NOW } from '../domain/invites.ts';

const subscriptionId = 'c0000000-0000-4000-8000-0000000000a1';
const tenantId = 'c0000000-0000-4000-8000-000000000001';
const linkSigningKeys = [{ id: 'k1', secret: Buffer.alloc(32, 1) }];

const makeWorld = () => {
    const invites = inviteTable(memoryTable());
    const legacy = (over: Partial<GuidedInvite> = {}): GuidedInvite => {
        const subject = { product: 'azure-dpor', tenantId, subscriptionId, productName: null } as const;
        const facts = {
            ...{ ...subject, id: invites.newId(subject), subscriptionName: null, partnerId: '314159' },
            ...{ partnerName: 'Fourth Coffee', adminEmail: 'admin@contoso.example', customerName: null },
            ...{ note: null, locale: null, invitedBy: null, allowReplace: false, expiresInDays: 7 },
            seed: 's'.repeat(32),
        };
        return { ...issueGuided(facts, NOW), ...over };
    };
    return { invites, legacy };
};

describe('an invite about another product', () => {
    it('is kept and found as it was issued', async () => {
        const { invites, legacy } = makeWorld();
        const invite = legacy();

        await invites.insert(invite);

        expect((await invites.get(invite.id))?.value).toEqual(invite);
        expect((await invites.list({ subscriptionId, limit: 10 })).items).toEqual([invite]);
        expect((await invites.list({ tenantId, limit: 10 })).items).toEqual([invite]);
        expect(await invites.findLive(invite, 'ADMIN@contoso.example')).toBe(invite.id);
    });

    it('is no second invite of a subscription that is asked about too', async () => {
        const { invites, legacy } = makeWorld();
        await invites.insert(legacy());

        expect(await invites.findLive({ product: 'azure', subscriptionId }, 'admin@contoso.example')).toBeUndefined();
        expect((await invites.insert(legacy())).kind).toBe('another-live');
    });

    it('is opened by no page that attaches, even with a token that is good for it', async () => {
        const { invites, legacy } = makeWorld();
        const invite = legacy();
        await invites.insert(invite);
        const token = (purpose: 'quick-link' | 'manage') =>
            deriveToken(linkSigningKeys, { ...invite, inviteId: invite.id, purpose });
        const deps = { invites, linkSigningKeys, clock: { now: () => NOW }, confirmationMode: 'signin' as const };
        const link = { subscriptionId, partnerId: invite.partnerId, token: token('quick-link') };
        const gone = expect.objectContaining({ code: 'link-gone' }) as unknown;

        expect(isAzure(invite)).toBe(false);
        await expect(openLink(deps, link)).rejects.toEqual(gone);
        await expect(linkStatus(deps, link)).rejects.toEqual(gone);
        await expect(provenManage(deps, { ...link, token: token('manage') })).rejects.toEqual(gone);
    });
});
