import { z } from 'zod';

/** A page has to show it. */
const LONGEST = 200;

/** By which the customer's people know it, the best first. */
const MEMBERS = [
    'policyAssignmentDisplayName',
    'policyDefinitionDisplayName',
    'policyAssignmentName',
    'policyDefinitionName',
] as const;

const additionalInfo = z.looseObject({
    error: z.looseObject({
        additionalInfo: z.array(z.looseObject({ info: z.record(z.string(), z.unknown()) })),
    }),
});

const message = z.looseObject({ error: z.looseObject({ message: z.string().max(20_000) }) });

const inAdditionalInfo = (body: unknown): string | undefined => {
    const infos = additionalInfo.safeParse(body).data?.error.additionalInfo ?? [];
    const names = infos.flatMap(({ info }) => MEMBERS.map((member) => info[member]));
    return names.find((name): name is string => typeof name === 'string' && name.trim() !== '');
};

/** The message holds the names as JSON, or, in older forms, the ID of the definition. */
const inMessage = (body: unknown): string | undefined => {
    const text = message.safeParse(body).data?.error.message ?? '';
    const [, name] =
        /"policyAssignment"\s*:\s*\{\s*"name"\s*:\s*"([^"]+)"/.exec(text) ??
        /"policyDefinition"\s*:\s*\{\s*"name"\s*:\s*"([^"]+)"/.exec(text) ??
        /\/policyDefinitions\/([\w.()~-]+)/i.exec(text) ??
        [];
    return name;
};

/**
 * The name of the customer's policy in a refusal of ARM: the assignment's, else the definition's.
 *
 * @returns one line of at most 200 characters; undefined where the answer tells none
 */
export function policyNameOf(body: unknown): string | undefined {
    const found = inAdditionalInfo(body) ?? inMessage(body);
    return found
        ?.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim()
        .slice(0, LONGEST);
}
