import { askedId, scheduledId } from '../../../shared/domain/report/job.ts';
import { messageSchemas } from '../../../shared/queue/messages.ts';

const idAt = (time: string): string => scheduledId(new Date(`2026-11-23T${time}Z`));

describe('the report of a timer', () => {
    it.each(['05:59:59.990', '06:00:00.000', '06:00:00.013', '06:00:29.999'])(
        'is the same one for whoever fires it at six: %s',
        (time) => {
            expect(idAt(time)).toBe('timer-20261123T0600Z');
        },
    );

    it('is another one a minute later', () => {
        expect(idAt('06:01:00.000')).not.toBe(idAt('06:00:00.000'));
    });
});

describe('the message of a report', () => {
    const { 'outbound-mail': schema } = messageSchemas();
    const message = { kind: 'report', reportId: idAt('06:00:00.000'), attempt: 1 };

    it('names a report, and nothing else', () => {
        expect(schema.safeParse(message).data).toEqual(message);
        expect(schema.safeParse({ ...message, reportId: askedId('0123456789abcdef'.repeat(2)) }).success).toBe(true);
    });

    it.each([
        ['has more in it', { ...message, recipients: ['x@y.example'] }],
        ['names a mail of an invite as well', { ...message, inviteId: 'a', mail: 'b' }],
        ['is of a kind that nobody knows', { ...message, kind: 'other' }],
        ['has no kind', { reportId: 'r', attempt: 1 }],
    ])('is refused where it %s', (_what, other) => {
        expect(schema.safeParse(other).success).toBe(false);
    });

    it('is told from the message of an invite, which has no kind', () => {
        const invite = { inviteId: 'i1', mail: 'invite-1', attempt: 1 };

        expect(schema.parse(invite)).toEqual(invite);
    });
});
