import type {
    GuideAgainModel,
    GuideGoneModel,
    GuideOpenModel,
    GuidePageModel,
    GuideSaidModel,
    GuideView,
} from '../../../shared/views/guide/models.ts';
import { otherOnPage, request, SUBSCRIPTION_ID, TENANT_ID } from './samples.ts';

export const PORTAL_LINK = 'https://admin.example/products';

const view: GuideView = {
    partner: request.partner,
    product: {
        ...{ id: 'microsoft365', name: 'E5', subscription: null, tenantId: TENANT_ID, customerName: 'Contoso' },
    },
    invitedBy: 'Ada Lovelace',
    invitedAt: '2026-11-07T14:05:59.999Z',
    note: 'As agreed.',
    portalLink: PORTAL_LINK,
    relationships: [],
    others: [],
    action: '/api/guide/0198c0de-0000-7000-8000-000000000001?t=tok-en_1',
};

/** A request for the older field of Azure. */
export const LEGACY: Pick<GuideView, 'partner' | 'portalLink' | 'product'> = {
    ...{ partner: { ...request.partner, id: '3141592' }, portalLink: 'https://portal.example/#@x' },
    product: {
        ...view.product,
        ...{ id: 'azure-dpor', name: null, subscription: { id: SUBSCRIPTION_ID, name: 'Production' } },
    },
};

export const open: GuideOpenModel = {
    ...{ ...view, state: 'open', openUntil: '2026-11-21T14:05:00.000Z', declined: false, notNowAt: null },
};

export const again: GuideAgainModel = {
    ...{ ...view, state: 'asked-again', openUntil: '2027-12-21T14:05:00.000Z', notNowAt: null },
    ...{ saidAt: '2026-11-08T09:00:03.000Z', why: 'time' },
};

export const said: GuideSaidModel = {
    ...{ ...view, state: 'said', saidAt: '2026-11-08T09:00:03.000Z', askAt: '2027-11-08T09:00:03.000Z' },
};

export const gone: GuideGoneModel = { ...view, state: 'gone', goneAt: '2026-12-08T09:00:03.000Z' };

/** All that there can be. */
export const guidePages: [string, GuidePageModel][] = [
    ['open', open],
    ['open, of the older field', { ...open, ...LEGACY }],
    ['open, of what was called otherwise', { ...open, product: { ...open.product, id: 'dynamics365', name: null } }],
    ['open, of nobody in particular', { ...open, invitedBy: null, note: null }],
    ['left for later', { ...open, notNowAt: '2026-11-08T09:00:03.000Z', others: [otherOnPage] }],
    ['declined before', { ...open, declined: true }],
    ['asked again', again],
    ['asked again, of the older field, as facts changed', { ...again, ...LEGACY, why: 'facts' }],
    ['asked again and left for later', { ...again, notNowAt: '2027-11-09T09:00:03.000Z' }],
    ['said', said],
    ['said for good', { ...said, askAt: null }],
    ['gone', gone],
];
