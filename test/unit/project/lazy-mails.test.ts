import { loadedWith } from '../../support/loaded-with.ts';

const frameworkWith = async (entry: string): Promise<string[]> =>
    (await loadedWith(entry)).filter((path) => /node_modules\/(react|react-dom|@react-email)\//.test(path));

describe('the framework of the mails', () => {
    it('is not loaded with the functions: most of them send none', async () => {
        expect(await frameworkWith('functions/index.ts')).toEqual([]);
    });

    it('is loaded with a mail', async () => {
        expect(await frameworkWith('shared/views/mail/invite-mail.ts')).not.toEqual([]);
    });
});
