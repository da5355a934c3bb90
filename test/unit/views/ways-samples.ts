import { accountLines, addApplication, lighthouseLines, roleLines } from '../../../shared/domain/ways/command-lines.ts';
import type { NotThereYetPageModel, OtherWaysPageModel } from '../../../shared/views/ways/models.ts';
import { ACTION, request, SUBSCRIPTION_ID, TENANT_ID } from './samples.ts';

const PLACE = { tenantId: TENANT_ID, subscriptionId: SUBSCRIPTION_ID };
export const CLIENT_ID = 'fc000000-0000-4000-8000-00000000000a';
const OBJECT_ID = 'c0000000-0000-4000-8000-000000000201';
const DELEGATION = '11111111-2222-8333-8444-555555555555';
export const TEMPLATE = 'https://attach.fourthcoffee.example/api/templates/lighthouse.json?partnerId=314159';
const PORTAL = 'https://portal.azure.com';
export const WAYS = ACTION.replace('?', '/ways?');

export const about = {
    partner: request.partner,
    subscription: request.subscription,
    mode: 'signin',
    accessBefore: false,
    action: WAYS,
    request: ACTION,
} as const;

export const ways: OtherWaysPageModel = {
    ...about,
    homeTenantId: 'fc000000-0000-4000-8000-000000000001',
    application: {
        clientId: CLIENT_ID,
        objectId: OBJECT_ID,
        isInTenant: true,
        add: addApplication(PLACE, CLIENT_ID),
    },
    lighthouse: {
        portalLink: `${PORTAL}/#create/lighthouse`,
        templateLink: TEMPLATE,
        lines: lighthouseLines(PLACE, TEMPLATE, DELEGATION),
    },
    role: {
        portalLink: `${PORTAL}/#create/role`,
        templateLink: TEMPLATE,
        lines: roleLines(PLACE, CLIENT_ID, OBJECT_ID),
    },
    account: { portalLink: `${PORTAL}/#partner`, lines: accountLines(PLACE, '314159') },
};

export const absent: OtherWaysPageModel = {
    ...ways,
    application: { ...ways.application, objectId: null, isInTenant: false },
};

export const notThere: NotThereYetPageModel = {
    ...about,
    clientId: CLIENT_ID,
    application: 'missing',
    delegation: 'none',
};
