import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { refusedField } from '../domain/errors.ts';
import type { GrantChoice, ReviewTicket } from '../domain/sign-in.ts';
import { Refused } from '../use-cases/sign-in/refused.ts';
import { guid } from './fields.ts';
import { readForm } from './form.ts';

const MOST_SUBSCRIPTIONS = 25;
const MOST_BYTES = 16_384;

const yes = z.literal('yes').optional();

/** The form of a review page. */
export const grantForm = z.strictObject({
    form: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/, 'as the page has it'),
    decision: z.enum(['save', 'remove', 'replace'], 'save, remove or replace'),
    subscription: z.array(guid).max(MOST_SUBSCRIPTIONS, `at most ${MOST_SUBSCRIPTIONS}`).default([]),
    managementGroup: z
        .string()
        .regex(/^[\w().~-]{0,90}$/, 'the ID of a management group')
        .optional(),
    root: yes,
    reader: yes,
    above: yes,
});

export type GrantForm = z.infer<typeof grantForm>;

/** @throws AppError where it is no form of ours */
export async function readGrantForm(request: HttpRequest): Promise<GrantForm> {
    return await readForm(request, grantForm, { most: MOST_BYTES, lists: ['subscription'] });
}

/**
 * What was chosen on the review page.
 *
 * @param ticket of the review that the form belongs to
 * @throws AppError where the button is not that review's
 * @throws Refused where the root is chosen without its second tick, which is easily overlooked: there is a way back
 */
export function choiceOf(form: GrantForm, { purpose, tenantId, target, account }: ReviewTicket): GrantChoice {
    if (form.decision !== purpose) throw refusedField('decision', 'the button of the page');
    const managementGroupId =
        form.managementGroup === undefined || form.managementGroup === '' ? null : form.managementGroup;
    if (managementGroupId?.toLowerCase() === tenantId && form.root !== 'yes') {
        throw new Refused('root-not-confirmed', { target, account });
    }
    const askedFor = target.kind === 'open-link' ? target.subscriptionId : undefined;
    return {
        subscriptionIds: [...new Set(form.subscription)].filter((id) => id !== askedFor),
        managementGroupId,
        reader: form.reader === 'yes',
        above: form.above === 'yes',
    };
}
