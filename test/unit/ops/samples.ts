import { PRODUCTS } from '../../../shared/domain/products/product.ts';
import type { DeadLetter } from '../../../shared/domain/dead-letter.ts';
import { nothingSeen } from '../../../shared/domain/customer.ts';
import type { CustomerStory } from '../../../shared/domain/ops/customer-list.ts';
import type { InviteStory, OpsInvite } from '../../../shared/domain/ops/invite-list.ts';
import type { OpsMissing } from '../../../shared/domain/ops/missing-list.ts';
import type { OpsOverview } from '../../../shared/domain/ops/overview.ts';
import type { OpsRun } from '../../../shared/domain/ops/runs.ts';
import { NO_RELATIONSHIPS } from '../../../shared/domain/products/relationships.ts';
import { noInvites } from '../../../shared/domain/report/funnel.ts';
import { auditPage } from '../../../shared/views/ops/audit-page.ts';
import { auditsPage } from '../../../shared/views/ops/audits-page.ts';
import { customerPage } from '../../../shared/views/ops/customer-page.ts';
import { customersPage } from '../../../shared/views/ops/customers-page.ts';
import { deadLettersPage } from '../../../shared/views/ops/dead-letters-page.ts';
import { inviteManyPage } from '../../../shared/views/ops/invite-many-page.ts';
import { inviteOnePage } from '../../../shared/views/ops/invite-one-page.ts';
import { invitePage } from '../../../shared/views/ops/invite-page.ts';
import { invitePreviewPage, inviteSentPage } from '../../../shared/views/ops/invite-preview-page.ts';
import { invitesPage } from '../../../shared/views/ops/invites-page.ts';
import { missingPage } from '../../../shared/views/ops/missing-page.ts';
import type { OpsFrame } from '../../../shared/views/ops/ops-layout.ts';
import { opsProblemPage } from '../../../shared/views/ops/ops-problem-page.ts';
import { overviewPage } from '../../../shared/views/ops/overview-page.ts';

export const TENANT = 'c0000000-0000-4000-8000-000000000001';
export const SUBSCRIPTION = 'c0000000-0000-4000-8000-0000000000a1';
const INVITE = '1c000000-0000-4000-8000-000000000001';
export const NOW = '2026-11-21T12:00:00.000Z';

export const frame: OpsFrame = {
    partnerName: 'Fourth Coffee',
    viewerName: 'operator@fourthcoffee.example',
    mayAct: true,
};

const totals = { subscriptions: 100_003, covered: 61_234, missing: 38_765, excluded: 2, inactive: 1, unknown: 1 };
const looked = { searched: 1, isComplete: true };
const age = { under7Days: 1, under30Days: 0, under90Days: 0, older: 0 };

export const run = (over: Partial<OpsRun> = {}): OpsRun => ({
    id: 'a1',
    status: 'finished',
    startedAt: '2026-11-21T05:00:00.000Z',
    finishedAt: '2026-11-21T05:10:00.000Z',
    expected: 1_200,
    tenants: { done: 1_190, failed: 10, partial: 3 },
    totals,
    changes: { new: 2, newlyMissing: 1, recovered: 0, moved: 0, gone: 0, migrated: 0 },
    ...over,
});

export const missingRow = (text: string): OpsMissing => ({
    tenantId: TENANT,
    customerName: text,
    subscriptionId: SUBSCRIPTION,
    displayName: text,
    reason: 'no-link',
    nextStep: text,
    firstSeenAt: '2026-11-01T00:00:00.000Z',
    missingSince: '2026-11-11T12:00:00.000Z',
    days: 10,
});

export const listed = (text: string): OpsInvite => ({
    id: INVITE,
    status: 'sent',
    origin: 'partner',
    product: 'azure',
    productName: null,
    subscriptionId: SUBSCRIPTION,
    subscriptionName: text,
    tenantId: TENANT,
    customerName: text,
    adminEmail: 'admin@contoso.example',
    invitedBy: text,
    createdAt: NOW,
    expiresAt: NOW,
    nextStep: text,
    erasedAt: null,
    saidState: null,
});

export const inviteStory = (text: string): InviteStory => ({
    asOf: NOW,
    invite: {
        ...listed(text),
        partnerId: '314159',
        partnerName: 'Fourth Coffee',
        note: text,
        locale: 'en',
        allowReplace: true,
        generation: 1,
        confirmedBy: text,
        reminders: 1,
        timeline: [{ at: NOW, event: 'issued', status: 'issued', detail: text }],
        said: null,
        relationships: NO_RELATIONSHIPS,
    },
    mails: [{ key: 'invite-1', kind: 'invite', state: 'failed', dueAt: null, lastError: text }],
    together: [],
    can: { resend: true, revoke: true, retry: true, proof: false },
});

/** Of a product that the customer attaches by hand, with all that may be said of it. */
export const guidedStory = (text: string): InviteStory => {
    const { invite, ...story } = inviteStory(text);
    const about = { product: 'dynamics365', productName: text, subscriptionId: null, subscriptionName: null } as const;
    return {
        ...story,
        invite: {
            ...{ ...invite, ...about, status: 'attested', saidState: 'asked' },
            relationships: { gdap: { link: text }, reseller: 'indirect' },
            said: {
                ...{ at: NOW, by: 'admin@contoso.example', askAt: null, lapsedAt: null },
                asked: { at: NOW, until: '2026-12-21T12:00:00.000Z', why: 'facts' },
                proof: { note: text, at: NOW, checked: { at: NOW, by: text } },
            },
        },
        together: [{ ...listed(text), product: 'ems', productName: text, subscriptionId: null }],
        can: { ...story.can, proof: true },
    };
};

const change = (text: string) => ({
    tenantId: TENANT,
    customerName: text,
    subscriptionId: SUBSCRIPTION,
    displayName: text,
    what: 'newlyMissing' as const,
    from: 'covered',
    to: 'no-link',
});

const failedTenants = (text: string) => ({
    count: 1,
    items: [{ tenantId: TENANT, customerName: text, reason: 'deadline' }],
});

export const overview = (text: string): OpsOverview => ({
    asOf: NOW,
    coverage: {
        run: { ...run(), finishedAt: NOW },
        totals,
        trend: [{ runId: 'a1', finishedAt: NOW, totals }],
        changes: { newlyMissing: 1, new: 0, migrated: 0, moved: 0, gone: 0, recovered: 0 },
        changed: [change(text)],
        failed: failedTenants(text),
        partial: 3,
    },
    funnel: {
        invited: 20_000,
        saidYes: 10_000,
        attached: 5_000,
        byProduct: {},
        byStatus: noInvites(),
        isComplete: true,
        asOf: NOW,
    },
    running: [],
    deadLetters: { count: 0, isComplete: true },
});

export const customerStory = (text: string): CustomerStory => ({
    asOf: NOW,
    customer: { ...nothingSeen, tenantId: TENANT, name: text },
    standing: { runId: 'a1', finishedAt: NOW, totals, outcome: 'failed', partial: false, reason: text },
    missing: { count: 1, items: [missingRow(text)] },
    isAudited: false,
    byHand: [{ ...listed(text), product: 'intune', productName: text, status: 'attested', saidState: 'lapsed' }],
    attachedSince: [],
    invites: [listed(text)],
    changes: [{ ...change(text), runId: 'a1', at: NOW }],
    audits: [{ runId: 'a1', finishedAt: NOW, totals, outcome: 'failed', partial: false, reason: text }],
});

export const letter = (text: string, over: Partial<DeadLetter> = {}): DeadLetter => ({
    id: 'd0000000000001-0123456789abcdef',
    queue: 'outbound-mail',
    messageId: 'm1',
    reason: text,
    detail: text,
    about: { inviteId: INVITE, mail: 'invite-1' },
    deadLetteredAt: NOW,
    retriedAt: null,
    ...over,
});

const values = (text: string) => ({
    ...{ subscriptionId: text, adminEmail: text, tenantId: text, customerName: text, partnerId: text },
    ...{ note: text, locale: text, expiresInDays: text, allowReplace: text, product: text, productName: text },
    ...{ alsoFor: text, gdapRelationship: text, resellerInvitation: text },
});

const previewRow = (text: string, reasons: string[]) => ({
    ...{ number: 1, about: { products: [text, text], id: text }, adminEmail: text, customerName: text, reasons },
});

/** Every operations page with a text wherever somebody else may write. */
export const opsPages = (text: string, over: Partial<OpsFrame> = {}): [name: string, page: string][] => {
    const around = { ...frame, viewerName: text, ...over };
    const list = { asOf: NOW, cursor: 'next', looked, found: 1 };
    return [
        ['overview', overviewPage(overview(text), [run({ status: 'running', totals: null })], around)],
        [
            'missing',
            missingPage(
                {
                    ...list,
                    isAudited: true,
                    items: [missingRow(text)],
                    counts: { count: 1, byReason: { 'no-link': 1 }, ages: age },
                },
                { sort: 'newest', search: text },
                around,
            ),
        ],
        [
            'customers',
            customersPage(
                {
                    ...list,
                    items: [
                        {
                            tenantId: TENANT,
                            name: text,
                            access: 'none',
                            discovery: 'partial',
                            totals,
                            outcome: 'failed',
                        },
                    ],
                },
                { sort: 'missing', search: text },
                around,
            ),
        ],
        ['customer', customerPage(customerStory(text), around)],
        ['invites', invitesPage({ ...list, items: [listed(text)] }, { search: text }, around)],
        ['invite', invitePage(inviteStory(text), around)],
        ['invite about a product', invitePage(guidedStory(text), around)],
        ['audits', auditsPage({ ...list, items: [run()] }, {}, around)],
        [
            'audit',
            auditPage(
                {
                    asOf: NOW,
                    run: run(),
                    failed: failedTenants(text),
                    partial: { count: 1, items: [{ tenantId: TENANT, customerName: text }] },
                },
                around,
            ),
        ],
        [
            'dead letters',
            deadLettersPage({ ...list, items: [letter(text)], waiting: { count: 1, isComplete: true } }, {}, around),
        ],
        [
            'form to invite',
            inviteOnePage(
                {
                    key: '0'.repeat(32),
                    values: values(text),
                    errors: [{ field: 'note', message: text, inviteId: INVITE }],
                    partnerIds: ['314159', '314160'],
                    expiresInDays: 14,
                    products: PRODUCTS,
                    resellers: ['direct', 'indirect'],
                },
                around,
            ),
        ],
        ['form to invite from a file', inviteManyPage({ error: text }, around)],
        [
            'preview',
            invitePreviewPage(
                {
                    key: '0'.repeat(32),
                    fileName: text,
                    rows: [previewRow(text, []), previewRow(text, [text])],
                    carried: JSON.stringify([{ index: 0, value: text }]),
                    notLookedUp: 0,
                },
                around,
            ),
        ],
        [
            'result',
            inviteSentPage(
                [
                    {
                        ...{ number: 1, about: { products: undefined, id: text } },
                        ...{ adminEmail: text, inviteId: null, reason: text },
                    },
                ],
                around,
            ),
        ],
        [
            'problem',
            opsProblemPage({
                ...{ status: 404, title: 'Not found.', detail: text, correlationId: 'c-1234567' },
                partnerName: text,
            }),
        ],
    ];
};
