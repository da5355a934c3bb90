import { errorAt, type SendError } from './send-errors.ts';
import type { SendRequest } from './send-request.ts';

const RECIPIENTS = 1000;
const CUSTOM_ARGS_BYTES = 10_000;
const SEND_AT_HOURS = 72;

/** Headers that SendGrid sets itself. */
const RESERVED = new Set([
    'x-sg-id',
    'x-sg-eid',
    'received',
    'dkim-signature',
    'content-type',
    'content-transfer-encoding',
    'to',
    'from',
    'subject',
    'reply-to',
    'cc',
    'bcc',
]);

type Rule = (request: SendRequest, now: Date) => SendError[];

const reservedIn = (headers: Record<string, string> | undefined, field: string): SendError[] =>
    Object.keys(headers ?? {})
        .filter((name) => RESERVED.has(name.toLowerCase()))
        .map((name) => errorAt(`${field}.${name}`, `The header ${name} is reserved and cannot be set.`));

const subjects: Rule = ({ subject, template_id, personalizations }) =>
    subject !== undefined || template_id !== undefined || personalizations.every((each) => each.subject !== undefined)
        ? []
        : [
              errorAt(
                  'subject',
                  'The subject is required. You can get around this requirement if you use a template with a subject defined or if every personalization has a subject defined.',
              ),
          ];

const contents: Rule = ({ content, template_id }) => {
    if (content === undefined) {
        return template_id === undefined
            ? [
                  errorAt(
                      'content',
                      'Unless a valid template_id is provided, the content parameter is required. There must be at least one defined content block. We typically suggest both text/plain and text/html blocks are included, but only one block is required.',
                  ),
              ]
            : [];
    }
    const types = content.map(({ type }) => type.toLowerCase());
    if (new Set(types).size < types.length) return [errorAt('content', 'Each content type may be used once.')];
    const rank = (type: string) => ['text/plain', 'text/html'].indexOf(type) + 1 || 3;
    const inOrder = types.every((type, index) => index === 0 || rank(types[index - 1] ?? '') <= rank(type));
    return inOrder
        ? []
        : [
              errorAt(
                  'content',
                  'If present, text/plain and text/html may only be provided once, and must be in the order text/plain, text/html, any other.',
              ),
          ];
};

const uniqueRecipients: Rule = ({ personalizations }) =>
    personalizations.flatMap(({ to, cc, bcc }, index) => {
        const seen = new Set<string>();
        for (const [field, people] of Object.entries({ to, cc, bcc })) {
            for (const { email } of people ?? []) {
                if (seen.has(email.toLowerCase())) {
                    return errorAt(
                        `personalizations.${index}`,
                        `Each email address in the personalization block should be unique between to, cc, and bcc. We found the first duplicate instance of [${email}] in the personalizations.${index}.${field} field.`,
                    );
                }
                seen.add(email.toLowerCase());
            }
        }
        return [];
    });

const recipientLimit: Rule = ({ personalizations }) => {
    const count = personalizations.reduce(
        (sum, { to, cc, bcc }) => sum + to.length + (cc?.length ?? 0) + (bcc?.length ?? 0),
        0,
    );
    return count <= RECIPIENTS
        ? []
        : [errorAt('personalizations', `The total number of recipients, ${count}, is above ${RECIPIENTS}.`)];
};

const replyTo: Rule = ({ reply_to, reply_to_list }) => {
    if (reply_to_list === undefined) return [];
    if (reply_to !== undefined) return [errorAt('reply_to', 'Only one of reply_to and reply_to_list may be used.')];
    const emails = reply_to_list.map(({ email }) => email.toLowerCase());
    return new Set(emails).size === emails.length
        ? []
        : [errorAt('reply_to_list', 'Each email address in the reply_to_list should be unique.')];
};

const headers: Rule = (request) => [
    ...reservedIn(request.headers, 'headers'),
    ...request.personalizations.flatMap((each, index) => reservedIn(each.headers, `personalizations.${index}.headers`)),
];

const customArgs: Rule = (request) =>
    request.personalizations.flatMap((each, index) => {
        const bytes = Buffer.byteLength(JSON.stringify({ ...request.custom_args, ...each.custom_args }));
        return bytes < CUSTOM_ARGS_BYTES
            ? []
            : errorAt(
                  `personalizations.${index}.custom_args`,
                  `The custom_args are ${bytes} bytes; the limit is ${CUSTOM_ARGS_BYTES}.`,
              );
    });

const sendAt: Rule = (request, now) => {
    const latest = now.getTime() / 1000 + SEND_AT_HOURS * 3600;
    const times = [
        { field: 'send_at', at: request.send_at },
        ...request.personalizations.map((each, index) => ({
            field: `personalizations.${index}.send_at`,
            at: each.send_at,
        })),
    ];
    return times
        .filter(({ at }) => at !== undefined && at > latest)
        .map(({ field }) => errorAt(field, `Scheduling more than ${SEND_AT_HOURS} hours in advance is forbidden.`));
};

const categories: Rule = (request) =>
    new Set(request.categories).size === (request.categories ?? []).length
        ? []
        : [errorAt('categories', 'Each category should be unique.')];

const rules: Rule[] = [
    subjects,
    contents,
    uniqueRecipients,
    recipientLimit,
    replyTo,
    headers,
    customArgs,
    sendAt,
    categories,
];

/** What SendGrid refuses although the shape is right; empty when it would take the message. */
export const findBrokenRules = (request: SendRequest, now: Date): SendError[] =>
    rules.flatMap((rule) => rule(request, now));
