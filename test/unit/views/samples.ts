import type {
    AdminOutcomeMailModel,
    ConfirmPageModel,
    InviteMailModel,
    OptOutPageModel,
    OtherSubscriptionView,
    PartnerOutcomeMailModel,
    ReminderMailModel,
    RequestView,
    StatusPageModel,
} from '../../../shared/views/view-models.ts';

export const SUBSCRIPTION_ID = 'c0000000-0000-4000-8000-0000000000a1';
export const TENANT_ID = 'c0000000-0000-4000-8000-000000000001';
export const ACTION = `/api/confirm/${SUBSCRIPTION_ID}/partnerId/314159?t=tok-en_1`;
export const LINK = `https://attach.fourthcoffee.example${ACTION}`;

export const request: RequestView = {
    partner: { name: 'Fourth Coffee', id: '314159', contact: 'partners@fourthcoffee.example' },
    subscription: { id: SUBSCRIPTION_ID, name: 'Production', tenantId: TENANT_ID, customerName: 'Contoso' },
    invitedBy: 'Ada Lovelace',
    invitedAt: '2026-11-07T14:05:59.999Z',
    note: 'As agreed.',
    openUntil: '2026-11-21T14:05:00.000Z',
    replaces: false,
    relationships: [],
};

export const confirm: ConfirmPageModel = {
    ...request,
    action: ACTION,
    declined: false,
    mode: 'email',
    signInHost: null,
    otherWays: null,
    others: [],
};

export const CLIENT_ID = 'a0000000-0000-4000-8000-0000000000c1';

/** What the customer is told to do depends on. */
const next = { outcome: null, mode: 'signin', clientId: CLIENT_ID } as const;

export const status: StatusPageModel = {
    partner: request.partner,
    subscription: request.subscription,
    status: 'attaching',
    ...next,
    timeline: [{ at: '2026-11-07T14:05:00.000Z', event: 'issued' }],
    confirmAction: null,
    manageAction: null,
    confirmedBy: null,
};

export const HELP_LINK = 'https://attach.fourthcoffee.example/api/help?lang=en';
export const OPT_OUT_LINK = 'https://attach.fourthcoffee.example/api/opt-out?t=stop-1';

export const invite: InviteMailModel = {
    ...request,
    adminEmail: 'sam@contoso.example',
    link: LINK,
    mode: 'email',
    alongside: [],
    others: [],
    helpLink: HELP_LINK,
    optOutLink: OPT_OUT_LINK,
};

export const OTHER_ID = 'c0000000-0000-4000-8000-0000000000a2';
const OTHER_ACTION = `/api/confirm/${OTHER_ID}/partnerId/314159?t=tok-en_2`;
export const OTHER_LINK = `https://attach.fourthcoffee.example${OTHER_ACTION}`;

/** What else waits for the same mailbox. */
export const otherOnPage: OtherSubscriptionView = {
    partner: request.partner,
    subscription: { ...request.subscription, id: OTHER_ID, name: 'Analytics' },
    openUntil: '2026-11-23T14:05:00.000Z',
    link: OTHER_ACTION,
};

export const reminder: ReminderMailModel = {
    ...invite,
    mailedAt: '2026-11-07T14:06:00.000Z',
    others: [{ ...otherOnPage, link: OTHER_LINK }],
};

export const optOut: OptOutPageModel = {
    partner: { name: request.partner.name, contact: request.partner.contact },
    action: '/api/opt-out?t=stop-1',
    optedOutAt: null,
};

const outcome = {
    partner: request.partner,
    subscription: request.subscription,
    status: 'failed',
    at: '2026-11-08T09:00:03.000Z',
    origin: 'partner',
    account: null,
    adminEmail: 'sam@contoso.example',
} as const;

export const toAdmin: AdminOutcomeMailModel = {
    ...outcome,
    ...next,
    outcome: { status: 'failed', cause: 'gave-up' },
    statusLink: LINK,
    manageLink: null,
    helpLink: HELP_LINK,
    optOutLink: OPT_OUT_LINK,
};

export const toPartner: PartnerOutcomeMailModel = {
    ...outcome,
    nextStep: 'An administrator adds the application.',
    inviteId: '0198c0de-0000-7000-8000-000000000001',
    reason: 'application-missing',
};
