import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { isLinkTemplate } from '../domain/products/link-template.ts';

/*
 * What a setting may look like, said in the words of the message that refuses it. Each kind is one schema, whatever it
 * asks: all of them are made at every start.
 */

/** Takes a text, or refuses it with what it should have been. */
type Read<T> = (value: string, refuse: (shouldBe: string) => never) => T;

/** @param read what the setting's text is to the app */
export const setting = <T>(read: Read<T>) =>
    z.transform((value: unknown, context): T => {
        const refuse = (message: string): never => {
            context.addIssue({ code: 'custom', message });
            return z.NEVER;
        };
        return typeof value === 'string' ? read(value, refuse) : refuse('text');
    });

export const fitting =
    (fits: (value: string) => boolean, shouldBe: string): Read<string> =>
    (value, refuse) =>
        fits(value) ? value : refuse(shouldBe);

export const like = (pattern: RegExp, shouldBe: string): Read<string> =>
    fitting((value) => pattern.test(value), shouldBe);

export const lowerCase =
    (read: Read<string>): Read<string> =>
    (value, refuse) =>
        read(value.toLowerCase(), refuse);

const trimmed =
    <T>(read: Read<T>): Read<T> =>
    (value, refuse) =>
        read(value.trim(), refuse);

const parts = (value: string): string[] =>
    value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');

/** Any number of them, comma between. */
export const listOf = <T>(read: Read<T>) => setting((value, refuse) => parts(value).map((part) => read(part, refuse)));

/** @param most characters */
export const text = (most: number, read: Read<string> = (value) => value) =>
    setting(
        trimmed((value, refuse) => {
            if (value === '') return refuse('not empty');
            return value.length <= most ? read(value, refuse) : refuse(`at most ${most} characters`);
        }),
    );

const aGuid = lowerCase(like(z.regexes.guid, 'a GUID, as in 00000000-0000-4000-8000-000000000001'));
export const guid = setting(aGuid);
export const guids = listOf(aGuid);

/** @param kind which IDs it is one of */
const aPartnerId = (kind: string) => like(/^\d{5,10}$/, `a ${kind} partner ID: 5 to 10 digits`);
export const partnerId = setting(aPartnerId('location'));
export const partnerIds = listOf(aPartnerId('location'));
export const globalPartnerId = setting(aPartnerId('virtual-organisation (global)'));

const anAddress = like(z.regexes.email, 'a mail address');
export const address = setting(anAddress);
export const addresses = listOf(anAddress);

/** @param what as the message calls them */
export const hosts = (what: string) =>
    listOf(lowerCase(like(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, `${what} names, comma between`)));

export const whole = (least: number, most: number) =>
    setting((value, refuse) => {
        const isWithin = /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
        return isWithin ? Number(value) : refuse(`a whole number from ${least} to ${most}`);
    });

export const onOff = setting((value, refuse) =>
    value === 'true' || value === 'false' ? value === 'true' : refuse('true or false'),
);

const urlOf = (value: string): URL | undefined => (URL.canParse(value) ? new URL(value) : undefined);
const hasUser = (url: URL) => url.username !== '' || url.password !== '';
const isLoopback = (url: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

/** An origin without path. Plain HTTP is for loopback alone: a link in a mail carries a token. */
export const origin = (what: string) =>
    setting((value, refuse) => {
        const url = urlOf(value);
        const secure =
            url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
        if (!secure || url.pathname !== '/' || url.search !== '' || url.hash !== '' || hasUser(url)) {
            return refuse(`${what}: an https:// origin without path (http:// for localhost alone)`);
        }
        return url.origin;
    });

export const signingKeys = setting((value, refuse) => {
    const keys = value.split(',').map((entry) => {
        const [, id, secret] = /^\s*([A-Za-z0-9]{1,8}):([A-Za-z0-9_-]+)\s*$/.exec(entry) ?? [];
        return { id: id ?? '', secret: Buffer.from(secret ?? '', 'base64url') };
    });
    const ids = new Set(keys.map((key) => key.id));
    const isSound = ids.size === keys.length && keys.every((key) => key.id !== '' && key.secret.length >= 32);
    return isSound
        ? keys
        : refuse(
              'id:secret pairs, comma between, newest first; id of 1 to 8 letters or digits, secret of 32 or more bytes as base64url',
          );
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

/** By the rules of the SDK, which looks at it no sooner than a table is first asked for. */
export const isTablesConnection = (value: string): boolean => {
    const has = (name: string, pattern = '[^;]+') => new RegExp(`(^|;)\\s*${name}=${pattern}`, 'i').test(value);
    const hasEndpoint = has('TableEndpoint') || (has('DefaultEndpointsProtocol', 'https?;') && has('EndpointSuffix'));
    const byKey = has('AccountName') && has('AccountKey') && hasEndpoint;
    return has('UseDevelopmentStorage', 'true') || byKey || (has('TableEndpoint') && has('SharedAccessSignature'));
};

export const cron = setting(
    trimmed(like(/^(\S+\s+){5}\S+$/, 'an NCRONTAB expression of six fields, seconds first, in UTC')),
);

/** A link with names in braces, of which these are known. */
export const linkTemplate = (...names: readonly string[]) =>
    setting((value, refuse) => {
        const link = value.trim();
        if (isLinkTemplate(link, names)) return link;
        return refuse(
            names.length === 0
                ? 'an https:// link with nothing in braces'
                : `an https:// link in which only ${names.map((name) => `{${name}}`).join(', ')} may stand in braces, none of them in its host`,
        );
    });

/** Days after which something happens, in order; `none` for never. */
export const daysAfter = (most: number) =>
    setting((value, refuse) => {
        const days = value.trim() === 'none' ? [] : parts(value);
        const isSound = days.every((day) => /^\d{1,2}$/.test(day) && Number(day) <= most);
        if (!isSound) return refuse(`days from 0 to ${most}, comma between, or none`);
        return [...new Set(days.map(Number))].sort((one, other) => one - other);
    });

/** `ClientId=…;Authorization=AAD`: the identity that telemetry is sent by. */
export const insightsIdentity = setting((value, refuse) => {
    const given = new Map(
        value.split(';').map((part): [string, string] => {
            const [name = '', ...rest] = part.split('=');
            return [name.trim().toLowerCase(), rest.join('=').trim()];
        }),
    );
    const clientId = given.get('clientid');
    const isSound = clientId === undefined || z.regexes.guid.test(clientId);
    if (given.get('authorization')?.toUpperCase() !== 'AAD' || !isSound) {
        return refuse('Authorization=AAD, or ClientId=…;Authorization=AAD');
    }
    return { clientId: clientId?.toLowerCase() };
});

/** A collector for OTLP over HTTP; what is behind the address is added to it. */
export const collector = setting((value, refuse) => {
    const url = urlOf(value);
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || hasUser(url)) {
        return refuse('an http:// or https:// address without query');
    }
    return url.href.replace(/\/+$/, '');
});
