import { z } from 'zod';
import { lighthouseTemplate } from '../../../shared/domain/ways/lighthouse-template.ts';
import { roleTemplate } from '../../../shared/domain/ways/role-template.ts';

const PARTNER = {
    name: 'Fourth Coffee',
    partnerId: '314159',
    clientId: 'fc000000-0000-4000-8000-00000000000a',
};
const HOME = { tenantId: 'fc000000-0000-4000-8000-000000000001', principalId: 'fc000000-0000-4000-8000-0000000000b2' };
const OBJECT_ID = 'c0000000-0000-4000-8000-000000000201';
const SUPPORT = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

const guid = z.guid();
/** Text that Azure Resource Manager takes as it stands: an expression begins with one bracket, not with two. */
const plain = z.string().regex(/^(?!\[(?!\[))/);
const template = <Resource extends z.ZodType>(resources: Resource) =>
    z.strictObject({
        $schema: z.literal(
            'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
        ),
        contentVersion: z.literal('1.0.0.0'),
        metadata: z.strictObject({ description: plain }),
        parameters: z.record(
            z.string(),
            z.strictObject({
                type: z.literal('string'),
                minLength: z.literal(36),
                maxLength: z.literal(36),
                defaultValue: guid.optional(),
                metadata: z.strictObject({ description: plain }),
            }),
        ),
        variables: z.record(z.string(), z.string()),
        resources,
    });

const roleShape = template(
    z.tuple([
        z.strictObject({
            type: z.literal('Microsoft.Authorization/roleAssignments'),
            apiVersion: z.literal('2022-04-01'),
            name: z.string().regex(/^\[guid\(.*\)\]$/),
            properties: z.strictObject({
                roleDefinitionId: z.literal("[variables('roleDefinitionId')]"),
                principalId: z.literal("[parameters('principalId')]"),
                principalType: z.literal('ServicePrincipal'),
                description: plain,
            }),
        }),
    ]),
);

const lighthouseShape = template(
    z.tuple([
        z.strictObject({
            type: z.literal('Microsoft.ManagedServices/registrationDefinitions'),
            apiVersion: z.literal('2022-10-01'),
            name: guid,
            properties: z.strictObject({
                registrationDefinitionName: plain.max(128),
                description: plain,
                managedByTenantId: guid,
                authorizations: z.array(
                    z.strictObject({ principalId: guid, principalIdDisplayName: plain, roleDefinitionId: guid }),
                ),
            }),
        }),
        z.strictObject({
            type: z.literal('Microsoft.ManagedServices/registrationAssignments'),
            apiVersion: z.literal('2022-10-01'),
            name: guid,
            dependsOn: z.tuple([z.string()]),
            properties: z.strictObject({ registrationDefinitionId: z.string() }),
        }),
    ]),
);

const asSent = (made: unknown): unknown => JSON.parse(JSON.stringify(made));

describe('the template of a role', () => {
    it('gives the application the least role on the subscription, under a name that follows from it', () => {
        const { variables, resources, parameters } = roleShape.parse(asSent(roleTemplate(PARTNER, OBJECT_ID)));

        expect(parameters.principalId?.defaultValue).toBe(OBJECT_ID);
        expect(variables).toEqual({
            roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${SUPPORT}')]`,
        });
        expect(resources[0].name).toBe(
            "[guid(subscription().id, parameters('principalId'), variables('roleDefinitionId'))]",
        );
    });

    it('leaves the principal to whoever deploys it where it is not known', () => {
        const { parameters } = roleShape.parse(asSent(roleTemplate(PARTNER, null)));

        expect(parameters.principalId).not.toHaveProperty('defaultValue');
        expect(parameters.principalId?.metadata.description).toContain(PARTNER.clientId);
    });
});

describe('the template of a delegation', () => {
    it('delegates the least role and Reader to our principal at home, and nothing else', () => {
        const { resources, parameters } = lighthouseShape.parse(asSent(lighthouseTemplate(PARTNER, HOME)));

        const [definition, assignment] = resources;
        expect(parameters).toEqual({});
        expect(definition.properties.managedByTenantId).toBe(HOME.tenantId);
        expect(definition.properties.authorizations).toEqual(
            [SUPPORT, READER].map((roleDefinitionId) => ({
                principalId: HOME.principalId,
                principalIdDisplayName: 'Fourth Coffee',
                roleDefinitionId,
            })),
        );
        const definitionId = `[subscriptionResourceId('${definition.type}', '${definition.name}')]`;
        expect(assignment.dependsOn).toEqual([definitionId]);
        expect(assignment.properties.registrationDefinitionId).toBe(definitionId);
    });

    it('names the partner and its ID, and has a name of its own for each ID', () => {
        const [definition] = lighthouseShape.parse(asSent(lighthouseTemplate(PARTNER, HOME))).resources;
        const [again] = lighthouseShape.parse(asSent(lighthouseTemplate(PARTNER, HOME))).resources;
        const [other] = lighthouseShape.parse(
            asSent(lighthouseTemplate({ ...PARTNER, partnerId: '314160' }, HOME)),
        ).resources;

        expect(definition.properties.registrationDefinitionName).toBe('Fourth Coffee (partner ID 314159)');
        expect(again.name).toBe(definition.name);
        expect(other.name).not.toBe(definition.name);
    });
});

describe.each([
    ['an expression', "[concat('a', 'b')]"],
    ['quotes', `"'); drop`],
    ['a very long one', 'x'.repeat(500)],
])('a partner whose name is %s', (_what, name) => {
    it('stands in templates as text and nothing else', () => {
        const hostile = { ...PARTNER, name };

        const role = roleShape.parse(asSent(roleTemplate(hostile, OBJECT_ID)));
        const lighthouse = lighthouseShape.parse(asSent(lighthouseTemplate(hostile, HOME)));

        expect(JSON.stringify([role.variables, role.resources])).not.toContain(name.slice(0, 9));
        expect(lighthouse.resources[0].properties.authorizations[0]?.principalIdDisplayName).toContain(name);
    });
});
