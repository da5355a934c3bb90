import type { Config } from '../shared/config.ts';
import { UnavailableError } from '../shared/domain/errors.ts';
import { lighthouseTemplate } from '../shared/domain/ways/lighthouse-template.ts';
import { roleTemplate } from '../shared/domain/ways/role-template.ts';
import { isPassing } from '../shared/ports/azure.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { templateRequest } from '../shared/http/template-request.ts';

export interface TemplateDependencies extends Pick<Config, 'linkSigningKeys' | 'portal'> {
    partner: Pick<Config['partner'], 'clientId' | 'defaultId' | 'ids' | 'name' | 'tenantId'>;
    /** The object ID of our principal in the partner's own tenant. */
    homePrincipal: () => Promise<string>;
}

const orUnavailable = (error: unknown): never => {
    if (!isPassing(error)) throw error;
    throw new UnavailableError('Microsoft cannot be asked at the moment.', { cause: error });
};

/** `GET /api/templates/{name}.json`: what the Azure portal deploys for a customer. The portal fetches it by itself. */
export const getTemplate =
    ({ partner, portal, linkSigningKeys, homePrincipal }: TemplateDependencies): Handler =>
    async (request) => {
        const { name, partnerId, principalId } = templateRequest(request, partner, linkSigningKeys);
        const ours = { name: partner.name, clientId: partner.clientId, partnerId };
        const template =
            name === 'role-assignment'
                ? roleTemplate(ours, principalId)
                : lighthouseTemplate(ours, {
                      tenantId: partner.tenantId,
                      principalId: await homePrincipal().catch(orUnavailable),
                  });
        return json(200, template, { 'access-control-allow-origin': portal, 'cache-control': 'public, max-age=300' });
    };
