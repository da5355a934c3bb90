import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import { INVITE_STATUSES, isConsumed, isOpen } from '../../../shared/domain/invite.ts';
import { closeForErasure } from '../../../shared/domain/invite-retention.ts';
import { decline } from '../../../shared/domain/invite-transitions.ts';
import { isWanted } from '../../../shared/domain/invite-mails.ts';
import { saidState } from '../../../shared/domain/products/said.ts';
import {
    askAgain,
    askNow,
    lapse,
    newestAsking,
    sayAdded,
    sayGone,
} from '../../../shared/domain/products/said-transitions.ts';
import { fail, mailOf } from '../domain/invites.ts';
import { ADMIN, daysLater, mailed, newGuided, RULES, said } from './guided-samples.ts';

const SEED = 'n'.repeat(32);
const YEAR = 366;

const asked = (invite = said(), at = daysLater(YEAR)): GuidedInvite =>
    askAgain(invite, at, SEED, RULES) ?? fail('not asked again');
const lapsed = (): GuidedInvite => lapse(mailed(asked()), daysLater(YEAR + 30), true) ?? fail('not lapsed');
const erased = (invite: GuidedInvite): GuidedInvite =>
    (closeForErasure(invite, SEED, daysLater(2)) as GuidedInvite | undefined) ?? fail('not erased');
const stateOf = ({ said: what }: GuidedInvite) => what && saidState(what);
const tellsPartner = (invite: GuidedInvite) =>
    invite.mails.filter(({ kind, state }) => kind === 'outcome-partner' && state === 'queued');

describe('I have added the partner', () => {
    it('is noted with who was asked and when, to be asked again in a year; the link is used, the partner told', () => {
        const invite = sayAdded(mailed(newGuided()), daysLater(1), RULES, true) ?? fail('not said');

        expect(invite).toMatchObject({ status: 'attested', consumedGeneration: 1, attach: null, outcomes: 1 });
        expect(invite.said).toEqual({
            at: daysLater(1).toISOString(),
            by: ADMIN,
            askAt: daysLater(YEAR).toISOString(),
            asked: null,
            lapsedAt: null,
            proof: null,
        });
        expect(invite.nextStep).toContain('no program can see');
        expect(tellsPartner(invite)).toMatchObject([{ outcome: { status: 'attested', said: 'added' } }]);
        expect(isConsumed(invite)).toBe(true);
        expect(isOpen(invite, daysLater(2))).toBe(false);
    });

    it('takes back what was not sent yet, and tells nobody where nobody is to be told', () => {
        const invite = sayAdded(newGuided(), daysLater(1), RULES, false) ?? fail('not said');

        expect(invite.mails.map(({ key, state }) => [key, state])).toEqual([['invite-1', 'cancelled']]);
        expect(invite.status).toBe('attested');
    });

    it('can be said after a decline that was thought better of', () => {
        const declined = decline(newGuided(), daysLater(1), false) as GuidedInvite;

        const invite = sayAdded(declined, daysLater(2), RULES, true);

        expect(invite).toMatchObject({ status: 'attested', declinedAt: null });
    });

    it('cannot be said twice, nor after its time, nor by a link that leads nowhere', () => {
        expect(sayAdded(said(), daysLater(2), RULES, true)).toBeUndefined();
        expect(sayAdded(newGuided(), daysLater(7), RULES, true)).toBeUndefined();
        const over = INVITE_STATUSES.filter((status) => !['issued', 'sent', 'declined'].includes(status));
        for (const status of over) {
            expect([status, sayAdded(newGuided({ status }), daysLater(1), RULES, true)]).toEqual([status, undefined]);
        }
    });

    it('said again where it was asked again counts for another year, and the partner is not told once more', () => {
        const proof = { note: 'ticket 7', at: daysLater(3).toISOString(), checked: null };
        const first = said();
        const before = asked({ ...first, said: first.said && { ...first.said, proof } });

        const still = sayAdded(before, daysLater(YEAR + 5), RULES, true) ?? fail('not said');

        expect(still).toMatchObject({ status: 'attested', outcomes: 1, consumedGeneration: 2, generation: 2 });
        expect(still.said).toEqual({
            at: daysLater(YEAR + 5).toISOString(),
            by: ADMIN,
            askAt: daysLater(YEAR + 5 + 365).toISOString(),
            asked: null,
            lapsedAt: null,
            proof,
        });
        expect(tellsPartner(still)).toEqual([]);
        expect(mailOf(still, 'ask-again-2').state).toBe('cancelled');
        expect(still.timeline.at(-1)).toMatchObject({ event: 'attested-again', status: 'attested' });
        expect(still.nextStep).toBe(first.nextStep);
    });
});

describe('It is not so any more', () => {
    it.each([
        ['was said', said()],
        ['was asked again', asked()],
        ['had lapsed', lapsed()],
    ])('takes it back where it %s, and the partner is told', (_when, before) => {
        const gone = sayGone(before, daysLater(400), true) ?? fail('not gone');

        expect(gone).toMatchObject({ status: 'removed', consumedGeneration: gone.generation });
        expect(gone.said).toMatchObject({ at: before.said?.at, askAt: null, asked: null });
        expect(tellsPartner(gone).at(-1)).toMatchObject({ outcome: { status: 'removed', said: 'gone' } });
        expect(gone.mails.filter(({ kind, state }) => kind === 'ask-again' && state === 'queued')).toEqual([]);
        expect(gone.nextStep).toContain('took it back');
        expect(sayGone(gone, daysLater(401), true)).toBeUndefined();
        expect(askAgain(gone, daysLater(1000), SEED, RULES)).toBeUndefined();
    });

    it('is nothing that anybody can say before, or of an invite that was erased', () => {
        for (const status of INVITE_STATUSES.filter((one) => one !== 'attested')) {
            expect([status, sayGone(newGuided({ status }), daysLater(1), true)]).toEqual([status, undefined]);
        }
        expect(sayGone(erased(said()), daysLater(3), true)).toBeUndefined();
    });
});

describe('asking again', () => {
    it('is due a year after it was said, and not a moment before', () => {
        const before = said();

        expect(askAgain(before, new Date(daysLater(YEAR).getTime() - 1), SEED, RULES)).toBeUndefined();
        const invite = askAgain(before, daysLater(YEAR), SEED, RULES) ?? fail('not asked again');

        expect(invite).toMatchObject({ status: 'attested', generation: 2, seed: SEED, consumedGeneration: 1 });
        expect(invite.said).toMatchObject({
            at: before.said?.at,
            askAt: null,
            asked: { at: daysLater(YEAR).toISOString(), until: daysLater(YEAR + 30).toISOString(), why: 'time' },
            lapsedAt: null,
        });
        expect(stateOf(invite)).toBe('asked');
        expect(newestAsking(invite)).toMatchObject({ key: 'ask-again-2', generation: 2, state: 'queued' });
        expect(invite.nextStep).toContain('whether it is still so');
    });

    it('opens a link of its own until the answer has to be there', () => {
        const invite = asked();
        const mail = newestAsking(invite) ?? fail('no mail');

        expect(isConsumed(invite)).toBe(false);
        expect(isWanted(invite, mail, daysLater(YEAR + 29))).toBe(true);
        expect(isOpen(invite, new Date(daysLater(YEAR + 30).getTime() - 1))).toBe(true);
        expect(isOpen(invite, daysLater(YEAR + 30))).toBe(false);
        expect(isWanted(invite, mail, daysLater(YEAR + 30))).toBe(false);
    });

    it('is done once: neither while it waits for the answer, nor after it lapsed, nor of one that was erased', () => {
        expect(askAgain(asked(), daysLater(2 * YEAR), SEED, RULES)).toBeUndefined();
        expect(askAgain(lapsed(), daysLater(2 * YEAR), SEED, RULES)).toBeUndefined();
        expect(askAgain(erased(said()), daysLater(2 * YEAR), SEED, RULES)).toBeUndefined();
        for (const status of INVITE_STATUSES.filter((one) => one !== 'attested')) {
            const other = { ...said(), status };
            expect([status, askAgain(other, daysLater(2 * YEAR), SEED, RULES)]).toEqual([status, undefined]);
        }
    });
});

describe('a change of what the customer bought', () => {
    const seen = daysLater(100).toISOString();

    it('has it asked now and not in a year, and says why', () => {
        const soon = askNow(said(), seen, daysLater(100)) ?? fail('not to be asked');

        expect(soon.said).toMatchObject({ askAt: daysLater(100).toISOString(), asked: null });
        expect(soon.timeline.at(-1)).toMatchObject({ event: 'facts-changed', status: 'attested' });
        expect(stateOf(soon)).toBe('current');
        expect(asked(soon, daysLater(100)).said?.asked).toMatchObject({ why: 'facts' });
    });

    it('is asked about once, however often it is told', () => {
        const soon = askNow(said(), seen, daysLater(100)) ?? fail('not to be asked');
        const now = asked(soon, daysLater(100));
        const still = sayAdded(now, daysLater(101), RULES, true) ?? fail('not said');

        expect(askNow(soon, seen, daysLater(100))).toBeUndefined();
        expect(askNow(now, seen, daysLater(101))).toBeUndefined();
        expect(askNow(still, seen, daysLater(102))).toBeUndefined();
        expect(asked(still, daysLater(101 + 365)).said?.asked?.why).toBe('time');
        expect(askNow(still, daysLater(103).toISOString(), daysLater(103))).toBeDefined();
    });

    it('is nothing to ask about where it was said after that, lapsed, was taken back or erased', () => {
        const gone = sayGone(said(), daysLater(2), true) ?? fail('not gone');

        expect(askNow(said(), daysLater(1).toISOString(), daysLater(2))).toBeUndefined();
        expect(askNow(lapsed(), daysLater(YEAR + 40).toISOString(), daysLater(YEAR + 40))).toBeUndefined();
        expect(askNow(gone, seen, daysLater(100))).toBeUndefined();
        expect(askNow(erased(said()), seen, daysLater(100))).toBeUndefined();
        expect(askNow(newGuided(), seen, daysLater(100))).toBeUndefined();
    });
});

describe('what nobody answered in time', () => {
    it('lapses when the time is over, and the partner is told', () => {
        const before = mailed(asked());

        expect(lapse(before, new Date(daysLater(YEAR + 30).getTime() - 1), true)).toBeUndefined();
        const invite = lapse(before, daysLater(YEAR + 30), true) ?? fail('not lapsed');

        expect(invite).toMatchObject({ status: 'attested', outcomes: 2 });
        expect(invite.said?.lapsedAt).toBe(daysLater(YEAR + 30).toISOString());
        expect(stateOf(invite)).toBe('lapsed');
        expect(tellsPartner(invite)).toMatchObject([{ outcome: { status: 'attested', said: 'lapsed' } }]);
        expect(invite.timeline.at(-1)).toMatchObject({ event: 'lapsed', status: 'attested' });
        expect(invite.nextStep).toContain('Nobody answered');
        expect(sayAdded(invite, daysLater(YEAR + 31), RULES, true)).toBeUndefined();
    });

    it('lapses once, and takes back the question that was never sent', () => {
        const invite = lapse(asked(), daysLater(YEAR + 30), true) ?? fail('not lapsed');

        expect(mailOf(invite, 'ask-again-2').state).toBe('cancelled');
        expect(lapse(invite, daysLater(YEAR + 60), true)).toBeUndefined();
    });

    it('does not lapse where it was not asked again, was answered, or was erased', () => {
        const still = sayAdded(asked(), daysLater(YEAR + 1), RULES, true) ?? fail('not said');

        expect(lapse(said(), daysLater(5000), true)).toBeUndefined();
        expect(lapse(still, daysLater(YEAR + 60), true)).toBeUndefined();
        expect(lapse(erased(asked()), daysLater(YEAR + 60), true)).toBeUndefined();
        expect(lapse(newGuided(), daysLater(YEAR), true)).toBeUndefined();
    });
});
