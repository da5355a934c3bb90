import type { SampleTenants } from './sample-tenants.ts';

const saidBy = async (answer: Response): Promise<string> => `${answer.status} ${(await answer.text()).slice(0, 500)}`;

/**
 * Registers the sample tenants as customers through the app's API, as an operator would. One that is there already is
 * left as it is.
 *
 * @param functionsUrl the app's origin
 * @param credential headers that open its API
 * @throws when the app answers anything but what it should
 */
export const registerCustomers = async (
    functionsUrl: string,
    credential: Record<string, string>,
    customers: SampleTenants['customers'],
): Promise<void> => {
    const headers = { ...credential, 'content-type': 'application/json' };
    await Promise.all(
        customers.map(async ({ tenantId, name, contactEmail }) => {
            const url = `${functionsUrl}/api/customers/${tenantId}`;
            const there = await fetch(url, { headers });
            if (there.ok) {
                await there.body?.cancel();
                return;
            }
            if (there.status !== 404) throw new Error(`Customer ${name} could not be read: ${await saidBy(there)}`);
            await there.body?.cancel();
            const put = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ name, contactEmail }) });
            if (!put.ok) throw new Error(`Customer ${name} could not be registered: ${await saidBy(put)}`);
            await put.body?.cancel();
        }),
    );
};
