import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { sharingToken } from '../../../shared/adapters/azure/shared-token.ts';

const SCOPE = 'https://management.azure.com/.default';
const HOUR_MS = 60 * 60_000;

/** A credential that numbers its tokens, and keeps what it was asked. */
function numbered(livesMs = HOUR_MS) {
    const asked: { scopes: string | string[]; options: GetTokenOptions | undefined }[] = [];
    const failures: Error[] = [];
    const credential: TokenCredential = {
        getToken: async (scopes, options): Promise<AccessToken> => {
            asked.push({ scopes, options });
            const token = `token-${asked.length}`;
            await Promise.resolve();
            const failure = failures.shift();
            if (failure !== undefined) throw failure;
            return { token, expiresOnTimestamp: Date.now() + livesMs };
        },
    };
    return { asked, failures, shared: sharingToken(credential) };
}

describe('the token of a tenant', () => {
    it('is asked for once, however many clients ask at once and after one another', async () => {
        const { asked, shared } = numbered();

        const [one, other] = await Promise.all([shared.getToken(SCOPE), shared.getToken([SCOPE], { enableCae: true })]);
        const later = await shared.getToken(SCOPE);

        expect([one?.token, other?.token, later?.token]).toEqual(['token-1', 'token-1', 'token-1']);
        expect(asked).toEqual([{ scopes: SCOPE, options: { enableCae: true } }]);
    });

    it('is another one for another scope', async () => {
        const { shared } = numbered();

        await shared.getToken(SCOPE);

        expect((await shared.getToken('https://other.example/.default'))?.token).toBe('token-2');
    });

    it('is asked for anew before it ends, and where Azure wants another', async () => {
        const { asked, shared } = numbered(4 * 60_000);

        await shared.getToken(SCOPE);
        await shared.getToken(SCOPE);
        await shared.getToken(SCOPE, { claims: 'wanted' });

        expect(asked.map(({ options }) => options)).toEqual([
            { enableCae: true },
            { enableCae: true },
            { claims: 'wanted' },
        ]);
    });

    it('that could not be had is told to whoever asked, and asked for again by the others', async () => {
        const { failures, shared } = numbered();
        failures.push(new Error('no'));

        const answers = await Promise.allSettled([shared.getToken(SCOPE), shared.getToken(SCOPE)]);

        expect(answers).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: { token: 'token-2' } }]);
    });
});
