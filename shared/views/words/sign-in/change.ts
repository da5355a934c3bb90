import { address, foreign, id, message, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { HeldRoleView, ManagePageModel, RemovePageModel, ReplacePageModel } from '../../sign-in/models.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from './common.ts';

const remove = term(BUTTONS.remove);
const replace = term(BUTTONS.replace);

export const HEADINGS = {
    removes: message('change.heading.does', { button: remove }),
    replaces: message('change.heading.does', { button: replace }),
    above: message('change.heading.above'),
    nothing: message('change.heading.nothing'),
    byHand: message('change.heading.byHand'),
} as const;

export const manageTitle = ({ name }: PartnerView): Phrase =>
    message('change.manage.title', { partner: foreign(name) });

/** Of the page of the manage link. */
export const manageIntro = (): Phrase => message('change.manage.intro');

export const removeMeans = ({ name }: PartnerView): Phrase =>
    message('change.remove.means', { remove, partner: foreign(name) });

export const replaceMeans = ({ partner }: Pick<ManagePageModel, 'partner'>): Phrase =>
    message('change.replace.means', { replace, partner: foreign(partner.name), id: id(partner.id) });

export const nothingToChange = ({ name, contact }: PartnerView): Phrase =>
    message('change.manage.nothing', { partner: foreign(name), contact: address(contact) });

export const portalInstead = ({ name }: PartnerView): Phrase =>
    message('change.manage.portal', {
        iam: PORTAL.iam,
        assignments: PORTAL.assignments,
        partner: foreign(name),
        serviceProviders: PORTAL.serviceProviders,
    });

export const removeTitle = ({ name }: PartnerView): Phrase =>
    message('change.remove.title', { partner: foreign(name) });

export const roleAt = ({ role, scope }: HeldRoleView): Phrase =>
    message('signIn.roleAt', { role: foreign(role.name), scope: id(scope) });

export const noRoleHere = (): Phrase => message('change.remove.noRole');

export const removeDoes = ({ partner, subscription, removed, delegated }: RemovePageModel): Phrase[] => {
    const values = { partner: foreign(partner.name), id: id(partner.id) };
    return [
        message(removed.length === 0 ? 'change.remove.recorded' : 'change.remove.roles', values),
        delegated
            ? message('change.remove.link.delegated', { ...values, serviceProviders: PORTAL.serviceProviders })
            : message('change.remove.link', { ...values, tenant: id(subscription.tenantId) }),
        message('change.remove.others'),
        message('change.remove.told', values),
    ];
};

export const aboveHelp = ({ partner }: RemovePageModel): Phrase =>
    message('change.above.help', { partner: foreign(partner.name) });

export const aboveLabel = message('change.above.label');
export const aboveHint = message('change.above.hint');

export const replaceTitle = ({ partner }: ReplacePageModel): Phrase =>
    message('change.replace.title', { id: id(partner.id) });

export const replaceDoes = ({ partner, currentPartnerId, subscription }: ReplacePageModel): Phrase[] => {
    const values = { partner: foreign(partner.name), id: id(partner.id) };
    return [
        currentPartnerId === null
            ? message('change.replace.unknown', values)
            : message('change.replace.known', { ...values, current: id(currentPartnerId) }),
        message('change.replace.everywhere', { tenant: id(subscription.tenantId) }),
        message('change.replace.access'),
        message('change.replace.told', values),
    ];
};

export const unknownId = (): Phrase => message('change.replace.unread');
