import { html } from 'hono/html';
import type { OpsInvite } from '../../domain/ops/invite-list.ts';
import { ENGLISH } from '../languages/language.ts';
import type { Markup } from '../markup.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { phraseToText } from '../phrase-text.ts';
import { productWords } from '../words/products.ts';
import { foreign, id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';

/** The partner's own people read English. */
export const words = (phrase: Phrase): Markup => phraseToHtml(phrase, ENGLISH);

export const plainWords = (phrase: Phrase): string => phraseToText(phrase, ENGLISH);

/** A customer's name, or the tenant's ID where there is no other. */
export const customerWords = ({ tenantId, customerName }: { tenantId: string; customerName: string | null }): Phrase =>
    customerName === null || customerName === tenantId ? say`${id(tenantId)}` : say`${foreign(customerName)}`;

interface Subscription {
    subscriptionId: string;
    displayName: string | null;
}

const isNamed = ({ subscriptionId, displayName }: Subscription): boolean =>
    displayName !== null && displayName !== subscriptionId;

/** As Azure names it; by its ID where nobody has read the name. */
export const subscriptionWords = (of: Subscription): Phrase =>
    isNamed(of) ? say`${foreign(of.displayName ?? '')}` : say`${id(of.subscriptionId)}`;

/** What an invite is about: a subscription, else a product. */
export function aboutWords({
    product,
    productName,
    subscriptionId,
    subscriptionName,
}: Pick<OpsInvite, 'product' | 'productName' | 'subscriptionId' | 'subscriptionName'>): Phrase {
    if (product === 'azure')
        return subscriptionWords({ subscriptionId: subscriptionId ?? '', displayName: subscriptionName });
    return productWords({ product, productName, subscriptionId });
}

/** The name, and below it the ID to compare or copy. */
export const subscriptionToHtml = (of: Subscription): Markup =>
    isNamed(of)
        ? html`${words(subscriptionWords(of))} <span class="id">${words(say`${id(of.subscriptionId)}`)}</span>`
        : words(subscriptionWords(of));
