import { isWaiting } from '../invite.ts';
import type { GuidedInvite } from '../invite.ts';
import type { GuidedProduct } from './product.ts';
import type { Said } from './said.ts';

/**
 * What a customer said of a product that it attaches by hand: nobody else can see it, so it is evidence of what was said
 * and of nothing else. Names that were erased are null, and `erasedAt` says when.
 */
export interface ProductEvidence {
    inviteId: string;
    product: GuidedProduct;
    productName: string | null;
    subscriptionId: string | null;
    /** The ID that the customer was asked to name. */
    partnerId: string;
    said: Said;
    invitedBy: string | null;
    invitedAddress: string | null;
    invitedAt: string;
    erasedAt: string | null;
}

/** Undefined where nothing is said, or it was taken back. What lapsed stays said while the customer is asked once more. */
export function productEvidence(invite: GuidedInvite): ProductEvidence | undefined {
    const { status, said } = invite;
    if (said === null || !(status === 'attested' || isWaiting(status))) return undefined;
    return {
        inviteId: invite.id,
        product: invite.product,
        productName: invite.productName,
        subscriptionId: invite.subscriptionId,
        partnerId: invite.partnerId,
        said,
        invitedBy: invite.invitedBy,
        invitedAddress: invite.erasedAt === null ? invite.adminEmail : null,
        invitedAt: invite.createdAt,
        erasedAt: invite.erasedAt,
    };
}
