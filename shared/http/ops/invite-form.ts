import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { ErrorCode, FieldError } from '../../domain/errors.ts';
import { INVITE_FIELDS } from '../../views/ops/models.ts';
import type { FormError, InviteField, InviteValues } from '../../views/ops/models.ts';
import { readForm } from '../form.ts';
import { inviteFields, sensibly } from '../invite-request.ts';
import { fieldErrors, SMALL_BODY } from '../parse.ts';
import { plainFault } from '../plain-faults.ts';
import type { SomeFields } from '../../use-cases/invites/invite-faults.ts';
import type { InviteRequest } from '../../use-cases/invites/invite-request.ts';

/** What makes a second press the same as the first. */
export const formKey = z.string().regex(/^[0-9a-f]{32}$/, 'as the page has it');

/** Who invites is who has signed in: no form and no file says it. */
const formFields = inviteFields.omit({ invitedBy: true });

export const formRequest = sensibly(formFields);

export const FORM_COLUMNS = Object.keys(formFields.shape);

const typed = z.string().max(10_000).default('');

const form = z.strictObject({
    key: formKey,
    ...(Object.fromEntries(INVITE_FIELDS.map((name) => [name, typed])) as Record<InviteField, typeof typed>),
});

export const noValues = (): InviteValues => Object.fromEntries(INVITE_FIELDS.map((name) => [name, ''])) as InviteValues;

/** @throws AppError where it is no form of ours */
export async function readInviteForm(request: HttpRequest): Promise<{ key: string; values: InviteValues }> {
    const { key, ...values } = await readForm(request, form, { most: SMALL_BODY });
    return { key, values };
}

const isField = (name: string): name is InviteField => (INVITE_FIELDS as readonly string[]).includes(name);

const formErrors = (errors: readonly FieldError[]): FormError[] =>
    errors.map(({ field: path, message }) => {
        // Of a list, the list is what can be mended.
        const [field = ''] = path.split('.');
        return isField(field) ? { field, message } : { field: null, message };
    });

/** One sentence a field is enough, and the first of them says most; what is about no field is said all the same. */
export const onePerField = (errors: readonly FormError[]): FormError[] =>
    errors.filter(
        ({ field, message }, index) =>
            errors.findIndex((one) => one.field === field && (field !== null || one.message === message)) === index,
    );

/** What is asked for; or what is wrong with the fields, and what the others ask for. */
export function requestOf(
    values: InviteValues,
): { request: InviteRequest } | { errors: FormError[]; others: SomeFields } {
    const given = Object.entries(values).filter(([, value]) => value.trim() !== '');
    const fields = Object.fromEntries(
        given.map(([name, value]): [string, unknown] => {
            if (name === 'allowReplace') return [name, value === 'yes'];
            if (name === 'alsoFor') return [name, value.split(',')];
            // Browsers end the lines of a text with both characters; a note is one line.
            if (name === 'note') return [name, value.replace(/\s*[\r\n]+\s*/g, ' ')];
            return [name, name === 'expiresInDays' && /^\d{1,5}$/.test(value.trim()) ? Number(value) : value.trim()];
        }),
    );
    const parsed = formRequest.safeParse(fields, { error: plainFault });
    if (parsed.success) return { request: parsed.data };
    const errors = onePerField(formErrors(fieldErrors(parsed.error)));
    const good = Object.entries(fields).filter(([name]) => !errors.some(({ field }) => field === name));
    return { errors, others: formFields.partial().parse(Object.fromEntries(good)) };
}

/** The fields that a refusal is about. */
const ABOUT: Partial<Record<ErrorCode, InviteField | null>> = {
    'tenant-required': 'tenantId',
    'tenant-mismatch': 'tenantId',
    'subscription-not-found': 'subscriptionId',
    'partner-id-mismatch': 'partnerId',
    'opted-out': 'adminEmail',
    'mail-limit': 'adminEmail',
    'invite-exists': null,
    'idempotency-mismatch': null,
};

/**
 * A refusal as something to mend in the form.
 *
 * @throws whatever it is, where the form cannot mend it
 */
export function refusalOf(error: unknown): FormError[] {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'validation-failed') return formErrors((error.extra.errors ?? []) as FieldError[]);
    const field = ABOUT[error.code];
    if (field === undefined) throw error;
    const { inviteId } = error.extra;
    return [{ field, message: error.message, ...(typeof inviteId === 'string' ? { inviteId } : {}) }];
}
