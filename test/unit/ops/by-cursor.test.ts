import { AppError, refusedField } from '../../../shared/domain/errors.ts';
import { byCursor } from '../../../shared/use-cases/ops/by-cursor.ts';

describe('a cursor that the store does not know', () => {
    const refuse = () => Promise.reject(refusedField('continuation', 'unchanged'));

    it('is refused by the name that stands in the address', async () => {
        await expect(byCursor('x', refuse)).rejects.toMatchObject({
            code: 'validation-failed',
            extra: { errors: [{ field: 'cursor' }] },
        });
    });

    it('is not blamed for anything else', async () => {
        const away = new AppError('unavailable', 'away');

        await expect(byCursor('x', () => Promise.reject(away))).rejects.toBe(away);
        await expect(byCursor(undefined, refuse)).rejects.toMatchObject({
            extra: { errors: [{ field: 'continuation' }] },
        });
    });
});
