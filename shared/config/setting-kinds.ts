import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { isLinkTemplate } from '../domain/products/link-template.ts';

/*
 * What a setting may look like, said in the words of the message that refuses it.
 */

export const guid = z.guid('a GUID, as in 00000000-0000-4000-8000-000000000001').transform((id) => id.toLowerCase());
/** @param kind which IDs it is one of */
export const partnerIdOf = (kind: string) => z.string().regex(/^\d{5,10}$/, `a ${kind} partner ID: 5 to 10 digits`);
export const partnerId = partnerIdOf('location');

/** @param what as the message calls them */
export const hosts = (what: string) =>
    list(
        z
            .string()
            .toLowerCase()
            .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, `${what} names, comma between`),
    );
export const address = z.email('a mail address');
export const text = (max: number) => z.string().trim().min(1, 'not empty').max(max, `at most ${max} characters`);

export const whole = (least: number, most: number) =>
    z
        .string()
        .regex(/^\d{1,9}$/, `a whole number from ${least} to ${most}`)
        .transform(Number)
        .refine((n) => n >= least && n <= most, `a whole number from ${least} to ${most}`);

export const list = <T extends z.ZodType<string, string>>(item: T) =>
    z
        .string()
        .transform((value) =>
            value
                .split(',')
                .map((part) => part.trim())
                .filter((part) => part !== ''),
        )
        .pipe(z.array(item));

export const onOff = z.enum(['true', 'false'], 'true or false').transform((value) => value === 'true');

const hasUser = (url: URL) => url.username !== '' || url.password !== '';
const isLoopback = (url: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

/** An origin without path. Plain HTTP is for loopback alone: a link in a mail carries a token. */
export const origin = (what: string) =>
    z.string().transform((value, context) => {
        const url = URL.canParse(value) ? new URL(value) : undefined;
        const secure =
            url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
        if (!secure || url.pathname !== '/' || url.search !== '' || url.hash !== '' || hasUser(url)) {
            context.addIssue({
                code: 'custom',
                message: `${what}: an https:// origin without path (http:// for localhost alone)`,
            });
            return z.NEVER;
        }
        return url.origin;
    });

export const signingKeys = z.string().transform((value, context) => {
    const keys = value.split(',').map((entry) => {
        const [, id, secret] = /^\s*([A-Za-z0-9]{1,8}):([A-Za-z0-9_-]+)\s*$/.exec(entry) ?? [];
        return { id: id ?? '', secret: Buffer.from(secret ?? '', 'base64url') };
    });
    const ids = new Set(keys.map((key) => key.id));
    if (ids.size !== keys.length || keys.some((key) => key.id === '' || key.secret.length < 32)) {
        context.addIssue({
            code: 'custom',
            message:
                'id:secret pairs, comma between, newest first; id of 1 to 8 letters or digits, secret of 32 or more bytes as base64url',
        });
        return z.NEVER;
    }
    return keys;
});

/** SendGrid signs its events with ECDSA and shows the key as base64 DER. */
export const isEventKey = (value: string): boolean => {
    try {
        const key = createPublicKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'spki' });
        return key.asymmetricKeyType === 'ec';
    } catch {
        return false;
    }
};

export const cron = z
    .string()
    .trim()
    .regex(/^(\S+\s+){5}\S+$/, 'an NCRONTAB expression of six fields, seconds first, in UTC');

/** A link with names in braces, of which these are known. */
export const linkTemplate = (...names: readonly string[]) =>
    z
        .string()
        .trim()
        .refine(
            (value) => isLinkTemplate(value, names),
            names.length === 0
                ? 'an https:// link with nothing in braces'
                : `an https:// link in which only ${names.map((name) => `{${name}}`).join(', ')} may stand in braces, none of them in its host`,
        );

/** Days after which something happens, in order; `none` for never. */
export const daysAfter = (most: number) =>
    z
        .string()
        .trim()
        .transform((value) => (value === 'none' ? '' : value))
        .pipe(list(z.string().regex(/^\d{1,2}$/, `days from 0 to ${most}, comma between, or none`)))
        .transform((days) => [...new Set(days.map(Number))].sort((one, other) => one - other))
        .refine((days) => days.every((count) => count <= most), `days from 0 to ${most}, comma between, or none`);

/** `ClientId=…;Authorization=AAD`: the identity that telemetry is sent by. */
export const insightsIdentity = z.string().transform((value, context) => {
    const parts = new Map(
        value.split(';').map((part): [string, string] => {
            const [name = '', ...rest] = part.split('=');
            return [name.trim().toLowerCase(), rest.join('=').trim()];
        }),
    );
    const clientId = guid.optional().safeParse(parts.get('clientid'));
    if (parts.get('authorization')?.toUpperCase() !== 'AAD' || !clientId.success) {
        context.addIssue({ code: 'custom', message: 'Authorization=AAD, or ClientId=…;Authorization=AAD' });
        return z.NEVER;
    }
    return { clientId: clientId.data };
});

/** A collector for OTLP over HTTP; what is behind the address is added to it. */
export const collector = z.string().transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || hasUser(url)) {
        context.addIssue({ code: 'custom', message: 'an http:// or https:// address without query' });
        return z.NEVER;
    }
    return url.href.replace(/\/+$/, '');
});
