import type { Azure } from '../ports/azure.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { BrokerProbe } from '../ports/broker-probe.ts';

export interface HealthDependencies {
    partnerTenantId: string;
    customers: CustomerStore;
    broker: BrokerProbe;
    mailer: Mailer;
    azure: Azure;
}

export interface DependencyHealth {
    name: 'table-storage' | 'service-bus' | 'entra' | 'resource-manager' | 'sendgrid';
    status: 'up' | 'down';
    /** Why it is down; codes, no secrets. */
    detail: string | null;
    milliseconds: number;
}

async function probe(name: DependencyHealth['name'], ask: () => Promise<unknown>): Promise<DependencyHealth> {
    const begun = performance.now();
    const after = () => Math.round(performance.now() - begun);
    try {
        await ask();
        return { name, status: 'up', detail: null, milliseconds: after() };
    } catch (error) {
        const detail = error instanceof Error ? error.message : 'unknown';
        return { name, status: 'down', detail, milliseconds: after() };
    }
}

const askTables = (deps: Pick<HealthDependencies, 'customers'>) => () => deps.customers.list({ limit: 1 });

/** Whether the app can take requests: without its tables it cannot. */
export const isUp = async (deps: Pick<HealthDependencies, 'customers'>): Promise<boolean> =>
    (await probe('table-storage', askTables(deps))).status === 'up';

/** Asks each dependency, all at once. */
export async function checkHealth(
    deps: HealthDependencies,
): Promise<{ status: 'up' | 'down'; dependencies: DependencyHealth[] }> {
    const home = deps.azure.tenant(deps.partnerTenantId);
    const dependencies = await Promise.all([
        probe('table-storage', askTables(deps)),
        probe('service-bus', () => deps.broker.check()),
        probe('entra', () => home.principalId()),
        probe('resource-manager', () => home.link()),
        probe('sendgrid', async () => {
            const result = await deps.mailer.check();
            if (result.kind !== 'accepted') throw new Error(result.detail);
        }),
    ]);
    return { status: dependencies.every(({ status }) => status === 'up') ? 'up' : 'down', dependencies };
}
