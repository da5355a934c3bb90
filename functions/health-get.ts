import { app } from '@azure/functions';
import { json } from '../shared/http/respond.ts';
import { httpHandler } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';
import { isUp } from '../shared/use-cases/check-health.ts';
import type { HealthDependencies } from '../shared/use-cases/check-health.ts';

/** `GET /api/health`: up or down, nothing else, as anybody may ask. */
export const getHealth =
    (deps: Pick<HealthDependencies, 'customers'>): Handler =>
    async () =>
        (await isUp(deps)) ? json(200, { status: 'up' }) : json(503, { status: 'down' });

export const registerHealth = (deps: Pick<HealthDependencies, 'customers'>): void =>
    app.http('health-get', {
        methods: ['GET'],
        route: 'health',
        authLevel: 'anonymous',
        handler: httpHandler(getHealth(deps)),
    });
