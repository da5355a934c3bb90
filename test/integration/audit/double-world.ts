import { lateAzure } from '../../../shared/adapters/azure/late-azure.ts';
import type { Double } from '../../contract/arm/environment.ts';
import { configFor } from '../../support/config-for.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';

/** The real clients over the double of Entra and ARM, without customers. */
export function makeDoubleWorld(double: Double, over?: 'real tables' | 'memory'): World {
    const config = configFor(double.url);
    const { homeTenantId, excludedOffers } = { homeTenantId: config.partner.tenantId, ...config.audit };
    const world = makeWorld({ homeTenantId, excludedOffers }, over);
    world.deps.azure = lateAzure(config);
    return world;
}
