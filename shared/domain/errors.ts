/** Every way in which a request can be refused, and the HTTP status that says so. */
export const STATUS_OF = {
    'validation-failed': 400,
    'malformed-body': 400,
    'empty-body': 400,
    'tenant-required': 400,
    'tenant-mismatch': 400,
    'subscription-not-found': 400,
    'sign-in-expired': 400,
    'sign-in-not-verified': 400,
    unauthorised: 401,
    'cross-site': 403,
    forbidden: 403,
    'sign-in-refused': 403,
    'not-found': 404,
    'invite-exists': 409,
    'partner-id-mismatch': 409,
    'invalid-state': 409,
    'not-retryable': 409,
    'opted-out': 409,
    'no-recipients': 409,
    'link-gone': 410,
    'body-too-large': 413,
    'too-many-rows': 413,
    'unsupported-media-type': 415,
    'idempotency-mismatch': 422,
    'mail-limit': 429,
    internal: 500,
    unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS_OF;

/** One field that does not fit: its path (`rows.3.adminEmail`) and what it should be. */
export interface FieldError {
    field: string;
    message: string;
}

/**
 * A refusal that the caller is meant to read. `extra` joins the problem details
 * (`inviteId`, `errors`), so nothing secret belongs in it.
 */
export class AppError extends Error {
    readonly code: ErrorCode;
    readonly extra: Readonly<Record<string, unknown>>;

    constructor(
        code: ErrorCode,
        message: string,
        extra: Readonly<Record<string, unknown>> = {},
        options?: ErrorOptions,
    ) {
        super(message, options);
        this.name = 'AppError';
        this.code = code;
        this.extra = extra;
    }
}

/** The refusal of one field. */
export const refusedField = (field: string, message: string, options?: ErrorOptions): AppError =>
    new AppError('validation-failed', `${field}: ${message}`, { errors: [{ field, message }] }, options);

/** The store or the broker could not be reached: worth another try later, nobody's mistake. */
export class UnavailableError extends AppError {
    constructor(message: string, options?: ErrorOptions) {
        super('unavailable', message, {}, options);
        this.name = 'UnavailableError';
    }
}

/** A message that can never be done: its reason is recorded, then it is dead-lettered. */
export class PermanentError extends Error {
    readonly reason: string;

    constructor(reason: string, message: string, options?: ErrorOptions) {
        super(message, options);
        this.name = 'PermanentError';
        this.reason = reason;
    }
}
