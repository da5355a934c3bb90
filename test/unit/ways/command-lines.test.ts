import {
    accountLines,
    addApplication,
    lighthouseLines,
    roleLines,
    type CommandLines,
} from '../../../shared/domain/ways/command-lines.ts';
import { delegationName } from '../../../shared/domain/ways/delegation-name.ts';
import { portalLink, templateUrl } from '../../../shared/domain/ways/template-link.ts';

const PLACE = {
    tenantId: 'c0000000-0000-4000-8000-000000000001',
    subscriptionId: 'c0000000-0000-4000-8000-0000000000a1',
};
const CLIENT_ID = 'fc000000-0000-4000-8000-00000000000a';
const OBJECT_ID = 'c0000000-0000-4000-8000-000000000201';
const DELEGATION = delegationName('fc000000-0000-4000-8000-000000000001', '314159');
const TEMPLATE = templateUrl('https://attach.fourthcoffee.example', 'lighthouse', { partnerId: '314159' });
const SUPPORT = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const SCOPE = `/subscriptions/${PLACE.subscriptionId}`;

const last = ({ az, powerShell }: CommandLines): (string | undefined)[] => [az.at(-1), powerShell.at(-1)];

describe('the lines for a role', () => {
    it('give it to the principal, at the subscription, and take the same away', () => {
        const { give, takeBack } = roleLines(PLACE, CLIENT_ID, OBJECT_ID);

        expect(last(give)).toEqual([
            `az role assignment create --assignee-object-id ${OBJECT_ID} --assignee-principal-type ServicePrincipal --role ${SUPPORT} --scope ${SCOPE}`,
            `New-AzRoleAssignment -ObjectId ${OBJECT_ID} -RoleDefinitionId ${SUPPORT} -Scope ${SCOPE}`,
        ]);
        expect(last(takeBack)).toEqual([
            `az role assignment delete --assignee ${OBJECT_ID} --role ${SUPPORT} --scope ${SCOPE}`,
            `Remove-AzRoleAssignment -ObjectId ${OBJECT_ID} -RoleDefinitionId ${SUPPORT} -Scope ${SCOPE}`,
        ]);
    });

    it('begin in the right tenant and subscription', () => {
        const { give } = roleLines(PLACE, CLIENT_ID, OBJECT_ID);

        expect(give.az.slice(0, -1)).toEqual([
            `az login --tenant ${PLACE.tenantId}`,
            `az account set --subscription ${PLACE.subscriptionId}`,
        ]);
        expect(give.powerShell[0]).toBe(
            `Connect-AzAccount -Tenant ${PLACE.tenantId} -Subscription ${PLACE.subscriptionId}`,
        );
    });

    it('name the application where its principal is not known', () => {
        const { give, takeBack } = roleLines(PLACE, CLIENT_ID, null);

        for (const line of [...last(give), ...last(takeBack)]) expect(line).toContain(CLIENT_ID);
        expect(addApplication(PLACE, CLIENT_ID).az.at(-1)).toBe(`az ad sp create --id ${CLIENT_ID}`);
    });
});

test('the lines for a delegation deploy the template and take back what it made', () => {
    const { give, takeBack } = lighthouseLines(PLACE, TEMPLATE, DELEGATION);

    for (const line of last(give)) expect(line).toContain(`"${TEMPLATE}"`);
    expect(last(takeBack)).toEqual([
        `az managedservices assignment delete --assignment ${DELEGATION}`,
        `Remove-AzManagedServicesAssignment -Name ${DELEGATION} -Scope ${SCOPE}`,
    ]);
});

test('the lines for an account link it in the customer’s tenant, and unlink it', () => {
    const { give, takeBack } = accountLines(PLACE, '314159');

    expect(give.az[0]).toBe(`az login --tenant ${PLACE.tenantId}`);
    expect(last(give)).toEqual([
        'az managementpartner create --partner-id 314159',
        'New-AzManagementPartner -PartnerId 314159',
    ]);
    expect(last(takeBack)).toEqual([
        'az managementpartner delete --partner-id 314159',
        'Remove-AzManagementPartner -PartnerId 314159',
    ]);
});

describe.each([
    'c0000000-0000-4000-8000-0000000000a1; rm -rf /',
    '$(id)',
    '`id`',
    "'",
    '"',
    'c0000000-0000-4000-8000-0000000000a1\nid',
    '',
    '…',
])('the hostile value %j', (value) => {
    it('gets into no line', () => {
        const builders = [
            () => roleLines({ ...PLACE, subscriptionId: value }, CLIENT_ID, OBJECT_ID),
            () => roleLines({ ...PLACE, tenantId: value }, CLIENT_ID, OBJECT_ID),
            () => roleLines(PLACE, value, null),
            () => roleLines(PLACE, CLIENT_ID, value),
            () => lighthouseLines({ ...PLACE, subscriptionId: value }, TEMPLATE, DELEGATION),
            () => lighthouseLines(PLACE, TEMPLATE, value),
            () => lighthouseLines(PLACE, `${TEMPLATE}${value}"`, DELEGATION),
            () => lighthouseLines(PLACE, value, DELEGATION),
            () => addApplication(PLACE, value),
            () => addApplication({ ...PLACE, tenantId: value }, CLIENT_ID),
            () => accountLines(PLACE, value),
            () => accountLines({ tenantId: value }, '314159'),
        ];

        for (const build of builders) expect(build).toThrow('A command line takes');
    });
});

test('the portal’s link carries the whole address of the template', () => {
    const url = templateUrl('https://attach.fourthcoffee.example', 'role-assignment', {
        partnerId: '314159',
        principal: 'a.b&c',
    });

    const link = portalLink('https://portal.azure.com', url);

    const [, encoded = ''] = link.split('https://portal.azure.com/#create/Microsoft.Template/uri/');
    expect(encoded).not.toMatch(/[&?/#]/);
    expect(decodeURIComponent(encoded)).toBe(url);
    expect(new URL(url).searchParams.get('principal')).toBe('a.b&c');
});
