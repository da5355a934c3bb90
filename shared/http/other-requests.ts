import { isAzure } from '../domain/invite.ts';
import type { Invite } from '../domain/invite.ts';
import type { SigningKey } from '../domain/link-token.ts';
import { otherRequestView } from '../views/request-view.ts';
import type { OtherRequestView } from '../views/view-models.ts';
import { guidePathOf } from './guide-link.ts';
import { confirmPathOf } from './quick-link.ts';

/** Requests that a page lists beside its own, each with a link of its own whose token is made anew. */
export const otherRequests = (
    others: readonly Invite[],
    keys: readonly SigningKey[],
    contact: string,
): OtherRequestView[] =>
    others.map((invite) => {
        const link = isAzure(invite) ? confirmPathOf(invite, keys) : guidePathOf(invite, keys);
        return otherRequestView({ invite, link }, contact);
    });
