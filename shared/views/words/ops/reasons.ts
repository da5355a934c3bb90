/** Why a message was given up, by the word that stands with it. */
export const LETTER_REASONS: Readonly<Partial<Record<string, string>>> = {
    'gave-up': 'Failed for a day',
    'invalid-message': 'Not a message of this app',
    'unknown-invite': 'Its invite is not there any more',
    'unknown-mail': 'Its mail is not there any more',
    'unknown-run': 'Its audit is not there any more',
    'unknown-report': 'Its report is not there any more',
    'mail-refused': 'The mail service refused the mail',
};

/** What a message is about, by its queue. */
export const QUEUES: Readonly<Partial<Record<string, string>>> = {
    'outbound-mail': 'A mail',
    'attach-requests': 'Attaching',
    'audit-tenants': 'The audit of a tenant',
};
