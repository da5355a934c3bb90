import { generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
import { localAppSettings } from '../../../local/app-settings.ts';
import { registered } from '../../support/functions-core-stub.ts';

const httpTrigger = z.looseObject({
    type: z.literal('httpTrigger'),
    methods: z.array(z.string()),
    route: z.string(),
    authLevel: z.string(),
});

/** A route as the app registers it. */
export interface RegisteredRoute {
    name: string;
    method: string;
    /** With the prefix of host.json. */
    path: string;
    authLevel: string;
}

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/** Settings with which the entry point loads; nothing of it is reached. */
export const completeEnvironment = localAppSettings({
    functionsUrl: 'http://localhost:7071',
    serviceBus:
        'Endpoint=sb://localhost:5672;SharedAccessKeyName=local;SharedAccessKey=local;UseDevelopmentEmulator=true;',
    tables: 'UseDevelopmentStorage=true',
    mail: 'http://localhost:7072',
    arm: 'https://localhost:7073',
    webhookPublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    app: {
        clientId: '00000000-0000-4000-8000-000000000001',
        homeTenantId: '00000000-0000-4000-8000-000000000002',
        clientSecret: 'local',
    },
    linkSigningKeys: `test:${Buffer.alloc(32, 7).toString('base64url')}`,
});

/** Loads the entry point as the Functions host does and tells what it registers. */
export const registeredRoutes = async (): Promise<RegisteredRoute[]> => {
    Object.assign(process.env, completeEnvironment);
    await import('../../../functions/index.ts');
    return registered.flatMap(({ metadata: { name, bindings } }) =>
        Object.values(bindings).flatMap((binding) => {
            const trigger = httpTrigger.safeParse(binding);
            if (!trigger.success) return [];
            const { methods, route, authLevel } = trigger.data;
            return methods.map((method) => ({ name, method: method.toUpperCase(), path: `/api/${route}`, authLevel }));
        }),
    );
};
