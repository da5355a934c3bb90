import { isAzure } from '../../domain/invite.ts';
import { guidePagePath, managePagePath, quickLinkPath, statusPagePath } from '../../domain/page-paths.ts';
import type { Invite } from '../../domain/invite.ts';
import { deriveToken } from '../../domain/link-token.ts';
import type { SigningKey, TokenBinding } from '../../domain/link-token.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import { deriveOptOutToken, optOutPath } from '../../domain/opt-out-token.ts';
import type { QuickLinks } from '../../ports/mail-composer.ts';

/** The pages of an invite. One that leads through a portal has one for everything. */
const pagesOf = (invite: Invite): Pick<QuickLinks, 'decide' | 'manage' | 'status'> => {
    if (isAzure(invite)) {
        return { decide: quickLinkPath(invite), status: statusPagePath(invite), manage: managePagePath(invite) };
    }
    const guide = guidePagePath(invite);
    return { decide: guide, status: guide, manage: guide };
};

/** The links of an invite with their token, made when they are needed and kept nowhere. */
export function quickLinks(
    { publicBaseUrl, linkSigningKeys }: { linkSigningKeys: readonly SigningKey[]; publicBaseUrl: string },
    invite: Invite,
): QuickLinks {
    const query = (purpose: TokenBinding['purpose']): string =>
        `?t=${deriveToken(linkSigningKeys, { ...invite, inviteId: invite.id, purpose })}`;
    const pages = pagesOf(invite);
    const managing = isAzure(invite) ? 'manage' : 'quick-link';
    return {
        decide: `${publicBaseUrl}${pages.decide}${query('quick-link')}`,
        status: `${publicBaseUrl}${pages.status}${query('quick-link')}`,
        manage: `${publicBaseUrl}${pages.manage}${query(managing)}`,
        optOut: `${publicBaseUrl}${optOutPath(deriveOptOutToken(linkSigningKeys, mailboxKeyOf(invite.adminEmail)), invite.locale)}`,
    };
}
