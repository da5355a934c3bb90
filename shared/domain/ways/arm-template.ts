/** A template of Azure Resource Manager that is deployed to a subscription, as far as ours go. */
export interface ArmTemplate {
    readonly $schema: string;
    readonly contentVersion: string;
    readonly metadata: { readonly description: string };
    readonly parameters: Readonly<Record<string, ArmParameter>>;
    readonly variables: Readonly<Record<string, string>>;
    readonly resources: readonly ArmResource[];
}

interface ArmParameter {
    readonly type: 'string';
    readonly minLength: number;
    readonly maxLength: number;
    readonly defaultValue?: string;
    readonly metadata: { readonly description: string };
}

export interface ArmResource {
    readonly type: string;
    readonly apiVersion: string;
    readonly name: string;
    readonly dependsOn?: readonly string[];
    readonly properties: Readonly<Record<string, unknown>>;
}

type Content = Omit<ArmTemplate, '$schema' | 'contentVersion' | 'metadata'>;

/**
 * @param description what whoever deploys it is told
 */
export const subscriptionTemplate = (description: string, content: Content): ArmTemplate => ({
    $schema: 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    metadata: { description: literal(description) },
    ...content,
});

/** Text as it is: what begins with a bracket would be taken for an expression and run. */
export const literal = (text: string): string => (text.startsWith('[') ? `[${text}` : text);
