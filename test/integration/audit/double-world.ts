import { azureAdapter } from '../../../shared/adapters/azure/index.ts';
import { parseConfig } from '../../../shared/config.ts';
import type { Double } from '../../contract/arm/environment.ts';
import { CLIENT_ID, fourthCoffee, TENANT } from '../../contract/arm/sample-ids.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';

/** The real clients over the double of Entra and ARM, without customers. */
export function makeDoubleWorld(double: Double, over?: 'real tables' | 'memory'): World {
    const config = parseConfig({
        CONFIRMATION_MODE: 'email',
        PUBLIC_BASE_URL: 'http://localhost:7071',
        PARTNER_NAME: 'Fourth Coffee',
        PARTNER_ID: '314159',
        PARTNER_DOMAINS: 'fourthcoffee.example',
        PARTNER_NOTIFY: 'partners@fourthcoffee.example',
        PARTNER_CONTACT: 'partners@fourthcoffee.example',
        PARTNER_TENANT_ID: fourthCoffee(TENANT),
        PARTNER_CLIENT_ID: CLIENT_ID,
        PARTNER_CLIENT_SECRET: 'local',
        ENTRA_AUTHORITY_HOST: double.url,
        ENTRA_INSTANCE_DISCOVERY: 'false',
        ARM_ENDPOINT: double.url,
        LINK_SIGNING_KEYS: `k:${Buffer.alloc(32, 1).toString('base64url')}`,
        SENDGRID_API_KEY: 'SG.local',
        MAIL_FROM: 'partners@fourthcoffee.example',
        ServiceBusConnection: 'Endpoint=sb://not.used',
        TablesConnection: 'AccountName=notused',
    });
    const { homeTenantId, excludedOffers } = { homeTenantId: config.partner.tenantId, ...config.audit };
    const world = makeWorld({ homeTenantId, excludedOffers }, over);
    world.deps.azure = azureAdapter(config);
    return world;
}
