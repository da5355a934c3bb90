import { foreign, id, message, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { ReviewPageModel } from '../../sign-in/models.ts';
import { MANAGE } from '../status.ts';
import { PORTAL, shellId } from './common.ts';

const { iam, assignments, applications, subscriptions, serviceProviders, activityLog } = PORTAL;

export const takingBack = ({ partner, subscription }: ReviewPageModel): Phrase[] => [
    message('review.undo.link', { manage: term(MANAGE) }),
    message('review.undo.portal', {
        subscriptions,
        subscription: subscription.name === null ? id(subscription.id) : foreign(subscription.name),
        iam,
        assignments,
        partner: foreign(partner.name),
    }),
    message('review.undo.application', { applications }),
    message('review.undo.command'),
];

export const delegatedBack = ({ partner }: ReviewPageModel): Phrase[] => [
    message('review.undo.delegation', { serviceProviders, partner: foreign(partner.name) }),
];

export const removeCommand = ({ application, subscription }: ReviewPageModel): string =>
    `az role assignment delete --assignee ${shellId(application.objectId)} --scope /subscriptions/${shellId(subscription.id)}`;

/** The log shows what was granted: nothing of what was there before. */
export const checking = ({ held, delegated }: ReviewPageModel): Phrase[] => [
    ...(delegated || held.length > 0 ? [] : [message('review.check.log', { activityLog })]),
    message('review.check.command'),
];

export const listCommand = ({ application, subscription }: ReviewPageModel): string =>
    `az role assignment list --assignee ${shellId(application.objectId)} --scope /subscriptions/${shellId(subscription.id)} --include-inherited --output table`;
