import type { GuidedProduct } from '../../../shared/domain/products/product.ts';
import type {
    AskAgainMailModel,
    GuidedInviteMailModel,
    GuidedOutcomeMailModel,
    GuidedReminderMailModel,
} from '../../../shared/views/mail/guided-models.ts';
import type { OtherProductView, ProductView } from '../../../shared/views/view-models.ts';
import { HELP_LINK, OPT_OUT_LINK, SUBSCRIPTION_ID, TENANT_ID, request } from './samples.ts';

const GUIDE = 'https://attach.fourthcoffee.example/api/guide';
export const GUIDE_LINK = `${GUIDE}/0198c0de-0000-4000-8000-000000000001?t=tok-en_1`;
export const OTHER_GUIDE_LINK = `${GUIDE}/0198c0de-0000-4000-8000-000000000002?t=tok-en_2`;

const subscription = { id: SUBSCRIPTION_ID, name: null };

export const productOf = (id: GuidedProduct, over: Partial<ProductView> = {}): ProductView => ({
    ...{ id, name: null, tenantId: TENANT_ID, customerName: 'Contoso' },
    subscription: id === 'azure-dpor' ? subscription : null,
    ...over,
});

export const otherProduct: OtherProductView = {
    partner: request.partner,
    product: productOf('dynamics365', { name: 'Sales Enterprise' }),
    openUntil: '2026-11-23T14:05:00.000Z',
    link: OTHER_GUIDE_LINK,
};

const common = {
    partner: request.partner,
    product: productOf('microsoft365', { name: 'Business Premium' }),
    adminEmail: 'sam@contoso.example',
    openUntil: request.openUntil,
    link: GUIDE_LINK,
    others: [],
    helpLink: HELP_LINK,
    optOutLink: OPT_OUT_LINK,
};

const asked = { invitedBy: 'Ada Lovelace', invitedAt: '2026-11-07T14:05:59.999Z', note: 'As agreed.' };

export const guidedInvite: GuidedInviteMailModel = { ...common, ...asked, alongside: [], relationships: [] };

export const guidedReminder: GuidedReminderMailModel = { ...common, ...asked, mailedAt: '2026-11-07T14:06:00.000Z' };

export const askedAgain: AskAgainMailModel = { ...common, saidAt: '2025-11-08T09:00:03.000Z', why: 'time' };

export const guidedOutcome: GuidedOutcomeMailModel = {
    partner: request.partner,
    product: common.product,
    ended: 'added',
    at: '2026-11-08T09:00:03.000Z',
    saidAt: '2025-11-08T09:00:03.000Z',
    nextStep: 'Nothing, until it is asked again.',
    inviteId: '0198c0de-0000-4000-8000-000000000001',
    adminEmail: 'sam@contoso.example',
};
