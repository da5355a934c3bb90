import { addTenants, type MadeTenant } from './stack-tenants.ts';
import { startStack, type SeenRequest, type Stack } from './stack.ts';

/** Once a year: no audit begins by itself while a test counts rows. */
const HARDLY_EVER = '0 0 0 1 1 *';

/** A stack whose timers do nothing that a test does not ask for, the sweep excepted. */
export const startQuietStack = (env: Record<string, string> = {}): Promise<Stack> =>
    startStack({
        env: {
            RECONCILE_SCHEDULE: HARDLY_EVER,
            REMIND_SCHEDULE: HARDLY_EVER,
            REPORT_SCHEDULE: HARDLY_EVER,
            INVITE_MAILS_PER_ADDRESS_PER_DAY: '1000',
            ...env,
        },
    });

/** Adds tenants in which the partner's principal holds the eligible role on everything. */
export const makeTenants = async (stack: Stack, tenants: number, subscriptionsEach: number): Promise<MadeTenant[]> => {
    const { state, made } = addTenants(await stack.armState(), tenants, subscriptionsEach);
    await stack.setArmState(state);
    return made;
};

const isLinkWrite = ({ method, path }: SeenRequest): boolean =>
    method !== 'GET' && path.includes('Microsoft.ManagementPartner');

/** What was written, or tried to be, to links of the partner. */
export const linkWrites = async (stack: Stack, tenantId?: string): Promise<SeenRequest[]> =>
    (await stack.requests('arm')).filter(
        (request) => isLinkWrite(request) && (tenantId === undefined || request.tenantId === tenantId),
    );
