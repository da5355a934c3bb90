import type { Product } from '../../domain/products/product.ts';

/** What the forms of the operations pages are made from. */

export const INVITE_FIELDS = [
    'product',
    'productName',
    'subscriptionId',
    'adminEmail',
    'tenantId',
    'customerName',
    'partnerId',
    'note',
    'locale',
    'expiresInDays',
    'allowReplace',
    'alsoFor',
    'gdapRelationship',
    'resellerInvitation',
] as const;

export type InviteField = (typeof INVITE_FIELDS)[number];

/** As typed; a field that was left empty is an empty text. Products beside the first are joined by commas. */
export type InviteValues = Record<InviteField, string>;

export interface FormError {
    /** Null for what is wrong with no field alone. */
    field: InviteField | null;
    message: string;
    /** The invite that stands in the way. */
    inviteId?: string;
}

export interface InviteOneModel {
    /** Makes a second press the same as the first. */
    key: string;
    values: InviteValues;
    errors: readonly FormError[];
    /** The configured location partner IDs. */
    partnerIds: readonly string[];
    /** How long a link is good where nothing else is said. */
    expiresInDays: number;
    /** What can be asked for. */
    products: readonly Product[];
    /** How the customer can be invited to buy. */
    resellers: readonly Reseller[];
}

export type Reseller = 'direct' | 'indirect';

/** What a row asks for, as the file has it; empty where it has none. */
export interface RowSubject {
    /** Undefined for Azure alone. */
    products: readonly string[] | undefined;
    /** Of the subscription, else of the tenant. */
    id: string;
}

/** One row of an uploaded file. */
export interface PreviewRow {
    /** Counted from 1, below the line with the names. */
    number: number;
    about: RowSubject;
    /** As the file has it; empty where it has none. */
    adminEmail: string;
    customerName: string;
    /** Why it cannot be sent; empty where nothing stands against it. */
    reasons: readonly string[];
}

export interface InviteManyModel {
    /** What is wrong with the file as a whole; null before there is one. */
    error: string | null;
}

export interface InvitePreviewModel {
    key: string;
    fileName: string;
    rows: readonly PreviewRow[];
    /** The rows that can be sent, as they travel in the form to be validated once more. */
    carried: string;
    /** Rows of which there was no time to look up the subscription and the admin. */
    notLookedUp: number;
}

/** What became of a row. */
export interface SentRow {
    number: number;
    about: RowSubject;
    adminEmail: string;
    /** Null where it was refused. */
    inviteId: string | null;
    reason: string | null;
}
