import { STATUS_OF } from '../../../shared/domain/errors.ts';
import type { ErrorCode } from '../../../shared/domain/errors.ts';
import { FAILURE_CAUSES } from '../../../shared/domain/attach-outcome.ts';
import type { AttachOutcome } from '../../../shared/domain/attach-outcome.ts';
import { confirmPage } from '../../../shared/views/confirm-page.ts';
import { helpPage } from '../../../shared/views/help/help-page.ts';
import { linkGonePage } from '../../../shared/views/link-gone-page.ts';
import { optOutPage } from '../../../shared/views/opt-out-page.ts';
import { problemPage } from '../../../shared/views/problem-page.ts';
import { statusPage } from '../../../shared/views/status-page.ts';
import type { ConfirmPageModel, InviteStatusView } from '../../../shared/views/view-models.ts';
import { TONES } from '../../../shared/views/words/status.ts';
import { PSEUDO, untranslated } from '../../support/pseudo-language.ts';
import { everyRelationship } from './relationship-samples.ts';
import { ACTION, confirm, optOut, otherOnPage, status } from './samples.ts';

/** What others wrote in the samples. */
const NAMES = ['Fourth Coffee'];

/** What only the partner's programs can meet. */
const OF_PROGRAMS: ErrorCode[] = [
    'tenant-required',
    'tenant-mismatch',
    'sign-in-expired',
    'sign-in-not-verified',
    'unauthorised',
    'forbidden',
    'sign-in-refused',
    'invite-exists',
    'invalid-state',
    'not-retryable',
    'opted-out',
    'no-recipients',
    'link-gone',
    'too-many-rows',
    'idempotency-mismatch',
    'mail-limit',
];

const CODES = (Object.keys(STATUS_OF) as ErrorCode[]).filter((code) => !OF_PROGRAMS.includes(code));

const signIn: ConfirmPageModel = {
    ...confirm,
    mode: 'signin',
    signInHost: 'login.example',
    otherWays: `${ACTION}&ways`,
    replaces: true,
    others: [otherOnPage, otherOnPage],
    relationships: everyRelationship,
};

const confirmPages: [string, ConfirmPageModel][] = [
    ['by mail', confirm],
    ['by sign-in, with all there can be', signIn],
    ['by sign-in at a host that is not known', { ...signIn, signInHost: null }],
    ['after a decline, with another request', { ...confirm, declined: true, others: [otherOnPage] }],
    ['of a subscription without names', { ...confirm, subscription: { ...confirm.subscription, name: null } }],
    ['of nobody in particular', { ...confirm, invitedBy: null, note: null }],
];

const OUTCOMES: AttachOutcome[] = [
    { status: 'attached' },
    { status: 'unrecognised' },
    { status: 'conflict', otherPartnerId: '999999' },
    { status: 'failed', cause: 'delegated-conflict', otherPartnerId: '999999' },
    ...FAILURE_CAUSES.map((cause) => ({ status: 'failed', cause }) as const),
];

const EVENTS = [...Object.keys(TONES), 'reminder-mail-sent', 'resent', 'retried', 'unlinked'];

/** All that a status page can have on it. */
const full = {
    ...status,
    timeline: EVENTS.map((event) => ({ at: '2026-11-07T14:05:00.000Z', event })),
    confirmAction: ACTION,
    manageAction: ACTION,
    confirmedBy: 'owner@contoso.example',
};

describe('a page for customers says nothing but what is translated', () => {
    it.each(confirmPages)('when asking %s', (_which, model) => {
        expect(untranslated(confirmPage(model, PSEUDO), NAMES)).toEqual([]);
    });

    it.each(Object.keys(TONES) as InviteStatusView[])('in the status %s', (current) => {
        expect(untranslated(statusPage({ ...full, status: current }, PSEUDO), NAMES)).toEqual([]);
    });

    it.each(OUTCOMES.flatMap((outcome) => (['signin', 'email'] as const).map((mode) => ({ outcome, mode }))))(
        'after an attach that ended so: %j',
        ({ outcome, mode }) => {
            const page = statusPage({ ...full, status: outcome.status, outcome, mode }, PSEUDO);

            expect(untranslated(page, NAMES)).toEqual([]);
        },
    );

    it.each([null, '2026-11-08T09:00:03.000Z'])('about mails that are stopped since %j', (optedOutAt) => {
        expect(untranslated(optOutPage({ ...optOut, optedOutAt }, PSEUDO), NAMES)).toEqual([]);
    });

    it('where it answers questions', () => {
        const ofMicrosoft = [
            'Microsoft 365',
            'Dynamics 365',
            'Business Central',
            'Intune',
            'Enterprise Mobility',
            'Security',
        ];

        expect(
            untranslated(helpPage(optOut.partner, PSEUDO), [...NAMES, ...ofMicrosoft, 'Azure', 'Lighthouse']),
        ).toEqual([]);
    });

    it('where the link is gone', () => {
        expect(
            untranslated(linkGonePage({ partnerName: 'Fourth Coffee', contact: 'a@b.example' }, PSEUDO), NAMES),
        ).toEqual([]);
    });

    it.each(CODES)('where something is wrong: %s', (code) => {
        const model = {
            code,
            status: STATUS_OF[code],
            title: 'English.',
            detail: 'decision: save or decline',
            correlationId: 'corr-1234',
            partnerName: 'Fourth Coffee',
            contact: 'a@b.example',
        };

        expect(untranslated(problemPage(model, PSEUDO), NAMES)).toEqual([]);
    });
});
