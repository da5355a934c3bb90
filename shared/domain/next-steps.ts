import type { CoverageReason } from './coverage-reason.ts';
import type { Ineligible } from './counted-role.ts';

/** How customers confirm: by signing in, when saving can give access too, or by the mail alone. */
export type Confirmation = 'signin' | 'email';

const ROLE = 'Support Request Contributor';

/** What is the same whichever way customers confirm. */
const ALWAYS = {
    'other-partner':
        'Your application carries another partner ID in this tenant: make sure which one is right, then invite again with allowReplace.',
    'not-verifiable': 'Ask the customer whether the link still stands: only the account that made it can read it.',
    'could-not-be-read':
        'Wait for the next audit, which reads it again; if this stays, look for the answer in the log.',
} as const;

const HAND_ON = 'Send an invite or hand on the quick link of the subscription';

const NEXT_STEPS: Readonly<Record<Confirmation, Readonly<Record<CoverageReason, string>>>> = {
    signin: {
        ...ALWAYS,
        'application-missing': `${HAND_ON}: when an administrator of the customer signs in there and saves, your application comes into the tenant, gets ${ROLE} and is linked.`,
        'no-access': `${HAND_ON}: whoever may assign roles there gives your application ${ROLE} by saving; on a management group it covers what is bought later too.`,
        'no-link': `${HAND_ON}: when the customer saves, your partner ID is linked in this tenant.`,
        'no-eligible-role': `${HAND_ON}: saving there gives your application ${ROLE}.`,
    },
    email: {
        ...ALWAYS,
        'application-missing':
            'Have an administrator of the customer add your application to the tenant, or delegate the subscription to you through Azure Lighthouse.',
        'no-access': `Ask the customer to assign ${ROLE} to your application on the subscription, or better on a management group above it.`,
        'no-link': 'Send an invite: when the customer saves, your partner ID is linked in this tenant.',
        'no-eligible-role': `Ask the customer to assign ${ROLE} to your application on the subscription or above it.`,
    },
};

/** One sentence to whoever has to act. */
export const nextStepFor = (reason: CoverageReason, confirmation: Confirmation): string =>
    NEXT_STEPS[confirmation][reason];

const placeOf = (scope: string): string => {
    const group = /\/managementGroups\/([^/]+)$/i.exec(scope)?.[1];
    if (group !== undefined) return `on the management group ${group}`;
    return scope === '/' ? 'on the whole tenant' : 'on the subscription';
};

/** What is there instead of a role that counts, and why it does not. */
function whyNot(there: Ineligible, via: 'serviceprincipal' | 'lighthouse'): string {
    const whose = via === 'lighthouse' ? 'Azure Lighthouse gives your application' : 'Your application holds';
    switch (there.kind) {
        case 'below':
            return `${whose} only what it cannot read itself: a role on a resource group, which counts for that group alone, or one that may not read role assignments.`;
        case 'nothing':
            return `${whose} no role on the subscription or above it.`;
        case 'role': {
            const { role, standing } = there;
            const name = role.name ?? `the role ${role.id}, which is not built in`;
            const why =
                standing === 'not-eligible'
                    ? 'which does not count for partners'
                    : 'which is not on the list of roles that count (ELIGIBLE_ROLES can add it)';
            return `${whose} ${name} ${placeOf(role.scope)}, ${why}.`;
        }
    }
}

/** What to do where no role counts: first what is there, then how to get one that does. */
export function noEligibleRoleStep(
    there: Ineligible,
    via: 'serviceprincipal' | 'lighthouse',
    confirmation: Confirmation,
): string {
    const step =
        via === 'lighthouse'
            ? `${nextStepFor('no-eligible-role', confirmation)} Or have the delegation name your application with ${ROLE}, and Reader beside it.`
            : nextStepFor('no-eligible-role', confirmation);
    return `${whyNot(there, via)} ${step}`;
}
