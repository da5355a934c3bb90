import type {
    AdminConsentPageModel,
    ManagePageModel,
    OpenLinkPageModel,
    RefusalPageModel,
    RemovePageModel,
    ReplacePageModel,
    ReviewPageModel,
} from '../../../shared/views/sign-in/models.ts';
import { SUBSCRIPTION_ID, TENANT_ID, request } from './samples.ts';

export const SIGN_IN_HOST = 'login.microsoftonline.com';
export const CLIENT_ID = 'fc000000-0000-4000-8000-00000000000a';
export const OBJECT_ID = 'c0000000-0000-4000-8000-00000000005a';
export const SUPPORT_ROLE_ID = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
export const READER_ROLE_ID = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
export const FURTHER_ID = 'c0000000-0000-4000-8000-0000000000a3';
export const OPEN_LINK = `https://attach.fourthcoffee.example/api/confirm/${SUBSCRIPTION_ID}/partnerId/314159`;
export const CONSENT_LINK = `https://${SIGN_IN_HOST}/${TENANT_ID}/v2.0/adminconsent?client_id=${CLIENT_ID}&state=x`;
export const PORTAL_LINK = `https://portal.azure.com/#@${TENANT_ID}/resource/subscriptions/${SUBSCRIPTION_ID}/users`;

const { partner, subscription } = request;
const account = { name: 'owner@contoso.example', displayName: 'Olga Owner' };
const form = { action: '/api/signin/grant', hidden: [{ name: 'formToken', value: 'form-tok_1' }] };
const support = { name: 'Support Request Contributor', id: SUPPORT_ROLE_ID };

export const onSubscription = { role: support, scope: `/subscriptions/${SUBSCRIPTION_ID}` };
export const onRoot = {
    role: { name: 'Contributor', id: 'b24988ac-6180-42a0-ab88-20f7382dd24c' },
    scope: `/providers/Microsoft.Management/managementGroups/${TENANT_ID}`,
};

export const openLink: OpenLinkPageModel = {
    partner,
    subscriptionId: SUBSCRIPTION_ID,
    action: `/api/confirm/${SUBSCRIPTION_ID}/partnerId/314159`,
    signInHost: SIGN_IN_HOST,
};

export const review: ReviewPageModel = {
    partner,
    subscription,
    account,
    application: { clientId: CLIENT_ID, objectId: OBJECT_ID },
    role: support,
    readerRole: { name: 'Reader', id: READER_ROLE_ID },
    held: [],
    delegated: false,
    conditional: false,
    furtherSubscriptions: [{ id: FURTHER_ID, name: 'Analytics' }],
    moreSubscriptions: 0,
    managementGroups: [
        { id: TENANT_ID, name: 'Tenant Root Group', isRoot: true, subscriptions: 4 },
        { id: 'platform', name: 'Platform', isRoot: false, subscriptions: 1 },
    ],
    replaces: false,
    form,
};

export const remove: RemovePageModel = {
    partner,
    subscription,
    account,
    removed: [onSubscription],
    above: [onRoot],
    delegated: false,
    form,
};

export const replace: ReplacePageModel = { partner, subscription, account, currentPartnerId: '999999', form };

export const refusal: RefusalPageModel = {
    refusal: 'no-right',
    partner,
    subscriptionId: SUBSCRIPTION_ID,
    account,
    back: `/api/confirm/${SUBSCRIPTION_ID}/partnerId/314159`,
    forwardLink: OPEN_LINK,
    adminConsentLink: null,
    policy: null,
    accessControlLink: PORTAL_LINK,
};

export const adminConsent: AdminConsentPageModel = { partner, given: true, forwardLink: OPEN_LINK };

export const manage: ManagePageModel = {
    partner,
    subscription,
    canRemove: true,
    canReplace: true,
    confirmedBy: 'owner@contoso.example',
    action: `/api/manage/${SUBSCRIPTION_ID}/partnerId/314159?t=tok-en_1`,
};
