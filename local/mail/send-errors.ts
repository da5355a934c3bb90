import type { z } from 'zod';

/** One entry of SendGrid's error answers. */
export interface SendError {
    message: string;
    /** Where, with dots and indexes (`personalizations.0.to.0.email`); null when it is no matter of a field. */
    field: string | null;
    help: string | null;
}

/** The body of every refusal. */
export interface SendErrors {
    errors: SendError[];
}

const HELP = 'http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html';

/** A refusal about one place of the request. */
export const errorAt = (field: string, message: string): SendError => {
    const names = field.split('.').filter((part) => !/^\d+$/.test(part));
    const topic = names.length > 1 && names.at(-1) === 'email' ? names.slice(0, -1) : names;
    return { message, field, help: `${HELP}#message.${topic.join('.')}` };
};

/** A refusal of the request as a whole. */
export const errorsWithoutField = (message: string): SendErrors => ({ errors: [{ message, field: null, help: null }] });

const missing: Record<string, string> = {
    personalizations: 'The personalizations field is required and must have at least one personalization.',
    from: 'The from object must be provided for every email send. It is an object that requires the email parameter, but may also contain a name parameter.',
    'from.email': 'The from email does not contain a valid address.',
};

const typeOf = (value: unknown): string => {
    if (value === null) return 'null';
    if (Array.isArray(value)) return 'array';
    return Number.isInteger(value) ? 'integer' : typeof value;
};

/** What is said where the schema itself has no words of SendGrid's. */
export const schemaMessage: z.core.$ZodErrorMap = (issue) => {
    const field = (issue.path ?? []).map(String).join('.');
    if (issue.input === undefined && issue.code === 'invalid_type')
        return missing[field] ?? `The ${field} field is required.`;
    if (issue.code === 'invalid_type')
        return `Invalid type. Expected: ${issue.expected}, given: ${typeOf(issue.input)}.`;
    return undefined;
};

/** The refusal for what a schema found. */
export const errorsOfSchema = (error: z.ZodError): SendErrors => ({
    errors: error.issues.flatMap((issue) => {
        const path = issue.path.map(String);
        if (issue.code === 'unrecognized_keys') {
            return issue.keys.map((key) =>
                errorAt([...path, key].join('.'), `Additional property ${key} is not allowed`),
            );
        }
        return path.length === 0 ? errorsWithoutField(issue.message).errors : errorAt(path.join('.'), issue.message);
    }),
});
