import { app } from '@azure/functions';
import { PARTNER_KEY_ROUTE } from '../shared/access-module.ts';
import { noContent } from '../shared/http/respond.ts';
import { httpHandler } from '../shared/http/route.ts';

/** `GET /api/partner-key`: 204 for whoever the host lets in, which is all that it is asked for. */
export const registerPartnerKey = (): void =>
    app.http('partner-key', {
        methods: ['GET'],
        route: PARTNER_KEY_ROUTE,
        authLevel: 'function',
        handler: httpHandler(() => Promise.resolve(noContent())),
    });
