import { z } from 'zod';

/** The longest local part a mailbox may have (RFC 5321, 4.5.3.1.1). */
const LOCAL_PART = 64;

const address = z.strictObject({
    email: z
        .email('Does not contain a valid address.')
        .max(320, 'Does not contain a valid address.')
        .refine((email) => email.lastIndexOf('@') <= LOCAL_PART, 'Does not contain a valid address.'),
    name: z.string().optional(),
});
const sender = address.extend({
    email: z
        .email('The from email does not contain a valid address.')
        .max(320, 'The from email does not contain a valid address.'),
});
const addresses = z
    .array(address)
    .min(1, 'There must be at least one recipient.')
    .max(1000, 'There are more than 1000 recipients.');

const texts = z.record(z.string(), z.string());
const subject = z.string().min(1, 'The subject must be a string at least one character in length.');
const enabled = { enable: z.boolean().optional() };
const oneLine = (what: string) => z.string().regex(/^[^;\r\n]+$/, `The ${what} cannot contain ; or line ends.`);

const personalization = z.strictObject({
    to: addresses,
    cc: addresses.optional(),
    bcc: addresses.optional(),
    from: sender.optional(),
    subject: subject.optional(),
    headers: texts.optional(),
    substitutions: texts.optional(),
    dynamic_template_data: z.record(z.string(), z.unknown()).optional(),
    custom_args: texts.optional(),
    send_at: z.int().optional(),
});

const content = z.strictObject({
    type: z.string().regex(/^[^;,\r\n]+\/[^;,\r\n]+$/, 'The content type must be a MIME type, without ; or ,.'),
    value: z.string().min(1, 'The content value must be a string at least one character in length.'),
});

const attachment = z.strictObject({
    content: z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'The attachment content must be base64 encoded.'),
    type: oneLine('attachment type').optional(),
    filename: z.string().regex(/^[^\r\n]+$/, 'The attachment filename cannot contain line ends.'),
    disposition: z.enum(['inline', 'attachment'], 'The disposition must be inline or attachment.').optional(),
    content_id: z.string().optional(),
});

const mailSettings = z.strictObject({
    bypass_list_management: z.strictObject(enabled).optional(),
    bypass_spam_management: z.strictObject(enabled).optional(),
    bypass_bounce_management: z.strictObject(enabled).optional(),
    bypass_unsubscribe_management: z.strictObject(enabled).optional(),
    footer: z.strictObject({ ...enabled, text: z.string().optional(), html: z.string().optional() }).optional(),
    sandbox_mode: z.strictObject(enabled).optional(),
});

const trackingSettings = z.strictObject({
    click_tracking: z.strictObject({ ...enabled, enable_text: z.boolean().optional() }).optional(),
    open_tracking: z.strictObject({ ...enabled, substitution_tag: z.string().optional() }).optional(),
    subscription_tracking: z
        .strictObject({
            ...enabled,
            text: z.string().optional(),
            html: z.string().optional(),
            substitution_tag: z.string().optional(),
        })
        .optional(),
    ganalytics: z
        .strictObject({
            ...enabled,
            utm_source: z.string().optional(),
            utm_medium: z.string().optional(),
            utm_term: z.string().optional(),
            utm_content: z.string().optional(),
            utm_campaign: z.string().optional(),
        })
        .optional(),
});

/** The body of `POST /v3/mail/send`; the messages are SendGrid's. */
export const sendRequest = z.strictObject({
    personalizations: z
        .array(personalization)
        .min(1, 'The personalizations field is required and must have at least one personalization.')
        .max(1000, 'There are more than 1000 personalizations.'),
    from: sender,
    reply_to: address.optional(),
    reply_to_list: z.array(address).min(1).max(1000).optional(),
    subject: subject.optional(),
    content: z.array(content).min(1, 'There must be at least one defined content block.').optional(),
    attachments: z.array(attachment).optional(),
    template_id: z.string().optional(),
    headers: texts.optional(),
    categories: z.array(z.string().max(255)).max(10).optional(),
    custom_args: texts.optional(),
    send_at: z.int().optional(),
    batch_id: z.string().optional(),
    asm: z.strictObject({ group_id: z.int(), groups_to_display: z.array(z.int()).max(25).optional() }).optional(),
    ip_pool_name: z.string().min(2).max(64).optional(),
    mail_settings: mailSettings.optional(),
    tracking_settings: trackingSettings.optional(),
});

/** A body that has the right shape; {@link findBrokenRules} knows the rest. */
export type SendRequest = z.infer<typeof sendRequest>;
