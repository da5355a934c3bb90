import { randomBytes } from 'node:crypto';
import { verifyToken } from '../../../shared/domain/link-token.ts';
import { quickLinks } from '../../../shared/use-cases/mail/links.ts';
import { newInvite } from '../domain/invites.ts';

const linkSigningKeys = [{ id: 'k1', secret: randomBytes(32) }];
const invite = newInvite();
const links = quickLinks({ publicBaseUrl: 'https://partner.example', linkSigningKeys }, invite);

/** Whether the token of the link opens what the purpose is about. */
const opens = (link: string, purpose: 'quick-link' | 'manage'): boolean => {
    const token = new URL(link).searchParams.get('t') ?? '';
    return verifyToken(linkSigningKeys, { ...invite, inviteId: invite.id, purpose }, token);
};

describe('the links of the mails', () => {
    it('lead to their pages', () => {
        const path = `${invite.subscriptionId}/partnerId/${invite.partnerId}`;

        expect([links.decide, links.status, links.manage].map((link) => new URL(link).pathname)).toEqual([
            `/api/confirm/${path}`,
            `/api/confirm/${path}/status`,
            `/api/manage/${path}`,
        ]);
    });

    it('carry a token for what they are for, and for nothing else', () => {
        expect([
            opens(links.decide, 'quick-link'),
            opens(links.status, 'quick-link'),
            opens(links.manage, 'manage'),
        ]).toEqual([true, true, true]);
        expect([opens(links.decide, 'manage'), opens(links.manage, 'quick-link')]).toEqual([false, false]);
    });
});
