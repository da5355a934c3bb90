import { LEAST_ROLE } from '../../../domain/granted-roles.ts';
import { foreign, id, message, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { ReviewPageModel, RoleView } from '../../sign-in/models.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from './common.ts';

export const HEADINGS = {
    granted: message('review.heading.granted'),
    link: message('review.heading.link'),
    undo: message('review.heading.undo'),
    check: message('review.heading.check'),
} as const;

export const title = ({ name }: PartnerView): Phrase =>
    message('review.title', { partner: foreign(name), save: BUTTONS.save });

export const givenTo = ({ partner, application }: ReviewPageModel): Phrase[] => [
    message('review.givenTo.partner', { partner: foreign(partner.name) }),
    message('review.givenTo.clientId', { id: id(application.clientId) }),
    message('review.givenTo.objectId', { id: id(application.objectId) }),
];

export const roleLines = ({ name, id: roleId }: RoleView): Phrase[] => [say`${foreign(name)}`, say`${id(roleId)}`];

/** What the role that is granted allows, where it is the one we know. */
export const roleMeans = ({ partner, role }: ReviewPageModel): Phrase =>
    role.id === LEAST_ROLE.id
        ? message('review.role.least', { role: foreign(role.name), partner: foreign(partner.name) })
        : message('review.role.other', { role: foreign(role.name), iam: PORTAL.iam });

export const alreadyThere = ({ held, delegated, partner: { name } }: ReviewPageModel): Phrase[] => {
    const partner = foreign(name);
    return [
        message('review.there.nothing'),
        ...held.map(({ role, scope }) =>
            message('review.there.held', { partner, role: foreign(role.name), scope: id(scope) }),
        ),
        ...(delegated ? [message('review.there.delegated', { partner })] : []),
        message('review.there.says', { save: term(BUTTONS.save), partner }),
    ];
};

export const conditional = (): Phrase[] => [message('review.conditional'), message('review.conditional.why')];

export const linkIs = ({ partner, delegated }: ReviewPageModel): Phrase[] => [
    message(delegated ? 'review.link.delegated' : 'review.link.own', {
        partner: foreign(partner.name),
        id: id(partner.id),
    }),
    message('review.link.attribution'),
];
