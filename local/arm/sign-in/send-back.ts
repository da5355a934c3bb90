import { errorText } from '../entra/entra-error.ts';
import type { Reply } from '../wire.ts';
import type { ReturnAddress } from './application.ts';
import type { PageVisit } from './page-visit.ts';
import type { Refusal } from './refusals.ts';

/** Leads back to the application, `state` unchanged. */
export const sendBack = ({ redirectUri, state }: ReturnAddress, values: Record<string, string>): Reply => {
    const url = new URL(redirectUri);
    for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
    if (state !== undefined) url.searchParams.set('state', state);
    return { status: 302, headers: { Location: url.href, 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' } };
};

/** Leads back to the application with what it is refused. */
export const sendRefusal = (address: ReturnAddress, refusal: Refusal, { request, url, now }: PageVisit): Reply =>
    sendBack(address, {
        error: refusal.error,
        error_description: errorText(refusal, request, now).text,
        error_uri: `${url}/error?code=${refusal.code}`,
        ...(refusal.subcode === undefined ? {} : { error_subcode: refusal.subcode }),
    });
