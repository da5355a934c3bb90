import type { Config } from '../config.ts';
import type { AzureInvite } from '../domain/invite.ts';
import type { SigningKey } from '../domain/link-token.ts';
import { vouchFor } from '../domain/ways/named-principal.ts';
import { accountLines, addApplication, lighthouseLines, roleLines } from '../domain/ways/command-lines.ts';
import { delegationName } from '../domain/ways/delegation-name.ts';
import { portalLink, templateUrl } from '../domain/ways/template-link.ts';
import type { ApplicationThere } from '../use-cases/invites/other-ways.ts';
import { partnerView, subscriptionView } from '../views/request-view.ts';
import type { OtherWaysPageModel } from '../views/ways/models.ts';
import { confirmPath, waysPath } from './quick-link.ts';

export interface WaysSettings extends Pick<Config, 'confirmationMode' | 'portal' | 'publicBaseUrl'> {
    linkSigningKeys: readonly SigningKey[];
    partner: Pick<Config['partner'], 'clientId' | 'contact' | 'tenantId'>;
}

/** What every page about the ways of an invite shows. */
export const aboutWays = ({ partner, confirmationMode }: WaysSettings, invite: AzureInvite, token: string) => ({
    partner: partnerView(invite, partner.contact),
    subscription: subscriptionView(invite),
    mode: confirmationMode,
    accessBefore: invite.accessBefore,
    action: waysPath(invite, token),
    request: confirmPath(invite, token),
});

/** The page where an account links itself. */
const accountPage = (portal: string): string => `${portal}/#blade/Microsoft_Azure_Billing/managementpartnerblade`;

/** Links, templates and lines with the IDs of this customer and of us, and with nothing that anybody wrote. */
export function waysView(
    settings: WaysSettings,
    invite: AzureInvite,
    application: ApplicationThere,
    token: string,
): OtherWaysPageModel {
    const { portal, publicBaseUrl, linkSigningKeys, partner } = settings;
    const { partnerId } = invite;
    const objectId = application.kind === 'there' ? application.principalId : null;
    const named = objectId === null ? {} : { principal: vouchFor(linkSigningKeys, objectId) };
    const lighthouse = templateUrl(publicBaseUrl, 'lighthouse', { partnerId });
    const role = templateUrl(publicBaseUrl, 'role-assignment', { partnerId, ...named });
    return {
        ...aboutWays(settings, invite, token),
        homeTenantId: partner.tenantId,
        application: {
            clientId: partner.clientId,
            objectId,
            isInTenant: application.kind === 'unknown' ? null : application.kind === 'there',
            add: addApplication(invite, partner.clientId),
        },
        lighthouse: {
            templateLink: lighthouse,
            portalLink: portalLink(portal, lighthouse),
            lines: lighthouseLines(invite, lighthouse, delegationName(partner.tenantId, partnerId)),
        },
        role: {
            templateLink: role,
            portalLink: portalLink(portal, role),
            lines: roleLines(invite, partner.clientId, objectId),
        },
        account: { portalLink: accountPage(portal), lines: accountLines(invite, partnerId) },
    };
}
