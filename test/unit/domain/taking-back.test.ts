import { isOpen, removedAt } from '../../../shared/domain/invite.ts';
import { beginAttach, remove, retryAttach, unlinkAgain, unlinked } from '../../../shared/domain/attach-transitions.ts';
import { fail, inviteIn, later } from './invites.ts';

const ADMIN = 'admin@contoso.example';
const takenBack = () => remove(inviteIn('attached'), later(1), ADMIN, true) ?? fail('not taken back');

describe('an invite that the customer took back', () => {
    it('has its link looked after under a new generation, and stays taken back meanwhile', () => {
        const invite = takenBack();

        expect(invite).toMatchObject({ status: 'removed', attach: { task: 'unlink', generation: 3 } });
        expect(beginAttach(invite, later(2))).toMatchObject({ status: 'removed', attach: { task: 'unlink' } });
        expect(removedAt(invite)).toBe(later(1).toISOString());
        expect(isOpen(invite, later(2))).toBe(false);
        expect(retryAttach(invite, later(2))).toBeUndefined();
    });

    it('is told of once: what becomes of the link is in its story alone', () => {
        const before = takenBack();

        const after = unlinked(before, later(3), 'The link is gone.') ?? fail('not unlinked');

        expect(after).toMatchObject({ status: 'removed', attach: null, mails: before.mails });
        expect(after.timeline.at(-1)).toMatchObject({ event: 'unlinked', detail: 'The link is gone.' });
        expect(unlinked(after, later(4), 'again')).toBeUndefined();
        expect(removedAt(after)).toBe(later(1).toISOString());
    });

    it('has its link looked after once more only where nobody is at it', () => {
        const busy = takenBack();
        const done = unlinked(busy, later(3), 'given up') ?? fail('not unlinked');

        expect(unlinkAgain(busy, later(4))).toBeUndefined();
        expect(unlinkAgain(inviteIn('attached'), later(4))).toBeUndefined();
        const again = unlinkAgain(done, later(4)) ?? fail('not again');
        expect(again).toMatchObject({ status: 'removed', attach: { task: 'unlink' } });
        expect(again.attach?.generation).toBeGreaterThan(busy.attach?.generation ?? 0);
    });

    it('was never taken back before', () => {
        expect(removedAt(inviteIn('attached'))).toBeNull();
    });
});
