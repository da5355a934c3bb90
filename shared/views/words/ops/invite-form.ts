import type { InviteField, Reseller } from '../../ops/models.ts';

export const INVITE_LABELS: Readonly<Record<InviteField, string>> = {
    product: 'Product',
    productName: 'Name of the product',
    subscriptionId: 'Subscription ID',
    adminEmail: 'Mail address of the admin',
    tenantId: 'Tenant ID',
    customerName: 'Name of the customer',
    partnerId: 'Partner ID',
    note: 'Note in the mail',
    locale: 'Language',
    expiresInDays: 'Days until the link expires',
    allowReplace: 'May replace another partner ID',
    alsoFor: 'The same mail asks for these, too',
    gdapRelationship: 'Delegated administration: relationship ID, or its approval link',
    resellerInvitation: 'Invitation to buy',
};

export const INVITE_HINTS: Readonly<Partial<Record<InviteField, string>>> = {
    product: 'All but Azure are attached by the admin, in a portal of Microsoft’s: our page shows the way.',
    productName: 'Not for Azure: which one is meant where the customer has several, as in Dynamics 365 Sales.',
    subscriptionId:
        'As in 00000000-0000-4000-8000-000000000001. Needed for both fields of Azure; of other products where it is known.',
    adminEmail: 'Somebody who may give access to the subscription, or who administers the product; not one of ours.',
    customerName: 'As the admin knows it.',
    note: 'A sentence of your own, without web or mail addresses; up to 1,000 characters.',
    tenantId: 'Whose product it is. For Azure only needed where Microsoft does not tell it.',
    allowReplace:
        'For Azure, and only where our own application carries another partner ID in the tenant: replacing it changes all of its subscriptions there.',
    alsoFor: 'Of the same tenant; each is answered by itself.',
    gdapRelationship: 'As Partner Center gave it. Nobody needs it to be partner of record, and the mail says so.',
};

/** The columns that a file may have, and what they are. */
export const COLUMNS_HELP =
    'subscriptionId and adminEmail; if you like tenantId, customerName, partnerId, note, locale, expiresInDays and allowReplace (true or false). For products other than Azure product and tenantId, and if you like productName; in alsoFor, further products of the same mail, with semicolons between them; gdapRelationship and resellerInvitation (direct or indirect).';

export const RESELLER_LABELS: Readonly<Record<Reseller, string>> = {
    direct: 'From us',
    indirect: 'From us, through our provider',
};
