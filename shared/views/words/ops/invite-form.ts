import type { InviteField } from '../../ops/models.ts';

export const INVITE_LABELS: Readonly<Record<InviteField, string>> = {
    subscriptionId: 'Subscription ID',
    adminEmail: 'Mail address of the admin',
    tenantId: 'Tenant ID',
    customerName: 'Name of the customer',
    partnerId: 'Partner ID',
    note: 'Note in the mail',
    locale: 'Language',
    expiresInDays: 'Days until the link expires',
    allowReplace: 'May replace another partner ID',
};

export const INVITE_HINTS: Readonly<Partial<Record<InviteField, string>>> = {
    subscriptionId: 'As in 00000000-0000-4000-8000-000000000001.',
    adminEmail: 'Somebody who may give access to the subscription; not one of ours.',
    customerName: 'As the admin knows it.',
    note: 'A sentence of your own, without web or mail addresses; up to 1,000 characters.',
    tenantId: 'Only needed where Microsoft does not tell it.',
    allowReplace:
        'Only where our own application carries another partner ID in the tenant: replacing it changes all of its subscriptions there.',
};

/** The columns that a file may have, and what they are. */
export const COLUMNS_HELP =
    'subscriptionId and adminEmail; if you like tenantId, customerName, partnerId, note, locale, expiresInDays and allowReplace (true or false).';
