import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { checkHealth } from '../shared/use-cases/check-health.ts';
import type { HealthDependencies } from '../shared/use-cases/check-health.ts';

/** `GET /api/health/details`: each dependency; 503 where one of them is down. */
export const getHealthDetails =
    (deps: HealthDependencies): Handler =>
    async () => {
        const health = await checkHealth(deps);
        return json(health.status === 'up' ? 200 : 503, health);
    };
